#include "cli/apply/steps.hpp"
#include "cli/flush_caches.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string redis_part(const FlushResult& result) {
    std::uint64_t keys = 0;
    for (const RedisFlush& cache : result.redis)
        for (const RedisNodeFlush& node : cache.nodes) keys += result.dry_run ? node.found : node.removed;
    return result.redis.empty() ? "" : fmt::format("{} in Redis", count_of(keys, "key"));
}

std::string daemon_part(const FlushResult& result) {
    if (!result.daemons || result.daemons->daemons.empty()) return "";
    const std::size_t all = result.daemons->daemons.size();
    if (result.dry_run) return count_of(all, "daemon");
    return fmt::format("{}/{} acknowledged", all - silent_daemons(result), count_of(all, "daemon"));
}

std::string bytecode_part(const FlushResult& result) {
    std::uint64_t files = 0;
    for (const BytecodeFlush& root : result.bytecode) files += root.files;
    return files == 0 ? "" : fmt::format("{} of bytecode", count_of(files, "file"));
}

/// "12 keys in Redis, 5/5 daemons acknowledged"; "" = there was nothing to empty.
std::string parts_text(const FlushResult& result) {
    std::vector<std::string> parts;
    for (std::string part : {redis_part(result), daemon_part(result), bytecode_part(result)})
        if (!part.empty()) parts.push_back(std::move(part));
    return parts.empty() ? "" : list_of(parts);
}

std::string failures_text(const FlushResult& result) {
    std::vector<std::string> texts;
    for (const Error& failure : failures_of(result)) texts.push_back(failure.message());
    return texts.empty() ? "a daemon did not answer" : list_of(texts);
}

/// The reasons without the ways to mend them, which `flush` shows below.
std::string nothing_text(const FlushResult& result) {
    std::vector<std::string> reasons{result.daemons ? "no daemon listens" : ""};
    for (const std::string& part : result.not_done) reasons.push_back(part.substr(0, part.find(" (")));
    std::erase(reasons, "");
    return reasons.empty() ? "no cache is declared, and no bytecode is there" : list_of(reasons);
}

StepEnding ending_of_flush(const FlushResult& result) {
    const std::string parts = parts_text(result);
    const ExitCode code = exit_code_of(result);
    if (code != ExitCode::done)
        return {.end = StepEnd::failed,
                .text = failures_text(result) + (parts.empty() ? "" : "; " + parts),
                .code = code};
    if (parts.empty()) return {.end = StepEnd::nothing_to_do, .text = nothing_text(result)};
    if (result.dry_run) return {.end = StepEnd::skipped, .text = "dry run: there are " + parts};
    return {.text = parts};
}

}  // namespace

StepEnding take_flush(ApplyState& state) {
    FlushRequest request{
        .caches = read_declared_caches(state.context), .bytecode = true, .dry_run = state.report.dry_run};
    if (!state.options.redis_url.empty()) request.redis_url = state.options.redis_url;
    state.report.flush = flush_caches(state.context, request);
    return ending_of_flush(*state.report.flush);
}

}  // namespace migrate
