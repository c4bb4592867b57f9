#include "src/files/config_file.hpp"

#include "src/base/error.hpp"
#include "src/base/quantity.hpp"
#include "src/base/words.hpp"
#include "src/files/cache_table.hpp"
#include "src/files/read_file.hpp"
#include "src/settings/provider.hpp"

#include <algorithm>
#include <functional>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace migrate {

namespace {

/// Takes the value of one key; false when it is not of the kind that `expects` says.
struct ConfigKey {
    std::string_view section;
    std::string_view name;
    std::string_view expects;
    std::string_view meaning;
    std::function<bool(const toml::node&)> take;
};

template <typename T>
std::function<bool(const toml::node&)> take_text(std::optional<T>& to,
                                                 std::function<std::optional<T>(const std::string&)> read) {
    return [&to, read](const toml::node& node) {
        const auto text = node.value_exact<std::string>();
        if (text) to = read(*text);
        return text && to.has_value();
    };
}

/// A quantity is text with a unit, or a number in the unit that a bare number means.
template <typename T>
std::function<bool(const toml::node&)> take_quantity(std::optional<T>& to,
                                                     std::optional<T> (*read)(std::string_view)) {
    return [&to, read](const toml::node& node) {
        const auto number = node.value_exact<std::int64_t>();
        const auto text = number ? std::to_string(*number) : node.value_exact<std::string>().value_or("");
        to = read(text);
        return to.has_value();
    };
}

/// `To`: int, or std::optional<int>.
template <typename To>
std::function<bool(const toml::node&)> take_count(To& to, int least, int most) {
    return [&to, least, most](const toml::node& node) {
        const auto number = node.value_exact<std::int64_t>();
        if (!number || *number < least || *number > most) return false;
        to = static_cast<int>(*number);
        return true;
    };
}

std::function<bool(const toml::node&)> take_texts(std::vector<std::string>& to) {
    return [&to](const toml::node& node) {
        if (!node.is_array()) return false;
        for (const auto& one : *node.as_array()) {
            const auto text = one.value_exact<std::string>();
            if (!text || text->empty()) return false;
            to.push_back(*text);
        }
        return true;
    };
}

std::function<bool(const toml::node&)> take_flag(std::optional<bool>& to) {
    return [&to](const toml::node& node) {
        to = node.value_exact<bool>();
        return to.has_value();
    };
}

/// The server takes no less than 1 MB for maintenance_work_mem.
std::function<bool(const toml::node&)> take_build_memory(std::optional<std::int64_t>& to) {
    return [&to, take = take_quantity(to, parse_size)](const toml::node& node) {
        return take(node) && *to >= 1024 * 1024;
    };
}

std::function<bool(const toml::node&)> take_word(std::optional<std::string>& to,
                                                 std::vector<std::string> words) {
    return take_text<std::string>(
        to, [words = std::move(words)](const std::string& text) -> std::optional<std::string> {
            return std::ranges::find(words, text) == words.end() ? std::nullopt : std::optional(text);
        });
}

/// Paths in an array, relative to `folder`.
std::function<bool(const toml::node&)> take_paths(std::vector<std::filesystem::path>& to,
                                                  std::filesystem::path folder) {
    return [&to, folder = std::move(folder)](const toml::node& node) {
        if (!node.is_array()) return false;
        for (const toml::node& item : *node.as_array()) {
            const auto text = item.value_exact<std::string>();
            if (!text || text->empty()) return false;
            to.push_back(folder / *text);
        }
        return true;
    };
}

constexpr int most = 1'000'000;

std::vector<ConfigKey> deploy_keys(Deployment& deploy) {
    const auto word = [](const std::string& text) -> std::optional<std::string> { return text; };
    return {
        {"deploy", "replicas", "a number from 1", "how many of the bot run at once; 1 where it is not said",
         take_count(deploy.replicas, 1, most)},
        {"deploy", "processes", "a number from 1",
         "processes of each replica, each with a pool of its own; 1 where it is not said",
         take_count(deploy.processes, 1, most)},
        {"deploy", "side_connections", "a number from 0",
         "connections that each process keeps beside its pool, such as for LISTEN; 1 where it is not said",
         take_count(deploy.side_connections, 0, most)},
        {"deploy", "other_connections", "a number from 0",
         "connections of everything else: migrate, cron, psql, an exporter; 3 where it is not said",
         take_count(deploy.other_connections, 0, most)},
        {"deploy", "overlap", "true or false",
         "whether old and new run together while a new release starts; RAILWAY_DEPLOYMENT_OVERLAP_SECONDS above 0 says true",
         take_flag(deploy.overlap)},
        {"deploy", "polling", "true or false", "whether updates come by long polling instead of a webhook",
         take_flag(deploy.polling)},
        {"deploy", "provider", "the name of a provider",
         "where the database is hosted, where the name of its host does not say it: aws, azure, fly, fly-pooler, neon, neon-pooler, railway, railway-pgbouncer, supabase, supabase-pooler or supabase-session-pooler",
         take_word(deploy.provider, provider_names())},
        {"deploy", "role", "the name of a role",
         "the role that the bot logs in as; the one that migrate logs in as where it is not said",
         take_text<std::string>(deploy.role, word)},
        {"deploy", "cpus", "a number from 1", "processors of the database server",
         take_count(deploy.cpus, 1, most)},
        {"deploy", "ram", R"(a size such as "2GB")", "memory of the database server",
         take_quantity(deploy.ram, parse_size)},
        {"deploy", "drain", R"(a time such as "20s")",
         "the time from SIGTERM to SIGKILL; else RAILWAY_DEPLOYMENT_DRAINING_SECONDS, or 0 on Railway",
         take_quantity(deploy.drain, parse_duration)},
        {"deploy", "network_idle", R"(a time such as "350s")",
         "idle connections are dropped on the way to the database after it; known of some providers",
         take_quantity(deploy.network_idle, parse_duration)},
        {"deploy", "hold", R"(a time such as "50ms")", "how long 95 of 100 updates hold a connection at most",
         take_quantity(deploy.hold, parse_duration)},
        {"deploy", "open_files", "a number from 1", "how many files the bot may have open: `ulimit -n`",
         take_count(deploy.open_files, 1, 1'000'000'000)},
    };
}

std::vector<ConfigKey> pooler_keys(PoolerLimits& pooler) {
    return {
        {"pooler", "mode", R"("session", "transaction" or "statement")", "how the pooler pools: pool_mode",
         take_word(pooler.mode, {"session", "transaction", "statement"})},
        {"pooler", "instances", "a number from 1",
         "how many poolers stand side by side; 1 where it is not said",
         take_count(pooler.instances, 1, most)},
        {"pooler", "size", "a number from 1",
         "connections of each of them to the server: default_pool_size and reserve_pool_size",
         take_count(pooler.size, 1, most)},
        {"pooler", "clients", "a number from 1", "clients that each of them takes: max_client_conn",
         take_count(pooler.clients, 1, most)},
        {"pooler", "client_idle", R"(a time such as "10min")",
         "idle clients are cut off after it: client_idle_timeout; 0 = never",
         take_quantity(pooler.client_idle, parse_duration)},
        {"pooler", "query_wait", R"(a time such as "120s")",
         "how long a query may wait for a connection to the server: query_wait_timeout",
         take_quantity(pooler.query_wait, parse_duration)},
    };
}

std::vector<ConfigKey> run_keys(Config& config) {
    const auto folder = config.file.parent_path();
    const auto path = [folder](const std::string& text) -> std::optional<std::filesystem::path> {
        return folder / text;
    };
    const auto word = [](const std::string& text) -> std::optional<std::string> { return text; };
    return {
        {"migrate", "dir", "a path", "the folder of revisions; migrations where it is not said",
         take_text<std::filesystem::path>(config.dir, path)},
        {"migrate", "env_file", "a path", "variables behind the environment; .env where it is not said",
         take_text<std::filesystem::path>(config.env_file, path)},
        {"migrate", "database_url", "a URL",
         "the database, behind options and environment; better without a password",
         take_text<std::string>(config.database_url, word)},
        {"migrate", "direct_url", "a URL", "its address past a pooler, for commands that change something",
         take_text<std::string>(config.direct_url, word)},
        {"lock", "wait", R"(a time such as "60s")",
         "how long to wait for another runner; 60 s where it is not said",
         take_quantity(config.lock_wait, parse_duration)},
        {"run", "lock_timeout", R"(a time such as "2s")",
         "how long a statement may wait for a strong lock before it lets traffic pass and is tried again; 2 s where it is not said",
         take_quantity(config.lock_timeout, parse_duration)},
        {"run", "attempts", "a number from 1",
         "how often such a statement is tried, with growing pauses; 30 where it is not said",
         take_count(config.attempts, 1, 1'000'000)},
        {"build", "small_table", R"(a size such as "8MB")",
         "below it an index is built in one short transaction instead of CONCURRENTLY; 8 MB where it is not said",
         take_quantity(config.small_table_bytes, parse_size)},
        {"build", "on_conflict", R"("refuse", "replace" or "keep")",
         "what to do where another index has the name; as --on-conflict",
         take_text<OnConflict>(config.on_conflict, on_conflict_named)},
        {"build", "on_equivalent", R"("accept", "build" or "rename")",
         "what to do where the same index has another name; as --on-equivalent",
         take_text<OnEquivalent>(config.on_equivalent, on_equivalent_named)},
        {"build", "jobs", "a number from 1 to 64",
         "how many tables are worked on at a time; 2 where it is not said", take_count(config.jobs, 1, 64)},
        {"build", "workers", "a number from 0 to 64",
         "parallel workers of one build, beside its leader; 1 where it is not said",
         take_count(config.workers, 0, 64)},
        {"build", "memory", R"(a size from "1MB", such as "64MB")",
         "maintenance_work_mem of one build; where it is not said, 32 MB for the leader and for each worker, 256 MB at most",
         take_build_memory(config.memory_bytes)},
        {"build", "max_wait", R"(a time such as "30min")",
         "how long one index may wait for others' transactions before the run gives up; without end where it is not said",
         take_quantity(config.max_wait, parse_duration)},
        {"build", "max_lag", R"(a time such as "10s")",
         "no index is begun while a replica is further behind; as --max-lag",
         take_quantity(config.max_lag, parse_duration)},
        {"build", "cancel_queued", "true or false",
         "whether a statement that waits behind a build, and would have it killed, is cancelled; as --cancel-queued",
         take_flag(config.cancel_queued)},
    };
}

std::vector<ConfigKey> feature_keys(Config& config) {
    const auto folder = config.file.parent_path();
    const auto path = [folder](const std::string& text) -> std::optional<std::filesystem::path> {
        return folder / text;
    };
    return {
        {"settings", "policy", "a path",
         "what the bot's settings are and should be; checks/settings.toml where it is not said",
         take_text<std::filesystem::path>(config.policy, path)},
        {"workload", "file", "a path",
         "the bot's queries and actions, to be measured; checks/workload.toml where it is not said",
         take_text<std::filesystem::path>(config.workload, path)},
        {"check", "unused_after", R"(a time such as "30d")",
         "how long an index must have gone without a scan to be called unused; 30 days where it is not said",
         take_quantity(config.unused_after, parse_duration)},
        {"apply", "requires", "a list of paths",
         "files without which the bot does not work, such as its modules: `check` and `apply` say which are not there",
         take_paths(config.required_files, folder)},
        {"redis", "url", "a URL such as \"redis://cache:6379/0\"",
         "the Redis with the bot's caches, behind --redis-url and REDIS_URL; better without a password",
         take_text<std::string>(config.redis_url,
                                [](const std::string& text) { return std::optional(text); })},
        {"bytecode", "roots", R"(paths such as ["bot"])",
         "folders in which `flush --all` and `flush bytecode` remove compiled Python",
         take_paths(config.bytecode_roots, folder)},
        {"drift", "ignore", R"(a list such as ["audit.*", "index ix_tmp_*", "*: comment"])",
         "what of the database may differ from the revisions: names with or without their kind, * for any text; behind a colon what of it",
         take_texts(config.drift_ignore)},
        {"round_trip", "seed", "a path",
         "rows for the round trip: SQL, each statement of which runs after the first revision after which it can",
         take_text<std::filesystem::path>(config.seed, path)},
    };
}

std::vector<ConfigKey> keys_of(Config& config) {
    std::vector<ConfigKey> keys = run_keys(config);
    for (auto& more : {feature_keys(config), deploy_keys(config.deploy), pooler_keys(config.pooler)})
        keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

class ConfigReader {
  public:
    explicit ConfigReader(Config& config)
        : config_(config), file_(config.file.string()), keys_(keys_of(config)) {}

    std::vector<std::string> read(const toml::table& root) {
        for (const auto& [name, node] : root) read_section(std::string(name.str()), node);
        return std::move(problems_);
    }

  private:
    void read_section(const std::string& section, const toml::node& node) {
        if (section == "cache") {
            config_.caches = read_cache_tables(node, file_, problems_);
            return;
        }
        std::vector<std::string> sections{"cache"};
        for (const ConfigKey& key : keys_) sections.emplace_back(key.section);
        if (std::find(sections.begin(), sections.end(), section) == sections.end())
            return complain_unknown(node, fmt::format("[{}]", section), section, sections);
        if (!node.is_table())
            return complain(node, fmt::format("{} must be a section: [{}]", section, section));
        for (const auto& [name, value] : *node.as_table()) read_key(section, std::string(name.str()), value);
    }

    void read_key(const std::string& section, const std::string& name, const toml::node& value) {
        std::vector<std::string> names;
        for (const ConfigKey& key : keys_) {
            if (key.section != section) continue;
            if (key.name != name) {
                names.emplace_back(key.name);
                continue;
            }
            if (!key.take(value)) complain(value, fmt::format("{} must be {}", name, key.expects));
            return;
        }
        complain_unknown(value, fmt::format("{} in [{}]", name, section), name, names);
    }

    void complain_unknown(const toml::node& node, const std::string& what, const std::string& word,
                          const std::vector<std::string>& known) {
        const std::string meant = nearest_of(word, known);
        complain(node, fmt::format("unknown {}{}", what,
                                   meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
    }

    void complain(const toml::node& node, std::string_view what) {
        problems_.push_back(fmt::format("{}:{}: {}", file_, node.source().begin.line, what));
    }

    Config& config_;
    std::string file_;
    std::vector<ConfigKey> keys_;
    std::vector<std::string> problems_;
};

toml::table parse_config_toml(std::string_view text, const std::string& file) {
    try {
        return toml::parse(text, file);
    } catch (const toml::parse_error& failure) {
        // The description may quote the line, and with it a password.
        throw Error(ExitCode::usage, "the configuration is not valid TOML",
                    "Mend the line; values that are text stand in quotes.")
            .at({file, static_cast<int>(failure.source().begin.line),
                 static_cast<int>(failure.source().begin.column)});
    }
}

}  // namespace

std::vector<ConfigKeyText> config_key_texts() {
    Config none;
    std::vector<ConfigKeyText> texts;
    for (const ConfigKey& key : keys_of(none))
        texts.push_back(
            {.section = key.section, .name = key.name, .expects = key.expects, .meaning = key.meaning});
    return texts;
}

std::optional<OnConflict> on_conflict_named(std::string_view name) {
    if (name == "refuse") return OnConflict::refuse;
    if (name == "replace") return OnConflict::replace;
    if (name == "keep") return OnConflict::keep;
    return std::nullopt;
}

std::optional<OnEquivalent> on_equivalent_named(std::string_view name) {
    if (name == "accept") return OnEquivalent::accept;
    if (name == "build") return OnEquivalent::build;
    if (name == "rename") return OnEquivalent::rename;
    return std::nullopt;
}

Config parse_config(std::string_view text, const std::filesystem::path& file) {
    Config config;
    config.file = file;
    const toml::table root = parse_config_toml(text, file.string());
    std::vector<std::string> problems = ConfigReader(config).read(root);
    if (problems.empty()) return config;
    const std::string count = count_of(problems.size(), "problem");
    throw Error(ExitCode::usage, fmt::format("{} in the configuration", count),
                "Mend these lines; what is unknown can be taken out.")
        .with_details(std::move(problems));
}

Config read_config_file(const std::filesystem::path& file, bool required) {
    std::error_code ignored;
    if (!required && !std::filesystem::exists(file, ignored)) return {};
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("cannot read the configuration {}: {}", file.string(), content.error),
                    "Name another one with --config.");
    return parse_config(content.text, file);
}

}  // namespace migrate
