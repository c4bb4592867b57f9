#include "src/postgres/partition_build.hpp"

#include "src/base/sql_text.hpp"
#include "src/postgres/await_table.hpp"
#include "src/postgres/queries/partition_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/retry.hpp"

#include <algorithm>
#include <optional>
#include <thread>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int most_rounds = 16;  ///< of looking and doing, waits aside; a healthy partition needs three
constexpr int build_attempts = 3;
constexpr std::chrono::milliseconds look_again_after{200};

std::string free_name(const IndexWork& work, const PartitionedIndex& index) {
    const std::string name = partition_index_name(index.final_name, work.table.name);
    const bool is_free =
        query(work.context.connection, partition_sql::is_name_free, work.qualified(name))[0][0].as<bool>();
    return is_free ? name : distinct_partition_index_name(index.final_name, work.table.name);
}

class PartitionBuild {
  public:
    PartitionBuild(const IndexWork& work, const PartitionedIndex& index, const PartDefinition& definition)
        : work_(work), index_(index), definition_(definition) {}

    void run() {
        for (int round = 0; round < most_rounds; ++round) {
            work_.context.stop_if_interrupted();
            const auto partition = look();
            if (!partition || partition->parent_index.empty()) return;
            const PartVerb verb = decide_part(partition->part, definition_.key);
            if (verb == PartVerb::nothing) return;
            waited_ = verb == PartVerb::await_build;
            perform(verb, *partition);
            if (waited_) --round;
        }
        throw Error(
            ExitCode::step_failed,
            fmt::format("{} does not come to rest: something else changes its index all the time", subject()),
            "End what changes it, and run the same command again.");
    }

  private:
    std::optional<Partition> look() const { return read_partition(connection(), index_, work_.table.oid); }

    void perform(PartVerb verb, const Partition& partition) {
        switch (verb) {
            case PartVerb::nothing:
                return;
            case PartVerb::await_build:
                return await_build(partition.part->builder_pid);
            case PartVerb::attach:
                return run_attach(work_, index_, partition);
            case PartVerb::refuse:
                throw other_definition(partition);
            default:
                build(verb, partition);
        }
    }

    void build(PartVerb verb, const Partition& partition) {
        const auto error = try_build(verb, partition);
        if (!error && verb == PartVerb::reindex) drop_reindex_leftovers(*partition.part);
        if (!error) return;
        const bool nothing_there = error->sql().sqlstate == "55P03";
        const bool again =
            may_try_again(*error) && !work_.waits.exhausted() && !work_.context.is_interrupted();
        waited_ = nothing_there;
        if (!again || (!nothing_there && ++failed_ >= build_attempts)) throw ended(verb, partition, *error);
        work_.context.observer.retrying(subject(), error->message(), std::max(failed_, 1));
        pause_before_retry(work_.context, failed_);
    }

    std::optional<Error> try_build(PartVerb verb, const Partition& partition) {
        await_table(work_, TableUse::build, work_.waits);
        BuilderSession builder(work_.context, work_.table);
        if (!is_still(verb)) return std::nullopt;
        try {
            if (!definition_.tablespace.empty())
                query(builder.connection(), partition_sql::set_tablespace, definition_.tablespace);
            for (const std::string& sql : statements(verb, partition))
                builder.run_watched(sql, progress(), work_.waits);
            return std::nullopt;
        } catch (const Error& error) {
            if (!connection().is_open()) throw explained(error);
            if (work_.waits.exhausted()) return gave_up(work_, work_.waits, builder.blockers());
            return error;
        }
    }

    /// A build that is not tried again.
    Error ended(PartVerb verb, const Partition& partition, const Error& error) {
        clean_up(verb, partition);
        if (work_.context.is_interrupted()) return interrupted();
        return work_.waits.exhausted() ? error : explained(error);
    }

    /// Waiting for the lock on the partition, another session may have done it.
    bool is_still(PartVerb verb) const {
        const auto now = look();
        return now && decide_part(now->part, definition_.key) == verb;
    }

    std::vector<std::string> statements(PartVerb verb, const Partition& partition) const {
        if (verb == PartVerb::reindex)
            return {fmt::format("REINDEX INDEX CONCURRENTLY {}", work_.qualified(partition.part->name))};
        std::vector<std::string> result;
        if (verb == PartVerb::rebuild) result.push_back(drop_sql(partition.part->name));
        const std::string table = quote_qualified(work_.table.schema, work_.table.name);
        result.push_back(create_like_sql(definition_.sql, "CONCURRENTLY ", made_name(), table));
        return result;
    }

    std::string made_name() const {
        return partition_work_name(index_.token, index_.final_name, work_.table.name);
    }

    std::string drop_sql(const std::string& name) const {
        return fmt::format("DROP INDEX CONCURRENTLY IF EXISTS {}", work_.qualified(name));
    }

    void clean_up(PartVerb verb, const Partition& partition) {
        if (verb == PartVerb::reindex) return drop_reindex_leftovers(*partition.part);
        try_cleanup(work_, made_name());
    }

    void drop_reindex_leftovers(const IndexPart& part) {
        const std::string sql = fmt::format(fmt::runtime(partition_sql::read_reindex_leftovers),
                                            fmt::arg("index", quote_literal(work_.qualified(part.name))));
        for (const auto& row : execute(connection(), sql)) try_cleanup(work_, row["index_name"].c_str());
    }

    void await_build(int pid) {
        if (!awaited_ || awaited_->pid() != pid)
            awaited_.emplace(work_.context, BuildMonitor::Watched{pid, work_.table.oid, progress()},
                             work_.waits);
        if (awaited_->look(progress().elapsed) == WatchVerdict::give_up)
            throw gave_up(work_, work_.waits, awaited_->blockers());
        std::this_thread::sleep_for(look_again_after);
    }

    BuildProgress progress() const {
        BuildProgress progress = work_.progress_of(work_.spec().name);
        progress.elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_);
        return progress;
    }

    std::string subject() const {
        return fmt::format("index {}, partition {}", index_.final_name, work_.table.name);
    }

    Error explained(const Error& error) const {
        Error result(error.code(), fmt::format("{}: {}", subject(), error.message()), error.hint());
        result.at({.file = work_.revision.file}).because(error.sql());
        return result;
    }

    Error interrupted() const {
        return {ExitCode::step_failed, fmt::format("interrupted while building {}", subject()),
                "The partitions before it keep their parts. Run the same command again to go on."};
    }

    Error other_definition(const Partition& partition) const {
        return {
            ExitCode::step_failed,
            fmt::format("{}: {} is attached to {} and differs from it, which the server lets pass", subject(),
                        partition.part->name, partition.parent_index),
            fmt::format("It cannot be taken out by itself: run DROP INDEX {}; then the same command again.",
                        index_.qualified())};
    }

    Connection& connection() const { return work_.context.connection; }

    const IndexWork& work_;
    const PartitionedIndex& index_;
    const PartDefinition& definition_;
    Clock::time_point start_ = Clock::now();
    int failed_ = 0;
    bool waited_ = false;
    std::optional<BuildMonitor> awaited_;
};

}  // namespace

void run_partition_build(const IndexWork& work, const PartitionedIndex& index,
                         const PartDefinition& definition) {
    PartitionBuild(work, index, definition).run();
}

void run_attach(const IndexWork& work, const PartitionedIndex& index, const Partition& partition) {
    const std::string name = free_name(work, index);
    std::vector<std::string> statements{
        fmt::format("ALTER INDEX {} ATTACH PARTITION {}", partition.parent_index,
                    work.qualified(partition.part->name)),
        rename_sql(work, partition.part->name, name)};
    if (!index.comment.empty())
        statements.push_back(
            fmt::format("COMMENT ON INDEX {} IS {}", work.qualified(name), quote_literal(index.comment)));
    run_short_transaction(work, statements);
}

}  // namespace migrate
