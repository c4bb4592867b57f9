#include "src/index/duplicate_key.hpp"

#include "src/base/secret_column.hpp"
#include "src/base/sql_text.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace migrate {

namespace {

constexpr std::size_t longest_value = 40;  // characters

/// The key as the index compares it. An operator class changes the order of keys, not which are equal.
std::string compared_sql(const IndexKey& key) {
    std::string sql = key.column.empty() ? fmt::format("({})", key.expression) : quote_identifier(key.column);
    if (key.collation.empty()) return sql;
    const bool is_sql = key.collation.find('"') != std::string::npos;
    return fmt::format("{} COLLATE {}", sql, is_sql ? key.collation : quote_identifier(key.collation));
}

std::string key_name(const IndexKey& key) {
    return key.column.empty() ? key.expression : key.column;
}

template <typename Render>
std::string each_key(const IndexSpec& spec, std::string_view joint, Render render) {
    std::vector<std::string> parts;
    std::transform(spec.keys.begin(), spec.keys.end(), std::back_inserter(parts), render);
    return fmt::format("{}", fmt::join(parts, joint));
}

unsigned byte_of(std::string_view character, std::size_t place) {
    return static_cast<unsigned char>(character[place]);
}

/// Bytes of the UTF-8 character at the begin of `text`; of what is no UTF-8, one.
std::size_t character_length(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && length < 4 && (byte_of(text, length) & 0xC0U) == 0x80U) ++length;
    return byte_of(text, 0) < 0x80U ? 1 : length;
}

/// U+200E, U+200F, U+2028 to U+202E and U+2066 to U+2069 break lines or turn the direction of writing.
bool turns_writing(std::string_view character) {
    if (character.size() != 3 || byte_of(character, 0) != 0xE2) return false;
    const unsigned last = byte_of(character, 2);
    if (byte_of(character, 1) == 0x81) return last >= 0xA6 && last <= 0xA9;
    return byte_of(character, 1) == 0x80 && (last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE));
}

bool could_be_obeyed(std::string_view character) {
    const unsigned first = byte_of(character, 0);
    if (character.size() == 1) return first < 0x20 || first >= 0x7F;
    if (character.size() == 2) return first == 0xC2 && byte_of(character, 1) < 0xA0;
    return turns_writing(character);
}

std::string written_out(std::string_view character) {
    std::string text;
    for (std::size_t i = 0; i < character.size(); ++i)
        text += fmt::format("\\x{:02x}", byte_of(character, i));
    return text;
}

std::string shown(std::string_view value) {
    std::string text;
    for (std::size_t count = 0; !value.empty(); ++count) {
        if (count == longest_value) return text + "…";
        const std::string_view character = value.substr(0, character_length(value));
        text += could_be_obeyed(character) ? written_out(character) : std::string(character);
        value.remove_prefix(character.size());
    }
    return text;
}

}  // namespace

std::string find_duplicates_sql(const IndexSpec& spec, std::string_view schema, std::string_view table) {
    std::vector<std::string> conditions;
    if (!spec.where.empty()) conditions.push_back(fmt::format("({})", spec.where));
    if (!spec.nulls_not_distinct)
        conditions.push_back(
            each_key(spec, " AND ", [](const IndexKey& key) { return compared_sql(key) + " IS NOT NULL"; }));
    const std::string keys = each_key(spec, ", ", compared_sql);
    return fmt::format("SELECT {0}, count(*) FROM {1}{2}{3} GROUP BY {0} HAVING count(*) > 1", keys,
                       quote_qualified(schema, table), conditions.empty() ? "" : " WHERE ",
                       fmt::join(conditions, " AND "));
}

std::string read_duplicates_sql(const IndexSpec& spec, std::string_view schema, std::string_view table,
                                int most) {
    std::string names;
    std::string values;
    std::string order;
    for (std::size_t i = 1; i <= spec.keys.size(); ++i) {
        names += fmt::format("key_{}, ", i);
        values += fmt::format("pg_catalog.left(key_{}::text, {}), ", i, longest_value + 1);
        order += fmt::format(", {}", i);
    }
    return fmt::format("SELECT {}repeats FROM ({}) AS repeated ({}repeats) ORDER BY repeats DESC{} LIMIT {}",
                       values, find_duplicates_sql(spec, schema, table), names, order, most);
}

std::string describe(const IndexSpec& spec, const DuplicateKey& key) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < key.values.size(); ++i) {
        const bool secret = looks_secret(key_name(spec.keys[i]), spec.table);
        if (!key.values[i])
            values.emplace_back("NULL");
        else
            values.push_back(secret ? "***" : shown(*key.values[i]));
    }
    return fmt::format("({}) = ({}) stands in {} rows", each_key(spec, ", ", key_name),
                       fmt::join(values, ", "), key.rows);
}

}  // namespace migrate
