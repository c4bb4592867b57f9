#pragma once

#include "src/revision/problem_list.hpp"
#include "src/revision/revision.hpp"
#include "src/revision/sql_comment.hpp"

#include <map>
#include <string>
#include <string_view>

namespace migrate {

/// Reads the comments before the first section of a SQL revision. A comment is taken for a key when its word
/// is one, or nearly one; all others are left to people.
class SqlHeader {
  public:
    SqlHeader(Revision& revision, ProblemList& problems) : revision_(revision), problems_(problems) {}

    void read_line(const CommentLine& comment, int line);
    bool names_revision() const { return lines_.contains("revision"); }

  private:
    void set_value(std::string_view key, std::string_view value, int line);
    void set_irreversible(std::string_view reason, int line);
    void set_transaction(std::string_view value, int line);
    void report_unknown_key(const std::string& word, int line);

    Revision& revision_;
    ProblemList& problems_;
    std::map<std::string, int> lines_;  ///< where each key stands
};

}  // namespace migrate
