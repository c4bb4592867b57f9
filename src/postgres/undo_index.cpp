#include "src/postgres/undo_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/build_index.hpp"
#include "src/postgres/query.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::string_view quoted_name = "SELECT pg_catalog.quote_ident($1)";

/// pg_get_indexdef() begins with CREATE [UNIQUE] INDEX and the name as quote_ident() writes it; what follows
/// stays as it is.
std::string renamed_definition(Connection& connection, const IndexRecord& record, const std::string& name) {
    const std::string& definition = record.displaced;
    const bool unique = definition.starts_with("CREATE UNIQUE INDEX ");
    const std::string_view verb = unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    const std::string quoted = query(connection, quoted_name, record.name)[0][0].c_str();
    return fmt::format("{}CONCURRENTLY {}{}", verb, quote_identifier(name),
                       definition.substr(verb.size() + quoted.size()));
}

}  // namespace

void run_drop(const IndexWork& work, const std::string& index, IndexGoal goal) {
    const bool declared = goal == IndexGoal::dropped;
    if (declared) {
        IndexNote note = work.note(IndexOrigin::dropped);
        note.displaced = work.facts.same_name->definition;
        insert_settled(work.context.connection, work.context.run, note);
    }
    drop_concurrently(work, index);
    const bool was_leftover = index != work.spec().name;
    if (!declared && !was_leftover)
        undo_records(work.context.connection, work.table.schema, work.spec().name);
    if (was_leftover) undo_intents(work.context.connection, work.table.schema, work.spec().name);
}

void run_rename_back(const IndexWork& work) {
    run_short_transaction(work, {rename_sql(work, work.spec().name, work.facts.record->displaced)});
    undo_records(work.context.connection, work.table.schema, work.spec().name);
}

void run_restore(const IndexWork& work) {
    const IndexRecord& record = *work.facts.record;
    const std::string rebuilt = work_name(record.token + "_back", record.name);
    BuilderSession(work.context, work.table)
        .run_watched(renamed_definition(work.context.connection, record, rebuilt), work.progress_of(rebuilt),
                     work.waits);
    const std::string ours = displaced_name(record);
    std::vector<std::string> statements;
    if (work.facts.same_name) statements.push_back(rename_sql(work, record.name, ours));
    statements.push_back(rename_sql(work, rebuilt, record.name));
    run_short_transaction(work, statements);
    drop_concurrently(work, ours);
    undo_records(work.context.connection, work.table.schema, record.name);
}

}  // namespace migrate
