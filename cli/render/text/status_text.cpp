#include "cli/render/text/status_text.hpp"

#include "cli/render/text/table.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::size_t shown_revisions = 15;  // so that a status stays on one screen

std::string styled_state(const std::string& state, const Style& style) {
    if (state == "applied" || state == "valid") return style.good(state);
    if (state == "pending" || state == "missing" || state == "running" || state == "building")
        return style.warning(state);
    if (state == "equivalent") return state;
    return style.bad(state);
}

std::string date_text(const std::string& iso) {
    std::string text = iso.substr(0, 16);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return text;
}

std::string status_revisions(const StatusReport& report, const Style& style) {
    const std::size_t all = report.revisions.size();
    const auto is_applied = [](const RevisionStatus& revision) { return revision.state == "applied"; };
    const auto first_open = std::find_if_not(report.revisions.begin(), report.revisions.end(), is_applied);
    const auto applied = static_cast<std::size_t>(first_open - report.revisions.begin());
    const std::size_t left_out = all > shown_revisions ? std::min(applied, all - shown_revisions) : 0;
    Rows rows;
    for (std::size_t i = left_out; i < all && rows.size() < 2 * shown_revisions; ++i) {
        const RevisionStatus& revision = report.revisions[i];
        rows.push_back(
            {revision.id.text(), styled_state(revision.state, style), date_text(revision.applied_at),
             revision.applied_by,
             revision.duration_ms ? duration_text(std::chrono::milliseconds(*revision.duration_ms)) : "",
             revision.message});
    }
    std::string text;
    if (left_out > 0) text += fmt::format("{} older applied revisions: migrate history\n", left_out);
    text += render_table({"revision", "state", "when", "who", ">took", "message"}, rows);
    const std::size_t rest = all - left_out - rows.size();
    return rest > 0 ? text + fmt::format("{} more: migrate history\n", rest) : text;
}

std::string status_indexes(const StatusReport& report, const Style& style) {
    Rows rows;
    for (const IndexStatus& index : report.indexes)
        rows.push_back({index.name, index.table, styled_state(index.state, style),
                        index.definition.empty() ? "" : bytes_text(index.size_bytes),
                        index.definition.empty() ? "" : std::to_string(index.scans),
                        index.created_by_us ? "ours" : index.origin});
    return rows.empty() ? ""
                        : "\n" + render_table({"index", "table", "state", ">size", ">scans", "whose"}, rows);
}

}  // namespace

std::string render_status_text(const StatusReport& report, const Style& style) {
    std::string text = report.server.empty() ? "" : report.server + "\n\n";
    if (!report.running.empty()) text += fmt::format("at work now: {}\n\n", report.running);
    text += status_revisions(report, style) + status_indexes(report, style);
    for (const std::string& remark : report.remarks) text += fmt::format("\n{}\n", style.warning(remark));
    const std::string verdict = report.verdict == "ready"    ? style.good(report.verdict)
                                : report.verdict == "behind" ? style.warning(report.verdict)
                                                             : style.bad(report.verdict);
    text += fmt::format("\n{}: {}\n", verdict, report.reason);
    return report.next.empty() ? text : text + fmt::format("next: {}\n", report.next);
}

}  // namespace migrate
