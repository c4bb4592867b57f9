#pragma once

// What a daemon includes: no header but the standard library's, so that it needs none of ours to compile.

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace migrate {

/// Empties one of the daemon's caches, or of it only the entry `key` where that is not "". Returns how many
/// entries went. An exception means that they did not: the flush is told, and it is tried again.
using ClearCache = std::function<std::size_t(const std::string& key)>;

/// What `migrate up` and `migrate down` tell when they commit. After a lost connection it is called once with
/// revision "": something may have changed meanwhile.
struct SchemaChange {
    std::string revision;
    bool upwards = true;
};

/// Whose caches, and where flushes come from. Callbacks run on the listener's thread, one after the other,
/// and must not destroy it. What is left empty is found as the program `migrate` finds it.
struct CacheListenerOptions {
    std::map<std::string, ClearCache> caches;  ///< by the names of `[[cache]]`
    std::function<void(const SchemaChange&)> schema_changed;
    std::function<void(const std::string&)> tell;  ///< hears what changes: connected, lost, why. No password
    std::string
        name;  ///< as operators read it, unique: bot:replica-2. "" = bot:$RAILWAY_REPLICA_ID, else host:pid
    std::string
        database_url;  ///< past a pooler. "" = MIGRATE_DATABASE_URL, DATABASE_UNPOOLED_URL, else DATABASE_URL
    std::string channel = "cache_flush";
    std::chrono::milliseconds sign_of_life{
        30'000};  ///< how often it looks at the generations, and shows that it lives
    std::chrono::milliseconds connect_timeout{3'000};  ///< of one try; name resolution aside
    std::chrono::milliseconds longest_pause{30'000};   ///< between tries
};

/// Empties a daemon's caches when `migrate flush` says so, and answers. It has a connection and a thread of
/// its own. A connection that is lost is opened again, with growing pauses; when it is back, and at every
/// sign of life, each cache whose generation was raised meanwhile is cleared, so that no flush is missed for
/// longer than `sign_of_life`. Where the generations cannot be read, all caches are cleared at every
/// connection.
class CacheFlushListener {
  public:
    /// Returns at once. Errors: std::runtime_error when a URL or the channel is wrong.
    explicit CacheFlushListener(CacheListenerOptions options);
    /// Takes the daemon off the roll of listeners, and ends the thread: within `connect_timeout`.
    ~CacheFlushListener();
    CacheFlushListener(const CacheFlushListener&) = delete;
    CacheFlushListener& operator=(const CacheFlushListener&) = delete;

    /// Whether flushes are heard now.
    bool is_listening() const;

  private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace migrate
