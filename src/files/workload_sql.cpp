#include "src/files/workload_sql.hpp"

#include "src/revision/sql_script.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<std::string_view, 5> reading_words{"select", "with", "values", "table", "("};
constexpr std::array<std::string_view, 4> writing_words{"insert", "update", "delete", "merge"};

template <std::size_t N>
bool begins_with_one_of(const SqlStatement& statement, const std::array<std::string_view, N>& words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return is_word(statement.tokens.front(), word); });
}

std::string find_word_problem(const SqlStatement& statement, bool writes) {
    if (begins_with_one_of(statement, writing_words))
        return writes ? "" : "it would write, and does not say so: writes = true";
    return begins_with_one_of(statement, reading_words)
               ? ""
               : "it must be a SELECT, VALUES, INSERT, UPDATE, DELETE or MERGE";
}

/// The numbers of $1, $2, … that stand in it.
std::set<std::size_t> parameters_in(const SqlStatement& statement) {
    std::set<std::size_t> numbers;
    for (const SqlToken& token : statement.tokens) {
        if (!token.text.starts_with('$')) continue;
        std::size_t number = 0;
        const char* end = token.text.data() + token.text.size();
        const auto read = std::from_chars(token.text.data() + 1, end, number);
        if (read.ec == std::errc{} && read.ptr == end) numbers.insert(number);
    }
    return numbers;
}

std::vector<std::string> find_parameter_problems(const SqlStatement& statement, std::size_t parameters) {
    std::vector<std::string> problems;
    const std::set<std::size_t> used = parameters_in(statement);
    for (const std::size_t number : used) {
        if (number == 0 || number > parameters)
            problems.push_back(fmt::format("it uses ${}, and no parameter stands for it", number));
    }
    for (std::size_t number = 1; number <= parameters; ++number) {
        if (!used.contains(number)) problems.push_back(fmt::format("it has no ${}", number));
    }
    return problems;
}

}  // namespace

std::vector<std::string> find_query_problems(const std::string& sql, std::size_t parameters, bool writes) {
    if (sql.find('\0') != std::string::npos) return {"it holds a NUL byte"};
    const SqlScan scan = scan_sql(sql);
    if (scan.stop) return {fmt::format("it is no SQL: {}", scan.stop->reason)};
    const auto statements = split_statements(sql, scan.tokens);
    if (statements.size() != 1) return {fmt::format("it must be one statement, not {}", statements.size())};
    auto problems = find_parameter_problems(statements.front(), parameters);
    if (auto problem = find_word_problem(statements.front(), writes); !problem.empty())
        problems.insert(problems.begin(), std::move(problem));
    return problems;
}

std::vector<std::string> find_sample_problems(const std::string& sql) {
    auto problems = find_query_problems(sql, 0, true);
    if (!problems.empty()) return problems;
    const SqlScan scan = scan_sql(sql);
    const auto statements = split_statements(sql, scan.tokens);
    if (begins_with_one_of(statements.front(), writing_words)) return {"it must only read"};
    return {};
}

}  // namespace migrate
