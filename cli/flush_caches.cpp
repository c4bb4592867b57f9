#include "cli/flush_caches.hpp"

#include "src/companion/read_setting_facts.hpp"
#include "src/files/settings_file.hpp"
#include "src/postgres/flush_daemons.hpp"
#include "src/postgres/write_access.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto no_database =
    "the daemons' memory: no database is named (--database-url, DATABASE_URL or libpq's own environment)";

bool names_some_database(CommandContext& context) {
    return context.names_database() || !context.database_source(Purpose::change).empty();
}

/// What makes a database refuse a flush, or lose the answers.
void refuse_obstacle(Connection& connection) {
    const SessionFacts session = read_session_facts(connection);
    if (const auto obstacle = read_obstacle(connection, session, connection.options())) {
        Error error(ExitCode::step_failed, fmt::format("the daemons were not told: {}", obstacle->reason),
                    obstacle->way_out);
        throw error.with_details(obstacle->details);
    }
    run_lift_limits(connection, session);
}

DaemonFlush flush_daemons(CommandContext& context, const FlushRequest& request) {
    ConnectOptions connect = context.connect_options(Purpose::change);
    connect.application_name = "migrate flush";
    Connection connection = Connection::open(connect);
    if (context.options().verbose) context.note(describe_server(connection));
    if (!request.dry_run) refuse_obstacle(connection);
    return run_daemon_flush(
        connection,
        {.caches = request.caches, .key = request.key, .count_only = request.dry_run, .wait = request.wait});
}

void add_daemons(CommandContext& context, const FlushRequest& request, FlushResult& result) {
    if (request.caches.empty()) return;
    if (!names_some_database(context)) {
        result.not_done.emplace_back(no_database);
        return;
    }
    try {
        result.daemons = flush_daemons(context, request);
    } catch (const Error& error) {
        if (error.code() == ExitCode::usage) throw;
        result.failures.push_back(error);
    }
}

}  // namespace

std::vector<CacheSpec> read_declared_caches(CommandContext& context) {
    const Config& config = context.config();
    std::vector<CacheSpec> caches;
    if (const auto policy = find_setting_policy(config)) caches = read_settings_file(*policy).caches;
    return merge_caches(std::move(caches), config.caches);
}

FlushResult flush_caches(CommandContext& context, const FlushRequest& request) {
    FlushResult result{.dry_run = request.dry_run};
    add_daemons(context, request, result);
    return result;
}

}  // namespace migrate
