#include "src/postgres/look_before_build.hpp"

#include "src/base/secret_column.hpp"
#include "src/base/words.hpp"
#include "src/index/build_failure.hpp"
#include "src/index/duplicate_key.hpp"
#include "src/postgres/disk_room.hpp"
#include "src/postgres/query.hpp"

#include <future>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr int most_duplicates = 5;
constexpr std::int64_t large_index = std::int64_t{1} << 30;
constexpr std::chrono::milliseconds interrupt_check{100};

/// A query that may read a large table in full: Ctrl-C ends it.
pqxx::result query_interruptibly(const StepContext& context, const std::string& sql) {
    auto running = std::async(std::launch::async, [&] { return execute(context.connection, sql); });
    bool cancelled = false;
    while (running.wait_for(interrupt_check) != std::future_status::ready) {
        if (!context.is_interrupted() || cancelled) continue;
        context.connection.cancel();
        cancelled = true;
    }
    try {
        return running.get();
    } catch (const Error&) {
        context.stop_if_interrupted();
        throw;
    }
}

std::vector<std::string> read_duplicates(const IndexWork& work) {
    std::vector<std::string> lines;
    const auto rows = query_interruptibly(
        work.context, read_duplicates_sql(work.spec(), work.table.schema, work.table.name, most_duplicates));
    for (const auto& row : rows) {
        DuplicateKey key{.rows = row["repeats"].as<std::int64_t>()};
        for (int i = 0; i < static_cast<int>(work.spec().keys.size()); ++i)
            key.values.push_back(row[i].is_null() ? std::nullopt
                                                  : std::optional<std::string>(row[i].c_str()));
        lines.push_back(describe(work.spec(), key));
    }
    return lines;
}

std::string repair_hint(const IndexWork& work) {
    return fmt::format(
        "Change or delete the rows that repeat a key, then run the same command again. All of them: {};",
        find_duplicates_sql(work.spec(), work.table.schema, work.table.name));
}

void refuse_duplicates(const IndexWork& work) {
    if (!work.spec().unique) return;
    std::vector<std::string> duplicates = read_duplicates(work);
    if (duplicates.empty()) return;
    throw Error(work.explained(
        Error(ExitCode::step_failed,
              fmt::format("table {} holds keys that are there more than once; nothing was built",
                          work.table.name),
              repair_hint(work))
            .with_details(std::move(duplicates))));
}

Error no_room(const IndexWork& work, const DiskRoom& room) {
    return work.explained(
        {ExitCode::step_failed,
         fmt::format("tablespace {} has {} left, and the index takes about {}; nothing was built",
                     room.tablespace, bytes_text(*room.free_bytes), bytes_text(room.size.expected)),
         "Make room there, or name another tablespace in the revision file, then run the same command again."});
}

void refuse_full_disk(const IndexWork& work) {
    const auto room = read_disk_room(work);
    if (!room) return;
    const std::string expected = bytes_text(room->size.expected);
    if (!room->free_bytes) {
        if (room->size.expected >= large_index)
            work.context.observer.notice(fmt::format(
                "index {} takes about {} in tablespace {}, whose free room cannot be seen from here",
                work.spec().name, expected, room->tablespace));
        return;
    }
    if (*room->free_bytes < room->size.least) throw no_room(work, *room);
    if (*room->free_bytes < room->size.expected)
        work.context.observer.notice(fmt::format("index {} takes up to {}, and tablespace {} has {} left",
                                                 work.spec().name, expected, room->tablespace,
                                                 bytes_text(*room->free_bytes)));
}

Error without_secrets(const IndexWork& work, const Error& error) {
    SqlContext sql = error.sql();
    sql.detail = mask_key_values(sql.detail, work.table.name);
    Error result(error.code(), error.message(), error.hint());
    return result.at(error.position()).because(std::move(sql)).with_details(error.details());
}

}  // namespace

void look_before_build(const IndexWork& work) {
    refuse_full_disk(work);
    refuse_duplicates(work);
}

Error failed_build(const IndexWork& work, const Error& error) {
    Error result = work.explained(reworded_build_failure(without_secrets(work, error)));
    if (error.sql().sqlstate != "23505") return result;
    try {
        Error with_keys(result.code(), result.message(), repair_hint(work));
        return with_keys.at(result.position()).because(result.sql()).with_details(read_duplicates(work));
    } catch (const Error&) {  // what the server said of the build itself tells more
        return result;
    }
}

}  // namespace migrate
