#pragma once

#include <string_view>

/// What a server says of its limits, its settings and who is connected. Any role may ask; PostgreSQL 13 to 18
/// answer the same text.
namespace migrate::server_sql {

/// An expression without parameters, for a statement of its own or as a part of another: one JSON document,
/// which server_facts_of() reads. Of pg_db_role_setting only settings that pg_settings shows here are told:
/// custom ones can hold secrets. The type of a backend is hidden from roles without pg_read_all_stats.
inline constexpr std::string_view facts_json = R"(pg_catalog.json_build_object(
    'version', pg_catalog.current_setting('server_version_num')::integer,
    'pid', pg_catalog.pg_backend_pid(),
    'role', session_user,
    'database', pg_catalog.current_database(),
    'in_recovery', pg_catalog.pg_is_in_recovery(),
    'over_socket', pg_catalog.inet_server_addr() IS NULL,
    'database_limit', (SELECT datconnlimit FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()),
    'settings', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', name, 'setting', setting, 'unit', unit, 'source', source, 'file', sourcefile,
            'pending_restart', pending_restart))
        FROM pg_catalog.pg_settings
        WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections', 'statement_timeout',
            'lock_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout', 'work_mem',
            'maintenance_work_mem', 'autovacuum_max_workers', 'shared_buffers', 'tcp_keepalives_idle', 'tcp_user_timeout',
            'client_connection_check_interval', 'default_transaction_read_only') OR pending_restart),
    'roles', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'name', rolname, 'superuser', rolsuper, 'connection_limit', rolconnlimit))
        FROM pg_catalog.pg_roles WHERE rolcanlogin),
    'stored', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'database', d.datname, 'role', r.rolname, 'name', pg_catalog.split_part(line, '=', 1),
            'value', pg_catalog.substr(line, pg_catalog.strpos(line, '=') + 1)))
        FROM pg_catalog.pg_db_role_setting s CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS line
        LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
        LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
        WHERE pg_catalog.split_part(line, '=', 1) IN ('statement_timeout', 'lock_timeout',
            'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout', 'work_mem',
            'maintenance_work_mem', 'tcp_keepalives_idle', 'tcp_user_timeout', 'client_connection_check_interval',
            'default_transaction_read_only')),
    'connected', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('role', usename, 'sessions', sessions))
        FROM (SELECT usename, pg_catalog.count(*) AS sessions FROM pg_catalog.pg_stat_activity
              WHERE usesysid IS NOT NULL AND datid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()
                AND coalesce(backend_type, 'client backend') = 'client backend'
              GROUP BY usename) by_role)))";

inline constexpr std::string_view read_facts = "SELECT {facts}";

}  // namespace migrate::server_sql
