#include "src/revision/sql_header.hpp"

#include "src/base/words.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {
namespace {

/// Ids and labels: separated by commas or spaces; "-" stands for none.
std::vector<std::string> split_names(std::string_view value) {
    constexpr std::string_view separators = ", \t\r";
    std::vector<std::string> names;
    for (std::size_t at = 0; (at = value.find_first_not_of(separators, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(value.find_first_of(separators, at), value.size());
        names.emplace_back(value.substr(at, end - at));
        at = end;
    }
    std::erase(names, "-");
    return names;
}

std::vector<RevisionId> split_ids(std::string_view value) {
    std::vector<RevisionId> ids;
    for (std::string& name : split_names(value)) ids.emplace_back(std::move(name));
    return ids;
}

const std::vector<std::string> header_keys{"revision",   "parents",      "message",    "labels",
                                           "depends_on", "irreversible", "transaction"};

/// What people coming from elsewhere write.
const std::map<std::string, std::string> foreign_keys{{"revises", "parents"},
                                                      {"down_revision", "parents"},
                                                      {"branch_labels", "labels"},
                                                      {"requires", "depends_on"}};

}  // namespace

void SqlHeader::read_line(const CommentLine& comment, int line) {
    if (std::ranges::count(header_keys, comment.word) == 0) return report_unknown_key(comment.word, line);
    const auto [first, is_new] = lines_.try_emplace(comment.word, line);
    if (!is_new) {
        problems_.add(ProblemKind::malformed_file, line,
                      fmt::format("'{}' stands twice, first in line {}", comment.word, first->second),
                      "Keep one of the two lines.");
        return;
    }
    set_value(comment.word, comment.value, line);
}

void SqlHeader::set_value(std::string_view key, std::string_view value, int line) {
    if (key == "revision") {
        revision_.id = RevisionId(std::string(value));
        revision_.id_line = line;
    } else if (key == "parents") {
        revision_.parents = split_ids(value);
        revision_.parents_line = line;
    } else if (key == "depends_on") {
        revision_.depends_on = split_ids(value);
    } else if (key == "labels") {
        revision_.labels = split_names(value);
    } else if (key == "message") {
        revision_.message = value;
    } else if (key == "irreversible") {
        set_irreversible(value, line);
    } else {
        set_transaction(lower_case(value), line);
    }
}

void SqlHeader::set_irreversible(std::string_view reason, int line) {
    revision_.irreversible = reason;
    if (!reason.empty()) return;
    problems_.add(ProblemKind::wrong_type, line, "'irreversible' gives no reason",
                  "Say after the colon why there is no way back: it is shown to whoever tries.");
}

void SqlHeader::set_transaction(std::string_view value, int line) {
    revision_.transaction_off = value == "off";
    if (value == "off" || value == "on") return;
    problems_.add(ProblemKind::wrong_type, line,
                  fmt::format("'transaction' is '{}', neither on nor off", value),
                  "Leave the line out, or write '-- transaction: off'.");
}

void SqlHeader::report_unknown_key(const std::string& word, int line) {
    const auto foreign = foreign_keys.find(word);
    const std::string meant = foreign == foreign_keys.end() ? nearest_of(word, header_keys) : foreign->second;
    if (meant.empty()) return;
    problems_.add(ProblemKind::unknown_key, line,
                  fmt::format("unknown key '{}'; did you mean '{}'?", word, meant),
                  fmt::format("Write '-- {}: …', or reword the comment.", meant));
}

}  // namespace migrate
