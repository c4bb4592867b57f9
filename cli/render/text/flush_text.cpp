#include "cli/render/text/flush_text.hpp"

#include "cli/render/text/table.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string short_time(std::chrono::microseconds duration) {
    if (duration >= std::chrono::seconds(1))
        return duration_text(std::chrono::duration_cast<std::chrono::milliseconds>(duration));
    return fmt::format("{:.1f} ms", static_cast<double>(duration.count()) / 1000);
}

std::string keys_text(const RedisNodeFlush& node, bool dry_run) {
    if (dry_run) return count_of(node.found, "key");
    std::string text = fmt::format("{} removed", count_of(node.removed, "key"));
    if (node.removed < node.found) text += fmt::format(" of {} found", node.found);
    return text;
}

/// What is there at the end was written meanwhile, unless removing failed.
std::string remaining_text(const RedisNodeFlush& node, const Style& style) {
    if (node.failure && !node.recounted) return style.warning("not counted");
    if (node.remaining == 0) return "";
    const std::string count = count_of(node.remaining, "key");
    return node.failure ? style.bad(fmt::format("{} remain", count))
                        : style.warning(fmt::format("{} written meanwhile", count));
}

std::string redis_text(const FlushResult& result, const Style& style) {
    Rows rows;
    std::string failures;
    for (const RedisFlush& cache : result.redis) {
        for (const RedisNodeFlush& node : cache.nodes) {
            rows.push_back({cache.cache, fmt::format("{}*", cache.prefix), node.address,
                            keys_text(node, result.dry_run),
                            result.dry_run ? "" : remaining_text(node, style), duration_text(cache.duration),
                            node.worst_batch.count() > 0 ? short_time(node.worst_batch) : ""});
            if (node.failure)
                failures +=
                    fmt::format("  {} {}: {}\n", style.bad("failed"), node.address, node.failure->message());
        }
    }
    if (rows.empty()) return "";
    return style.bold("Redis") + "\n" +
           render_table({"cache", "keys", "server", "result", "left", ">took", ">worst batch"}, rows, "  ") +
           failures;
}

std::string answer_text(const DaemonAnswer& daemon, const Style& style) {
    if (is_silent(daemon)) return style.bad("did not answer");
    return fmt::format("cleared {} in {}", count_of(daemon.cleared, "entry", "entries"),
                       short_time(*daemon.answered_after));
}

std::string daemon_heading(const DaemonFlush& flush, bool dry_run, const Style& style) {
    const std::size_t all = flush.daemons.size();
    if (all == 0) return style.bold("daemons") + "  none has registered\n";
    if (dry_run) return fmt::format("{}  {} registered\n", style.bold("daemons"), all);
    std::chrono::microseconds last{0};
    std::size_t answered = 0;
    for (const DaemonAnswer& daemon : flush.daemons) {
        if (is_silent(daemon)) continue;
        ++answered;
        last = std::max(last, *daemon.answered_after);
    }
    const std::string ratio = fmt::format("{}/{} acknowledged", answered, all);
    return fmt::format("{}  {}{}\n", style.bold("daemons"),
                       answered == all ? style.good(ratio) : style.bad(ratio),
                       answered > 0 ? fmt::format(" in {}", short_time(last)) : "");
}

std::string daemons_text(const FlushResult& result, const Style& style) {
    if (!result.daemons) return "";
    std::string text = daemon_heading(*result.daemons, result.dry_run, style);
    Rows rows;
    for (const DaemonAnswer& daemon : result.daemons->daemons)
        rows.push_back({daemon.name, fmt::format("pid {}", daemon.pid),
                        result.dry_run ? "" : answer_text(daemon, style)});
    if (!rows.empty()) text += render_table({"", "", ""}, rows, "  ");
    for (const DaemonAnswer& daemon : result.daemons->daemons) {
        if (!daemon.likely_cause.empty()) text += fmt::format("  {}: {}\n", daemon.name, daemon.likely_cause);
    }
    return text;
}

std::string bytecode_text(const FlushResult& result, const Style& style) {
    if (result.bytecode.empty()) return "";
    std::string text = style.bold("bytecode") + "\n";
    for (const BytecodeFlush& root : result.bytecode) {
        text +=
            fmt::format("  {}  {}, {}{}\n", root.root, count_of(root.files, "file"),
                        bytes_text(static_cast<std::int64_t>(root.bytes)), result.dry_run ? "" : " removed");
        for (const std::string& warning : root.warnings)
            text += fmt::format("  {} {}\n", style.warning("warning:"), warning);
    }
    return text;
}

std::string verdict_text(const FlushResult& result, const Style& style) {
    const std::size_t silent = silent_daemons(result);
    if (!failures_of(result).empty()) return style.bad("failed: not everything could be flushed") + "\n";
    if (silent > 0)
        return style.bad(fmt::format("{} did not acknowledge", count_of(silent, "daemon"))) + "\n";
    if (result.dry_run) return "nothing was changed\n";
    const bool nobody = !result.daemons || result.daemons->daemons.empty();
    const bool nothing = nobody && result.redis.empty() && result.bytecode.empty();
    return nothing ? "there was nothing to flush\n" : style.good("flushed") + "\n";
}

}  // namespace

std::string render_flush_text(const FlushResult& result, const Style& style) {
    std::string text = redis_text(result, style) + daemons_text(result, style) + bytecode_text(result, style);
    for (const std::string& part : result.not_done) text += fmt::format("not done: {}\n", part);
    for (const Error& failure : result.failures) {
        text += fmt::format("{} {}\n", style.bad("failed:"), failure.message());
        if (!failure.hint().empty()) text += fmt::format("  {}\n", failure.hint());
    }
    return text + verdict_text(result, style);
}

}  // namespace migrate
