#include "checks/statement/checks.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

void look_for_alter_domain(const StatementContext& at, Sightings& seen) {
    const SyntaxNode& node = at.node();
    if (!node.is("AlterDomainStmt")) return;
    const std::string what = node.text("subtype");
    const bool adds = what == "C" && !node.child("def").flag("skip_validation");
    const RelationName domain = relation_of(node.strings("typeName"));
    if ((!adds && what != "O") || at.timeline().is_new_type(domain, at.statement)) return;
    seen.push_back(
        {.subject = domain.name,
         .message = fmt::format("every column of type {} is tested while nobody can write to its table",
                                domain.text()),
         .fix = ""});
}

}  // namespace

constinit const StatementRule statement_alter_domain{
    .id = "statement.alter_domain",
    .summary = "a domain gets a constraint, and every table that uses it is read",
    .severity = Severity::warning,
    .harm = StatementRule::Harm::locks,
    .why =
        "ADD CONSTRAINT and SET NOT NULL read all tables with a column of that domain, each under a SHARE lock. See https://www.postgresql.org/docs/current/sql-alterdomain.html.",
    .fix = "Add it NOT VALID, and validate it in a later revision.",
    .look = look_for_alter_domain};

}  // namespace migrate
