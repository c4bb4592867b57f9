#include "checks/statement/checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto told_by_others = std::to_array<std::string_view>({"OBJECT_TABLE", "OBJECT_SCHEMA"});

/// Whether all that it names was made by this run.
bool drops_nothing_old(const StatementContext& at) {
    const std::vector<SyntaxNode> objects = at.node().list("objects");
    return std::ranges::all_of(objects, [&](const SyntaxNode& object) {
        const RelationName name =
            relation_of(object.is("TypeName") ? object.strings("names") : object.strings("items"));
        return at.timeline().is_new(name, at.statement) || at.timeline().is_new_type(name, at.statement);
    });
}

void look_for_drop_cascade(const StatementContext& at, Sightings& seen) {
    const std::string type = at.node().is("DropStmt") ? at.node().text("removeType") : "";
    if (at.node().text("behavior") != "DROP_CASCADE" || std::ranges::count(told_by_others, type) > 0) return;
    if (type.empty() || drops_nothing_old(at)) return;
    seen.push_back(
        {.subject = at.script.subject,
         .message =
             "CASCADE drops whatever depends on it, which nobody has named: columns, views, triggers, constraints",
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_drop_cascade{
    .id = "statement.drop_cascade",
    .summary = "what depends on a dropped object goes with it, unnamed",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::changes,
    .why =
        "DROP … CASCADE of a type drops the columns of that type, of a function the triggers that call it, of an extension whatever uses it. What there is to go is seen only when it is gone.",
    .fix = "Leave CASCADE out: PostgreSQL then lists what depends on it. Drop that by name, before.",
    .look = look_for_drop_cascade};

}  // namespace migrate
