#include "cli/status_report.hpp"

#include "src/base/words.hpp"
#include "src/index/invalid_leftovers.hpp"
#include "src/postgres/read_status.hpp"
#include "src/revision/applied_revisions.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

std::string state_of(bool applied, const JournalEntry* entry, bool running) {
    if (is_unfinished(entry)) return running ? "running" : "interrupted";
    if (applied) return "applied";
    return entry != nullptr && entry->state == "failed" ? "failed" : "pending";
}

RevisionStatus describe(const RevisionId& id, std::string message, std::string state,
                        const JournalEntry* entry) {
    RevisionStatus status{.id = id, .message = std::move(message), .state = std::move(state)};
    if (entry == nullptr || status.state == "pending") return status;
    status.applied_at = entry->started_at;
    status.applied_by = entry->actor;
    if (entry->state != "started" && entry->action != "stamp") status.duration_ms = entry->duration_ms;
    return status;
}

IndexStatus describe(const DeclaredIndex& declared) {
    const IndexFacts& facts = declared.facts;
    IndexStatus status{.name = facts.spec.name,
                       .table = facts.spec.table,
                       .state = std::string(name_of(declared.state)),
                       .wanted = create_index_sql(facts.spec),
                       .created_by_us = declared.ours,
                       .revision = declared.revision};
    const CatalogIndex* there = facts.same_name             ? &*facts.same_name
                                : facts.equivalents.empty() ? nullptr
                                                            : &facts.equivalents.front();
    if (there == nullptr) return status;
    status.definition = there->definition;
    status.size_bytes = there->size_bytes;
    status.scans = there->scans;
    const bool recorded = facts.record && facts.record->origin != IndexOrigin::unknown;
    status.origin = declared.ours ? "created"
                    : recorded    ? std::string(name_of(facts.record->origin))
                                  : "found";
    return status;
}

struct Verdict {
    std::string name;
    std::string reason;
    std::string next;
};

/// What the verdict rests on.
struct Findings {
    std::vector<std::string> unknown;      ///< rows of alembic_version that the files do not know
    std::vector<std::string> interrupted;  ///< revisions
    std::vector<std::string> conflicts;    ///< indexes
    std::vector<std::string> unusable;     ///< indexes of applied revisions
    std::size_t pending = 0;
    std::string head;
    bool files_all_applied = false;  ///< as far as the journal knows
};

Verdict decide_verdict(const Findings& found) {
    if (!found.unknown.empty()) {
        const std::string what =
            fmt::format("the database is at {}, which these files do not know", list_of(found.unknown));
        if (found.files_all_applied) return {"ahead", what, "use the release that knows it"};
        return {"diverged",
                what + fmt::format(", and {} of theirs not applied", count_of(found.pending, "revision")),
                "bring both lines of revisions together"};
    }
    if (!found.conflicts.empty())
        return {
            "conflict",
            fmt::format("{} stands in the way under the name of a declared index", list_of(found.conflicts)),
            "migrate up --dry-run"};
    if (!found.interrupted.empty())
        return {"interrupted", fmt::format("a run of {} did not end", list_of(found.interrupted)),
                "migrate up"};
    if (!found.unusable.empty())
        return {"invalid_index", fmt::format("queries cannot use {}", list_of(found.unusable)), "migrate up"};
    if (found.pending > 0)
        return {"behind", fmt::format("{} pending", count_of(found.pending, "revision")), "migrate up"};
    return {"ready", found.head.empty() ? "there are no revisions" : fmt::format("at head {}", found.head),
            ""};
}

void find_index_problems(const std::vector<DeclaredIndex>& indexes, const RevisionSet& applied,
                         Findings& found) {
    for (const DeclaredIndex& index : indexes) {
        if (is_accepted(index.facts)) continue;
        const bool usable = index.state == IndexState::valid || index.state == IndexState::equivalent;
        if (index.state == IndexState::different)
            found.conflicts.push_back(index.facts.spec.name);
        else if (!usable && applied.contains(index.revision))
            found.unusable.push_back(index.facts.spec.name);
    }
}

RevisionSet all_of(const RevisionGraph& graph) {
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    return all;
}

}  // namespace

StatusReport build_status_report(const RevisionGraph& graph, const DatabaseStatus& status) {
    StatusReport report;
    Findings found;
    const RevisionSet applied = applied_revisions(graph, status.history);
    report.pending = pending_revisions(graph, applied);
    for (const RevisionId& id : graph.order(all_of(graph))) {
        const JournalEntry* entry = status.history.find(id);
        report.revisions.push_back(describe(id, graph.at(id).message,
                                            state_of(applied.contains(id), entry, status.running.has_value()),
                                            entry));
        if (report.revisions.back().state == "interrupted") found.interrupted.push_back(id.text());
    }
    for (const RevisionId& head : unknown_heads(graph, status.history)) {
        const JournalEntry* entry = status.history.find(head);
        report.revisions.push_back(describe(head, entry != nullptr ? entry->message : "", "unknown", entry));
        found.unknown.push_back(head.text());
    }
    for (const DeclaredIndex& index : status.indexes) report.indexes.push_back(describe(index));
    std::vector<IndexFacts> facts;
    for (const DeclaredIndex& index : status.indexes) facts.push_back(index.facts);
    report.remarks = find_invalid_leftovers(facts);
    find_index_problems(status.indexes, applied, found);
    found.pending = report.pending.size();
    found.files_all_applied = report.pending.empty();
    std::vector<std::string> heads;
    for (const RevisionId& head : status.history.heads) heads.push_back(head.text());
    found.head = list_of(heads);
    if (status.running) report.running = status.running->text();
    const Verdict verdict = decide_verdict(found);
    report.verdict = verdict.name;
    report.reason = verdict.reason;
    report.next = verdict.next;
    return report;
}

}  // namespace migrate
