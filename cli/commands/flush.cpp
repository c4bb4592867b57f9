#include "cli/commands/flush.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/duration_option.hpp"
#include "cli/flush_caches.hpp"
#include "src/base/error.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

struct FlushOptions {
    std::vector<std::string> names;
    bool all = false;
    std::string key;
    std::string wait;
    std::string redis_url;
};

std::vector<std::string> names_to_choose_from(const std::vector<CacheSpec>& declared) {
    std::vector<std::string> names;
    for (const CacheSpec& cache : declared) names.push_back(cache.name);
    names.emplace_back(bytecode_cache);
    return names;
}

[[noreturn]] void throw_nothing_named(const std::vector<CacheSpec>& declared) {
    throw Error(
        ExitCode::usage, "flush does not know which caches are meant",
        fmt::format("Name them, or say --all; there are {}.", list_of(names_to_choose_from(declared))));
}

void refuse_unknown_names(const FlushOptions& options, const std::vector<CacheSpec>& declared) {
    const std::vector<std::string> known = names_to_choose_from(declared);
    for (const std::string& name : options.names) {
        if (std::ranges::find(known, name) != known.end()) continue;
        const std::string meant = nearest_of(name, known);
        throw Error(
            ExitCode::usage, fmt::format("there is no cache {}", name),
            fmt::format("{}There are {}; [[cache]] in checks/settings.toml or migrate.toml declares more.",
                        meant.empty() ? "" : fmt::format("Did you mean {}? ", meant), list_of(known)));
    }
}

/// A key belongs to one cache.
void refuse_vague_key(const FlushOptions& options) {
    const bool one_cache =
        !options.all && options.names.size() == 1 && options.names.front() != bytecode_cache;
    if (options.key.empty() || one_cache) return;
    throw Error(ExitCode::usage, "--key is for one cache", "Say `migrate flush CACHE --key KEY`.");
}

FlushRequest request_of(CommandContext& context, const FlushOptions& options) {
    const std::vector<CacheSpec> declared = read_declared_caches(context);
    if (options.names.empty() && !options.all) throw_nothing_named(declared);
    if (!options.names.empty() && options.all)
        throw Error(ExitCode::usage, "flush was given both names and --all", "Leave one of them out.");
    refuse_unknown_names(options, declared);
    refuse_vague_key(options);
    const auto is_meant = [&](std::string_view name) {
        return options.all || std::ranges::find(options.names, name) != options.names.end();
    };
    FlushRequest request{
        .bytecode = is_meant(bytecode_cache), .key = options.key, .dry_run = context.options().dry_run};
    for (const CacheSpec& cache : declared) {
        if (is_meant(cache.name)) request.caches.push_back(cache);
    }
    if (!options.redis_url.empty()) request.redis_url = options.redis_url;
    if (!options.wait.empty()) request.wait = duration_option("--wait", options.wait);
    return request;
}

ExitCode run_flush(CommandContext& context, const FlushOptions& options) {
    const OutputFormat& format = context.format();
    const FlushResult result = flush_caches(context, request_of(context, options));
    context.print(format.flush(result, context.output_style()));
    return exit_code_of(result);
}

}  // namespace

CLI::App* add_flush(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<FlushOptions>();
    CLI::App* command =
        app.add_subcommand("flush", "empty the bot's caches: Redis, the daemons' memory, bytecode");
    command->add_option("CACHE", options->names,
                        "which, as [[cache]] declares them; bytecode is compiled Python");
    command->add_flag("--all", options->all, "all of them, and bytecode where [bytecode] names folders");
    command->add_option("--key", options->key, "only this entry of one cache")->type_name("KEY");
    command->add_option("--wait", options->wait, "for the daemons' answers (else 2s)")->type_name("TIME");
    command
        ->add_option("--redis-url", options->redis_url,
                     "the Redis with the bot's caches (else REDIS_URL, else [redis] of migrate.toml)")
        ->type_name("URL");
    choose(*command, chosen, options, run_flush);
    return command;
}

}  // namespace migrate
