#include "cli/selection.hpp"

#include "cli/context.hpp"
#include "src/base/error.hpp"
#include "src/postgres/read_history.hpp"

namespace migrate {

std::vector<RevisionId> select(const RevisionGraph& graph, const std::vector<RevisionId>& applied,
                               const std::string& selector, Direction direction) {
    Selection selection = select_revisions(graph, applied, selector, direction);
    if (selection.problem) throw Error(ExitCode::usage, selection.problem->message, selection.problem->hint);
    return std::move(selection.ids);
}

bool needs_database(const std::string& selector) {
    const auto has = [&](std::string_view part) { return selector.find(part) != std::string::npos; };
    const bool starts_relative = selector.starts_with('+') || selector.starts_with('-');
    return starts_relative || has("current") || has("@+") || has("@-") || has(":+") || has(":-");
}

std::vector<RevisionId> read_heads_if(CommandContext& context, bool needed) {
    if (!needed) return {};
    Connection connection = context.open_connection(Purpose::look);
    return read_heads(connection);
}

void show_revisions(CommandContext& context, const RevisionGraph& graph, const std::vector<RevisionId>& ids,
                    const std::vector<RevisionId>& applied, RevisionDetail detail) {
    if (context.options().verbose) detail = RevisionDetail::block;
    context.print(context.format().revisions(describe_revisions(graph, ids, applied), detail));
}

}  // namespace migrate
