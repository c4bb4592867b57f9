#include "src/postgres/partitioned_index.hpp"

#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"
#include "src/postgres/partition_build.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

/// Turns the progress on one partition into that of the whole.
class WholeProgress : public RunObserver {
  public:
    WholeProgress(RunObserver& inner, double whole) : inner_(inner), whole_(whole) {}

    void index_progress(const BuildProgress& progress) override {
        BuildProgress of_whole = progress;
        if (progress.percent >= 0)
            of_whole.percent = (100 * done_ + progress.percent * current_) / std::max(whole_, 1.0);
        inner_.index_progress(of_whole);
    }
    void retrying(const std::string& what, const std::string& why, int attempt) override {
        inner_.retrying(what, why, attempt);
    }
    void notice(const std::string& text) override { inner_.notice(text); }

    void begin(double size) { current_ = size; }
    void end() { done_ += std::exchange(current_, 0); }

  private:
    RunObserver& inner_;
    double whole_;
    double done_ = 0;
    double current_ = 0;
};

class PartsRun {
  public:
    PartsRun(const IndexWork& work, const PartitionedIndex& index)
        : work_(work), index_(index), definition_(read_part_definition(connection(), index)) {}

    void run() {
        if (definition_.sql.empty()) return;  // gone meanwhile
        make_partitioned_parts();
        run_leaves();
        auto partitions = read_partitions(connection(), index_);
        std::ranges::stable_sort(partitions, std::greater<>{}, &Partition::level);
        for (const Partition& partition : partitions) {
            if (partition.partitioned) settle(partition.table.oid);
        }
    }

    /// Partitioned partitions get theirs ON ONLY, and all in one transaction.
    void make_partitioned_parts() {
        std::vector<std::string> statements;
        if (!definition_.tablespace.empty())
            statements.push_back(
                fmt::format("SET LOCAL default_tablespace = {}", quote_identifier(definition_.tablespace)));
        const std::size_t settings = statements.size();
        for (const Partition& partition : read_partitions(connection(), index_)) {
            if (!partition.partitioned || partition.level == 0 || partition.part) continue;
            const ResolvedTable& table = partition.table;
            statements.push_back(create_like_sql(
                definition_.sql, "", partition_work_name(index_.token, index_.final_name, table.name),
                "ONLY " + quote_qualified(table.schema, table.name)));
        }
        if (statements.size() > settings) run_short_transaction(work_, statements);
    }

  private:
    void run_leaves() {
        auto partitions = read_partitions(connection(), index_);
        std::erase_if(partitions, [](const Partition& one) { return one.partitioned; });
        double pages = 0;
        for (const Partition& leaf : partitions) pages += leaf.pages;
        WholeProgress progress(work_.context.observer, pages);
        const StepContext context{.connection = work_.context.connection,
                                  .options = work_.context.options,
                                  .run = work_.context.run,
                                  .observer = progress,
                                  .command = work_.context.command,
                                  .heeds_interrupt = work_.context.heeds_interrupt};
        for (const Partition& leaf : partitions) {
            progress.begin(leaf.pages);
            run_partition_build(at(context, leaf), index_, definition_);
            progress.end();
        }
    }

    /// A partitioned index is valid once each part is valid and attached. One that turned valid only after it
    /// was attached, by REINDEX, is attached again, which does nothing but let the server look.
    void settle(const std::string& oid) {
        const auto rows = read_children(connection(), index_, oid);
        if (rows.empty() || !rows.front().part) return;
        const Partition& partition = rows.front();
        const bool complete = std::all_of(std::next(rows.begin()), rows.end(), [](const Partition& child) {
            return child.part && child.part->usable && child.part->attached;
        });
        if (!partition.part->usable && complete) revive(rows);
        const auto now = read_partition(connection(), index_, oid);
        if (now && now->level > 0 && decide_part(now->part, definition_.key) == PartVerb::attach)
            run_attach(at(work_.context, *now), index_, *now);
    }

    /// Without partitions it can never turn valid: dropped, it is made anew, valid from the start.
    void revive(const std::vector<Partition>& rows) {
        const Partition& partition = rows.front();
        const std::string index = quote_qualified(partition.table.schema, partition.part->name);
        if (rows.size() == 1 && !partition.part->attached)
            return run_short_transaction(work_, {fmt::format("DROP INDEX {}", index)});
        if (rows.size() == 1) return;
        const Partition& child = rows.at(1);
        run_short_transaction(work_, {fmt::format("ALTER INDEX {} ATTACH PARTITION {}", index,
                                                  quote_qualified(child.table.schema, child.part->name))});
    }

    IndexWork at(const StepContext& context, const Partition& partition) const {
        return {.context = context,
                .revision = work_.revision,
                .facts = work_.facts,
                .table = partition.table,
                .waits = work_.waits};
    }

    Connection& connection() const { return work_.context.connection; }

    const IndexWork& work_;
    const PartitionedIndex& index_;
    const PartDefinition definition_;
};

std::string token_of(const IndexWork& work) {
    return work.facts.record ? work.facts.record->token : "";
}

PartitionedIndex begun(const IndexWork& work, const IndexNote& note) {
    return {.table = work.table,
            .name = note.work_name,
            .final_name = note.name,
            .token = note.token,
            .comment = comment_with_token(note.revision.text(), note.token)};
}

void drop_whole(const IndexWork& work, const std::string& index) {
    run_short_transaction(work, {fmt::format("DROP INDEX IF EXISTS {}", work.qualified(index))});
}

/// The intent that is written down for an index which somebody else began, so that the parts are known as
/// ours.
std::string begin_for_found(const IndexWork& work) {
    const IndexNote note = work.note(IndexOrigin::found);
    insert_intent(work.context.connection, work.context.run, note, work.context.connection.server_pid());
    return note.token;
}

}  // namespace

void run_partitioned_start(const IndexWork& work, IndexOrigin origin) {
    drop_loose_parts(work);
    IndexNote made = work.note(origin);
    if (origin == IndexOrigin::replaced) made.displaced = work.facts.same_name->definition;
    run_short_transaction(work, {create_index_sql(work.spec(), {.only = true, .name = made.work_name}),
                                 intent_sql(work.context.run, made)});
    try {
        const PartitionedIndex index = begun(work, made);
        PartsRun(work, index).make_partitioned_parts();
    } catch (const Error&) {
        if (work.context.connection.is_open()) drop_whole(work, made.work_name);
        throw;
    }
}

bool lacks_parts(const IndexFacts& facts) {
    const auto& index = facts.leftover ? facts.leftover : facts.same_name;
    return facts.table_partitioned && index && !index->usable();
}

void run_parts(const IndexWork& work) {
    const std::string token = work.facts.record ? token_of(work) : begin_for_found(work);
    run_parts(work, {.table = work.table,
                     .name = work.facts.leftover ? work.facts.leftover->name : work.spec().name,
                     .final_name = work.spec().name,
                     .token = token,
                     .comment = comment_with_token(work.revision.id.text(), token)});
}

void run_parts(const IndexWork& work, const PartitionedIndex& index) {
    PartsRun(work, index).run();
}

void drop_loose_parts(const IndexWork& work) {
    if (!work.facts.table_partitioned || !work.facts.record) return;
    for (const LoosePart& part : read_loose_parts(work.context.connection, work.table.oid, token_of(work))) {
        const std::string name = quote_qualified(part.table.schema, part.name);
        if (part.partitioned) {
            run_short_transaction(work, {fmt::format("DROP INDEX IF EXISTS {}", name)});
        } else {
            drop_one_concurrently({.context = work.context,
                                   .revision = work.revision,
                                   .facts = work.facts,
                                   .table = part.table,
                                   .waits = work.waits},
                                  part.name);
        }
    }
}

void drop_partitioned(const IndexWork& work, const std::string& index) {
    drop_loose_parts(work);
    drop_whole(work, index);
}

}  // namespace migrate
