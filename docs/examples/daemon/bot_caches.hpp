#pragma once

// The bot's four caches, with the names, ages and sizes of checks/settings.toml.

#include <cstdint>
#include <map>
#include <string>

#include <migrate/cache_flush_listener.hpp>
#include <migrate/ttl_cache.hpp>

struct BotCaches {
    template <typename Key>
    using Cache = migrate::TtlCache<Key, std::string>;

    Cache<std::int64_t> profile{std::chrono::seconds(300), 500};  ///< by the user's Telegram id
    Cache<std::int64_t> persona{std::chrono::seconds(600), 200};  ///< by persona id
    Cache<std::string> menu{std::chrono::seconds(1800), 100};     ///< by "user id, menu"
    Cache<std::int64_t> context{std::chrono::seconds(120), 300};  ///< by chat link id

    /// What `migrate flush` calls them, and how each is emptied.
    std::map<std::string, migrate::ClearCache> clear_functions() {
        return {{"profile", clear_function(profile)},
                {"persona", clear_function(persona)},
                {"menu", clear_function(menu)},
                {"context", clear_function(context)}};
    }

    /// How well the menus' cache does.
    std::string text() const {
        const migrate::TtlCacheCounters counters = menu.counters();
        return "menu: " + std::to_string(menu.size()) + " entries, " + std::to_string(counters.hits) +
               " hits, " + std::to_string(counters.misses) + " misses";
    }

  private:
    static std::string key_of(const Cache<std::string>& /*cache*/, const std::string& key) { return key; }
    static std::int64_t key_of(const Cache<std::int64_t>& /*cache*/, const std::string& key) {
        return std::stoll(key);
    }

    template <typename Key>
    static migrate::ClearCache clear_function(Cache<Key>& cache) {
        return [&cache](const std::string& key) -> std::size_t {
            return key.empty() ? cache.clear() : cache.erase(key_of(cache, key));
        };
    }
};
