#include "src/files/cache_table.hpp"

#include "src/base/sql_text.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::int64_t longest_ttl = std::int64_t{366} * 24 * 3600;
constexpr std::int64_t most_entries = 1'000'000'000;

class CacheTableReader {
  public:
    CacheTableReader(std::string file, std::vector<std::string>& problems)
        : file_(std::move(file)), problems_(problems) {}

    std::vector<CacheSpec> read(const toml::node& node) {
        if (!node.is_array_of_tables()) {
            complain(line_of(node), "cache must be tables: [[cache]]");
            return {};
        }
        for (const toml::node& item : *node.as_array()) read_table(*item.as_table());
        return std::move(caches_);
    }

  private:
    void read_table(const toml::table& table) {
        refuse_unknown_keys(table);
        CacheSpec cache;
        cache.position = {file_, line_of(table), 0};
        cache.name = read_text(table, "name");
        cache.ttl = std::chrono::seconds(read_number(table, "ttl", "seconds", longest_ttl));
        cache.ttl_variable = read_text(table, "ttl_variable");
        cache.entries = static_cast<int>(read_number(table, "entries", "entries", most_entries));
        cache.prefix = read_text(table, "prefix");
        cache.channel = table.contains("channel") ? read_text(table, "channel") : default_flush_channel;
        cache.key = read_text(table, "key");
        judge(table, cache);
        caches_.push_back(std::move(cache));
    }

    void judge(const toml::table& table, const CacheSpec& cache) {
        if (!table.contains("name")) complain(line_of(table), "a [[cache]] lacks name");
        if (cache.name == bytecode_cache)
            complain(line_of(table),
                     fmt::format("{} is what `flush {}` calls compiled Python; choose another name",
                                 bytecode_cache, bytecode_cache));
        if (cache.channel.size() > max_identifier_bytes)
            complain(line_of(*table.get("channel")),
                     fmt::format("channel has {} bytes, and PostgreSQL takes {} at most",
                                 cache.channel.size(), max_identifier_bytes));
        for (const CacheSpec& other : caches_) judge_beside(table, cache, other);
    }

    /// A prefix that begins with another's takes that cache's keys along, or loses its own to it.
    void judge_beside(const toml::table& table, const CacheSpec& cache, const CacheSpec& other) {
        const int line = line_of(table);
        if (!cache.name.empty() && cache.name == other.name)
            return complain(line, fmt::format("the cache {} is there twice, first in line {}", cache.name,
                                              other.position.line));
        if (cache.prefix.empty() || other.prefix.empty()) return;
        if (cache.prefix.starts_with(other.prefix) || other.prefix.starts_with(cache.prefix))
            complain(line, fmt::format("the prefixes of {} and {} share keys: {} and {}", other.name,
                                       cache.name, other.prefix, cache.prefix));
    }

    void refuse_unknown_keys(const toml::table& table) {
        static const std::vector<std::string> known{"name",   "ttl",     "ttl_variable", "entries",
                                                    "prefix", "channel", "key"};
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            if (std::ranges::find(known, name) != known.end()) continue;
            const std::string meant = nearest_of(name, known);
            complain(line_of(node),
                     fmt::format("unknown {} in [[cache]]{}", name,
                                 meant.empty() ? "" : fmt::format("; did you mean {}?", meant)));
        }
    }

    /// An empty prefix would mean every key of the Redis.
    std::string read_text(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return "";
        const auto text = node->value_exact<std::string>();
        if (!text) complain(line_of(*node), fmt::format("{} must be text", key));
        if (text && text->empty())
            complain(line_of(*node),
                     fmt::format("{} must not be empty; leave it out where there is none", key));
        return text.value_or("");
    }

    std::int64_t read_number(const toml::table& table, std::string_view key, std::string_view unit,
                             std::int64_t most) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return 0;
        const auto number = node->value_exact<std::int64_t>();
        if (number && *number >= 1 && *number <= most) return *number;
        complain(line_of(*node), fmt::format("{} must be a number of {} from 1 to {}", key, unit, most));
        return 0;
    }

    static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }
    void complain(int line, std::string_view what) {
        problems_.push_back(fmt::format("{}:{}: {}", file_, line, what));
    }

    std::string file_;
    std::vector<std::string>& problems_;
    std::vector<CacheSpec> caches_;
};

}  // namespace

std::vector<CacheSpec> read_cache_tables(const toml::node& node, const std::string& file,
                                         std::vector<std::string>& problems) {
    return CacheTableReader(file, problems).read(node);
}

}  // namespace migrate
