#pragma once

#include "src/base/exit_code.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace migrate {

/// A place in a file. `line` and `column` count from 1; 0 means unknown.
struct FilePosition {
    std::string file;
    int line = 0;
    int column = 0;

    /// "file:line:column", leaving out what is unknown; "" without a file.
    std::string text() const;
    bool operator==(const FilePosition&) const = default;
};

/// What the server said about a statement.
struct SqlContext {
    std::string sqlstate;   ///< five characters, or ""
    std::string statement;  ///< the statement that failed, as sent
    std::string detail;     ///< the server's DETAIL
    std::string hint;       ///< the server's HINT
};

/// The one exception of this project: whatever stops a command. Findings and results are values instead.
///
/// Wording: `message` is lower case without a full stop and says what and where; `hint` is a sentence that
/// names the next command. Neither ever holds a password: see redact() in src/base/redact.hpp.
class Error : public std::runtime_error {
  public:
    Error(ExitCode code, const std::string& message, std::string hint = {});

    Error& at(FilePosition position);  ///< adds the place in a file
    Error& because(SqlContext sql);    ///< adds what the server said
    Error& with_details(
        std::vector<std::string>);  ///< adds lines shown under the message, one problem a line

    ExitCode code() const { return code_; }
    std::string message() const { return what(); }
    const std::string& hint() const { return hint_; }
    const FilePosition& position() const { return position_; }
    const SqlContext& sql() const { return sql_; }
    const std::vector<std::string>& details() const { return details_; }

  private:
    ExitCode code_;
    std::string hint_;
    FilePosition position_;
    SqlContext sql_;
    std::vector<std::string> details_;
};

}  // namespace migrate
