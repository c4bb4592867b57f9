#include "cli/flush_caches.hpp"

#include "cli/interrupt.hpp"
#include "cli/key_progress.hpp"
#include "src/cache/bytecode_flush.hpp"
#include "src/cache/redis_flush.hpp"
#include "src/companion/read_setting_facts.hpp"
#include "src/files/settings_file.hpp"
#include "src/postgres/flush_daemons.hpp"
#include "src/postgres/write_access.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto no_redis =
    "Redis: none is configured (--redis-url, REDIS_URL or url in [redis] of migrate.toml)";
constexpr auto no_bytecode = "bytecode: no folder is configured (roots in [bytecode] of migrate.toml)";
constexpr auto no_database =
    "the daemons' memory: no database is named (--database-url, DATABASE_URL or libpq's own environment)";

/// "" = none. It may hold a password.
std::string redis_url_of(CommandContext& context, const FlushRequest& request) {
    constexpr std::string_view variable = "REDIS_URL";
    if (request.redis_url) return *request.redis_url;
    const Environment& environment = context.environment();
    if (const auto own = environment.of_process(variable)) return own->value;
    if (const auto filed = environment.of_file(variable)) return filed->value;
    return context.config().redis_url.value_or("");
}

bool is_interrupted() {
    static const std::atomic<bool>& flag =
        watch_for_interrupt();  // a second call would take the second Ctrl-C, too
    return flag.load();
}

RedisFlush flush_prefix(CommandContext& context, const std::string& url, const CacheSpec& cache,
                        const FlushRequest& request) {
    KeyProgress progress(context.terminal().redraws && !context.options().quiet, cache.name);
    RedisFlush flush = run_redis_flush(
        {.url = url,
         .prefix = cache.prefix,
         .key = request.key,
         .count_only = request.dry_run,
         .progress = [&](std::uint64_t found, std::uint64_t removed) { progress.show(found, removed); },
         .interrupted = is_interrupted});
    flush.cache = cache.name;
    return flush;
}

/// A Redis that does not answer is asked once, not once for each cache.
void flush_prefixes(CommandContext& context, const std::string& url, const std::vector<CacheSpec>& caches,
                    const FlushRequest& request, FlushResult& result) {
    for (const CacheSpec& cache : caches) {
        try {
            result.redis.push_back(flush_prefix(context, url, cache, request));
        } catch (const Error& error) {
            if (error.code() == ExitCode::usage && result.redis.empty()) throw;
            result.failures.push_back(error);
            return;
        }
    }
}

void add_redis(CommandContext& context, const FlushRequest& request, FlushResult& result) {
    std::vector<CacheSpec> caches = request.caches;
    std::erase_if(caches, [](const CacheSpec& cache) { return cache.prefix.empty(); });
    if (caches.empty()) return;
    const std::string url = redis_url_of(context, request);
    if (url.empty())
        result.not_done.emplace_back(no_redis);
    else
        flush_prefixes(context, url, caches, request, result);
}

void add_bytecode(CommandContext& context, const FlushRequest& request, FlushResult& result) {
    if (!request.bytecode) return;
    const auto& roots = context.config().bytecode_roots;
    if (roots.empty()) result.not_done.emplace_back(no_bytecode);
    for (const std::filesystem::path& root : roots)
        result.bytecode.push_back(run_bytecode_flush(root, request.dry_run));
}

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
    return run_daemon_flush(connection, {.caches = request.caches,
                                         .key = request.key,
                                         .count_only = request.dry_run,
                                         .wait = request.wait,
                                         .interrupted = is_interrupted});
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
        if (error.code() == ExitCode::usage && result.redis.empty()) throw;
        result.failures.push_back(error);
    }
}

using FlushPart = void (*)(CommandContext&, const FlushRequest&, FlushResult&);

}  // namespace

std::vector<CacheSpec> read_declared_caches(CommandContext& context) {
    const Config& config = context.config();
    std::vector<CacheSpec> caches;
    if (const auto policy = find_setting_policy(config)) caches = read_settings_file(*policy).caches;
    return merge_caches(std::move(caches), config.caches);
}

FlushResult flush_caches(CommandContext& context, const FlushRequest& request) {
    FlushResult result{.dry_run = request.dry_run};
    is_interrupted();  // from here on
    for (const FlushPart part : {add_redis, add_daemons, add_bytecode}) {
        part(context, request, result);
        if (!is_interrupted()) continue;
        result.failures.emplace_back(ExitCode::step_failed,
                                     "interrupted: what is not told here was not flushed",
                                     "Run the same command again.");
        break;
    }
    return result;
}

}  // namespace migrate
