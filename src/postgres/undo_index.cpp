#include "src/postgres/undo_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/build_index.hpp"
#include "src/postgres/partitioned_index.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

std::string table_sql(const IndexWork& work) {
    return quote_qualified(work.table.schema, work.table.name);
}

/// The whole without its parts, then the parts; it has to be valid before the names are swapped.
void rebuild_partitioned(const IndexWork& work, const std::string& name) {
    const IndexRecord& record = *work.facts.record;
    const PartitionedIndex index{.table = work.table,
                                 .name = name,
                                 .final_name = record.name,
                                 .token = record.token + "_back",
                                 .comment = ""};
    run_short_transaction(work, {create_like_sql(record.displaced, "", name, "ONLY " + table_sql(work))});
    run_parts(work, index);
    const auto rebuilt = read_partition(work.context.connection, index, work.table.oid);
    if (!rebuilt || !rebuilt->part || !rebuilt->part->usable)
        throw Error(ExitCode::step_failed,
                    fmt::format("index {}: what it replaced did not turn valid", record.name),
                    "Partitions changed meanwhile: run the same command again.");
}

void rebuild_displaced(const IndexWork& work, const std::string& name) {
    if (work.facts.table_partitioned) return rebuild_partitioned(work, name);
    BuilderSession(work.context, work.table)
        .run_watched(create_like_sql(work.facts.record->displaced, "CONCURRENTLY ", name, table_sql(work)),
                     work.progress_of(name), work.waits);
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
    const std::string rebuilt = restored_name(record.token, record.name);
    const std::string ours = displaced_name(record.token, record.name);
    drop_concurrently(work, rebuilt);  // left by an interrupted way back: the name comes from our own record
    rebuild_displaced(work, rebuilt);
    std::vector<std::string> statements;
    if (work.facts.same_name) statements.push_back(rename_sql(work, record.name, ours));
    statements.push_back(rename_sql(work, rebuilt, record.name));
    run_short_transaction(work, statements);
    drop_concurrently(work, ours);
    undo_records(work.context.connection, work.table.schema, record.name);
}

}  // namespace migrate
