#pragma once

#include <string_view>

/// How far replicas are behind. Positions are numbers of bytes.
namespace migrate::replica_sql {

inline constexpr std::string_view read_position = R"(
SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), '0/0')::bigint AS written)";

/// The position of the primary, and each replica that replays: not a base backup in progress (state backup),
/// nor a receiver that only stores (it has no replay_lsn). One row without a name where there is none. A
/// replica whose state is NULL hides its positions from this role.
inline constexpr std::string_view read_replicas = R"(
SELECT primary_now.written, replica.*
FROM (SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), '0/0')::bigint AS written) primary_now
LEFT JOIN LATERAL (
    SELECT coalesce(nullif(r.application_name, ''), 'pid ' || r.pid) AS name, r.client_addr::text AS address, r.state IS NULL AS hidden,
           pg_catalog.pg_wal_lsn_diff(r.replay_lsn, '0/0')::bigint AS replayed,
           (extract(epoch FROM r.replay_lag) * 1000)::bigint AS reported_ms
    FROM pg_catalog.pg_stat_replication r
    WHERE r.state IS NULL OR r.state IN ('streaming', 'catchup') AND r.replay_lsn IS NOT NULL) replica ON true)";

/// A replica that has nothing to replay tells its position only every wal_receiver_status_interval; a few
/// bytes of WAL that change nothing make it tell at once. The commit must not wait for the replica itself.
inline constexpr std::string_view write_heartbeat = R"(
SELECT pg_catalog.set_config('synchronous_commit', 'local', true), pg_catalog.pg_logical_emit_message(true, 'migrate', ''))";

inline constexpr std::string_view find_hidden_replica = R"(
SELECT pg_catalog.quote_ident(current_user) AS role FROM pg_catalog.pg_stat_replication WHERE state IS NULL LIMIT 1)";

}  // namespace migrate::replica_sql
