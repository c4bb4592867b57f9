#include "cli/rehearsal/seed_rows.hpp"

#include "src/base/error.hpp"
#include "src/files/read_file.hpp"
#include "src/postgres/scratch_database.hpp"
#include "src/revision/sql_script.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

SeedRows SeedRows::read(const std::filesystem::path& file) {
    SeedRows seed;
    if (file.empty()) return seed;
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("the seed file {} cannot be read: {}", file.string(), content.error));
    const SqlScan scan = scan_sql(content.text);
    if (scan.stop)
        throw Error(ExitCode::usage,
                    fmt::format("the seed file {} is no SQL: {}", file.string(), scan.stop->reason));
    for (const SqlStatement& statement : split_statements(content.text, scan.tokens)) {
        const auto begin = content.text.begin();
        const auto lines = std::count(begin, begin + static_cast<std::ptrdiff_t>(statement.offset), '\n');
        seed.rows_.push_back({.statement = std::string(statement.text),
                              .position = {.file = file.string(), .line = static_cast<int>(lines) + 1}});
    }
    return seed;
}

bool SeedRows::run(Connection& connection) {
    bool ran = false;
    for (Row& row : rows_) {
        if (row.done) continue;
        const auto failure = run_trial(connection, row.statement);
        row.done = !failure;
        ran = ran || row.done;
        if (failure) row.error = failure->message();
    }
    return ran;
}

std::vector<SeedFailure> SeedRows::left() const {
    std::vector<SeedFailure> failures;
    for (const Row& row : rows_)
        if (!row.done) failures.push_back({.position = row.position, .error = row.error});
    return failures;
}

}  // namespace migrate
