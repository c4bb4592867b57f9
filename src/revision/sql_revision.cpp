#include "src/revision/file_forms.hpp"
#include "src/revision/guard.hpp"
#include "src/revision/line_counter.hpp"
#include "src/revision/sql_facts.hpp"
#include "src/revision/sql_header.hpp"
#include "src/revision/sql_script.hpp"
#include "src/revision/text_place.hpp"

#include <algorithm>
#include <span>
#include <variant>

#include <fmt/format.h>

namespace migrate {
namespace {

using Tokens = std::span<const SqlToken>;

class SqlRevisionReader {
  public:
    SqlRevisionReader(const std::string& text, ProblemList& problems)
        : text_(text),
          lines_(text),
          problems_(problems),
          scan_(scan_sql(text)),
          header_(revision_, problems) {}

    std::optional<Revision> read() {
        const Tokens tokens(scan_.tokens);
        std::size_t at = read_header(tokens);
        while (at < tokens.size()) at = read_section(tokens, at);
        if (!has_up_ && !has_stray_statement_ && !scan_.stop) report_missing_up();
        if (scan_.stop) {
            problems_.add(ProblemKind::malformed_file, lines_.line_at(scan_.stop->offset), scan_.stop->reason,
                          "Close what is opened on this line.");
        }
        if (!header_.names_revision()) {
            problems_.add(ProblemKind::missing_key, 1, "the file names no revision",
                          "Write '-- revision: ID' at the top of the file.");
            return std::nullopt;
        }
        return std::move(revision_);
    }

  private:
    /// Up to the first "-- migrate: …"; returns its place.
    std::size_t read_header(Tokens tokens) {
        std::size_t at = 0;
        for (; at < tokens.size(); ++at) {
            const CommentLine comment = read_comment_line(tokens[at]);
            if (comment.word == "migrate" && is_allowance(comment.value)) {
                revision_.allowances.push_back(read_allowance(comment, tokens[at]));
                continue;
            }
            if (comment.word == "migrate") break;
            if (!tokens[at].is_comment()) return skip_stray_statement(tokens, at);
            if (!comment.word.empty()) header_.read_line(comment, lines_.line_at(tokens[at].offset));
        }
        return at;
    }

    std::size_t skip_stray_statement(Tokens tokens, std::size_t at) {
        problems_.add(ProblemKind::malformed_file, lines_.line_at(tokens[at].offset),
                      "a statement stands before the first section",
                      "Write '-- migrate: up' on a line of its own before it.");
        has_stray_statement_ = true;
        while (at < tokens.size() && read_comment_line(tokens[at]).word != "migrate") ++at;
        return at;
    }

    /// Reads the mark at `at` and what follows it up to the next section; returns the next section's place.
    std::size_t read_section(Tokens tokens, std::size_t at) {
        const SqlToken& mark = tokens[at];
        const std::string what = lower_case(read_comment_line(mark).value);
        std::size_t end = at + 1;
        while (end < tokens.size() && !starts_section(tokens[end])) ++end;
        if (what != "up" && what != "down") {
            report_stray_mark(mark, what);
            return end;
        }
        bool& seen = what == "up" ? has_up_ : has_down_;
        if (seen) {
            problems_.add(ProblemKind::malformed_file, lines_.line_at(mark.offset),
                          fmt::format("a second '-- migrate: {}' section", what), "Join the two sections.");
        }
        seen = true;
        const std::size_t text_end = end < tokens.size() ? tokens[end].offset : text_.size();
        if (what == "down") revision_.down_text += section_text(mark.end(), text_end);
        read_statements(tokens.subspan(at + 1, end - at - 1), what == "up");
        return end;
    }

    static bool starts_section(const SqlToken& token) {
        const CommentLine comment = read_comment_line(token);
        return comment.word == "migrate" && !is_guard(comment) && !is_allowance(comment.value);
    }

    static bool is_guard(const CommentLine& comment) {
        return lower_case(comment.value.substr(0, 2)) == "if";
    }

    Allowance read_allowance(const CommentLine& comment, const SqlToken& token) {
        Allowance allowance = parse_allowance(comment.value);
        allowance.line = lines_.line_at(token.offset);
        allowance.column = column_at(text_, token.offset);
        return allowance;
    }

    std::vector<Allowance> read_allowances(Tokens between) {
        std::vector<Allowance> found;
        for (const SqlToken& token : between) {
            const CommentLine comment = read_comment_line(token);
            const bool allows = comment.word == "migrate" && is_allowance(comment.value);
            if (allows) found.push_back(read_allowance(comment, token));
        }
        return found;
    }

    void report_stray_mark(const SqlToken& mark, const std::string& what) {
        const int line = lines_.line_at(mark.offset);
        if (what.starts_with("if")) {
            problems_.add(ProblemKind::bad_guard, line, "a guard stands before the first section",
                          "Move it to the line before the statement that it guards.");
            return;
        }
        problems_.add(
            ProblemKind::malformed_file, line, fmt::format("'-- migrate: {}' is no section", what),
            "Write '-- migrate: up', '-- migrate: down', or a guard: '-- migrate: if missing table NAME'.");
    }

    std::string section_text(std::size_t from, std::size_t to) const {
        const std::size_t newline = text_.find('\n', from);
        const std::size_t first = newline == std::string::npos ? to : std::min(newline + 1, to);
        return text_.substr(first, to - first);
    }

    void read_statements(Tokens tokens, bool upwards) {
        const SqlToken* next = tokens.data();
        for (const SqlStatement& statement : split_statements(text_, tokens)) {
            const SqlToken* first = statement.tokens.data();
            const std::optional<Guard> guard = read_guards({next, first}, upwards);
            std::vector<Allowance> allowances = read_allowances({next, first});
            next = first + statement.tokens.size();
            report_inner_guards(statement);
            if (!add_statement(statement, guard, upwards)) return;
            auto& statements = upwards ? revision_.up : revision_.down;
            statements.back().allowances = std::move(allowances);
        }
        if (read_guards({next, tokens.data() + tokens.size()}, upwards))
            report_guard_without_statement(tokens.back());
        for (const Allowance& allowance : read_allowances({next, tokens.data() + tokens.size()}))
            problems_.add(ProblemKind::bad_guard, allowance.line, "an allowance without a statement after it",
                          "Write it before the statement that it is for, or remove it.");
    }

    /// False when nothing can be read after it.
    bool add_statement(const SqlStatement& statement, const std::optional<Guard>& guard, bool upwards) {
        const int line = lines_.line_at(statement.offset);
        const SqlFacts facts = find_facts(statement);
        if (facts.copies_through_client || statement.text.front() == '\\') {
            report_client_command(facts, line);
            return false;
        }
        if (facts.controls_transaction) {
            problems_.add(ProblemKind::transaction_control, line,
                          fmt::format("'{}' in a revision", statement.tokens.front().text));
        }
        auto& statements = upwards ? revision_.up : revision_.down;
        statements.push_back({std::string(statement.text),
                              line,
                              facts.outside_transaction,
                              guard,
                              column_at(text_, statement.offset),
                              {}});
        return true;
    }

    void report_client_command(const SqlFacts& facts, int line) {
        if (facts.copies_through_client) {
            problems_.add(ProblemKind::malformed_file, line, "COPY through the client in a revision",
                          "Write the rows as INSERT … VALUES, or load them with psql before or after.");
            return;
        }
        problems_.add(ProblemKind::malformed_file, line, "a psql command in a revision",
                      "Write plain SQL: lines that begin with a backslash are psql's own.");
    }

    /// The guard among the tokens between two statements.
    std::optional<Guard> read_guards(Tokens between, bool upwards) {
        std::optional<Guard> found;
        for (const SqlToken& token : between) {
            const CommentLine comment = read_comment_line(token);
            if (comment.word != "migrate" || is_allowance(comment.value)) continue;
            const int line = lines_.line_at(token.offset);
            if (found) {
                problems_.add(ProblemKind::bad_guard, line, "a second guard for the same statement",
                              "Keep one guard: a statement has at most one.");
            }
            const std::optional<Guard> guard = read_guard(std::string(comment.value), line, upwards);
            if (guard) found = guard;
        }
        return found;
    }

    std::optional<Guard> read_guard(const std::string& text, int line, bool upwards) {
        const auto parsed = parse_guard(text);
        if (const auto* wrong = std::get_if<std::string>(&parsed)) {
            problems_.add(ProblemKind::bad_guard, line, *wrong);
            return std::nullopt;
        }
        const auto& guard = std::get<Guard>(parsed);
        const bool fits = (guard.when == Guard::When::if_missing) == upwards;
        if (!fits) {
            problems_.add(
                ProblemKind::bad_guard, line,
                upwards ? "'if created' in the up part" : "'if missing' in the down part",
                fmt::format("Write '-- migrate: if {} {}'.", upwards ? "missing" : "created", guard.text()));
        }
        return guard;
    }

    void report_inner_guards(const SqlStatement& statement) {
        for (const SqlToken& token : statement.tokens) {
            if (read_comment_line(token).word != "migrate") continue;
            problems_.add(
                ProblemKind::bad_guard, lines_.line_at(token.offset), "a guard in the middle of a statement",
                "Move it to the line before the statement, and end the statement before it with a semicolon.");
        }
    }

    void report_guard_without_statement(const SqlToken& last) {
        problems_.add(ProblemKind::bad_guard, lines_.line_at(last.offset),
                      "a guard without a statement after it",
                      "Write the statement that it guards after it, or remove it.");
    }

    void report_missing_up() {
        if (revision_.parents.size() > 1) return;
        problems_.add(ProblemKind::malformed_file, 1, "no '-- migrate: up' section",
                      "Write '-- migrate: up' on a line of its own before the statements.");
    }

    const std::string& text_;
    LineCounter lines_;
    ProblemList& problems_;
    SqlScan scan_;
    Revision revision_;
    SqlHeader header_;
    bool has_stray_statement_ = false;
    bool has_up_ = false;
    bool has_down_ = false;
};

}  // namespace

std::optional<Revision> parse_sql_revision(const std::string& text, ProblemList& problems) {
    return SqlRevisionReader(text, problems).read();
}

}  // namespace migrate
