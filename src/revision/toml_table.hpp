#pragma once

#include "src/revision/problem_list.hpp"

#include <string>
#include <vector>

#include <toml++/toml.h>

namespace migrate {

int line_of(const toml::node& node);

/// Reads a table key by key, and says what is wrong with it: a missing key, a value of another type, and, at
/// the end, keys that nobody asked for.
class TomlTable {
  public:
    /// `subject` names the table in messages: "the file", "[[create_index]]".
    TomlTable(const toml::table& table, std::string subject, ProblemList& problems)
        : table_(table), subject_(std::move(subject)), problems_(problems) {}

    enum class Presence { optional, required };

    std::string read_string(std::string_view key, Presence presence = Presence::optional);
    bool read_bool(std::string_view key);
    std::vector<std::string> read_strings(std::string_view key);
    /// The tables of [[key]], in file order.
    std::vector<const toml::table*> read_tables(std::string_view key);
    /// The node itself, or null; the caller looks at its type.
    const toml::node* read_node(std::string_view key, Presence presence = Presence::optional);
    void report_unknown_keys();

    void report_type(const toml::node& node, std::string_view key, std::string_view wanted);
    int line() const { return line_of(table_); }
    int line_of_key(std::string_view key) const;

  private:
    const toml::table& table_;
    std::string subject_;
    ProblemList& problems_;
    std::vector<std::string> known_;
};

}  // namespace migrate
