#pragma once

#include <string>
#include <vector>

namespace migrate::test {

/// A file of plain SQL, and where a rule speaks: "line:column". None = it keeps quiet.
struct StatementCase {
    std::string rule;  ///< the id of its check
    std::string sql;
    std::vector<std::string> places;
};

/// Of rules about locks that are held long, and statements that fail.
const std::vector<StatementCase>& lock_cases();
/// Of rules about names and data that go.
const std::vector<StatementCase>& change_cases();
/// Of rules that look at what stands around a statement.
const std::vector<StatementCase>& context_cases();
const std::vector<StatementCase>& style_cases();

}  // namespace migrate::test
