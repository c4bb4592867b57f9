#include "src/index/partition_index.hpp"

#include "src/base/checksum.hpp"
#include "src/base/sql_text.hpp"
#include "src/index/work_name.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::size_t digest_bytes = 8;

std::string plain_name(std::string_view index, std::string_view partition) {
    return fmt::format("{}_{}", index, partition);
}

/// The line break keeps ("a_b", "c") and ("a", "b_c") apart.
std::string name_with_digest(std::string_view index, std::string_view partition, std::size_t bytes) {
    const std::string digest = checksum(fmt::format("{}\n{}", index, partition)).substr(0, digest_bytes);
    return fmt::format("{}_{}", cut_name(plain_name(index, partition), bytes - digest_bytes - 1), digest);
}

std::string name_within(std::string_view index, std::string_view partition, std::size_t bytes) {
    std::string name = plain_name(index, partition);
    return name.size() <= bytes ? name : name_with_digest(index, partition, bytes);
}

/// Where " USING " stands outside of quoted names: what follows is the same for every table.
std::size_t find_method(std::string_view definition) {
    bool quoted = false;
    for (std::size_t i = 0; i < definition.size(); ++i) {
        if (definition[i] == '"') quoted = !quoted;
        if (!quoted && definition.substr(i).starts_with(" USING ")) return i;
    }
    return definition.size();
}

}  // namespace

PartVerb decide_part(const std::optional<IndexPart>& part, std::string_view wanted_key) {
    if (!part) return PartVerb::build;
    const bool as_wanted = part->key == wanted_key;
    if (!part->usable && part->builder_pid != 0) return PartVerb::await_build;
    if (!part->attached) return part->usable && as_wanted ? PartVerb::attach : PartVerb::rebuild;
    if (!as_wanted) return PartVerb::refuse;
    if (!part->usable) return PartVerb::reindex;
    return part->work_named ? PartVerb::attach : PartVerb::nothing;
}

std::string partition_index_name(std::string_view index, std::string_view partition) {
    return name_within(index, partition, max_identifier_bytes);
}

std::string distinct_partition_index_name(std::string_view index, std::string_view partition) {
    return name_with_digest(index, partition, max_identifier_bytes);
}

std::string partition_work_name(std::string_view token, std::string_view index, std::string_view partition) {
    const std::size_t room = max_identifier_bytes - work_name(token, "").size();
    return work_name(token, name_within(index, partition, room));
}

std::string create_like_sql(std::string_view definition, std::string_view how, std::string_view name,
                            std::string_view table) {
    const bool unique = definition.starts_with("CREATE UNIQUE ");
    return fmt::format("CREATE {}INDEX {}{} ON {}{}", unique ? "UNIQUE " : "", how, quote_identifier(name),
                       table, definition.substr(find_method(definition)));
}

}  // namespace migrate
