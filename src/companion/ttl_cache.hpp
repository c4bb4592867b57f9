#pragma once

// What a daemon includes: no header but the standard library's, so that it needs none of ours to compile.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace migrate {

/// What became of a cache's look-ups and entries since it was made.
struct TtlCacheCounters {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;     ///< also those of `expired`
    std::uint64_t evictions = 0;  ///< live entries that made room for newer ones
    std::uint64_t expired = 0;    ///< entries that were found too old
};

/// Values by key, none older than `ttl`, at most `max_entries` of them: what was not used for longest goes
/// first. Thread-safe: one lock, held for as long as a value takes to be copied; large values are best kept
/// as std::shared_ptr<const Value>. `Clock` is another one in tests.
template <typename Key, typename Value, typename Hash = std::hash<Key>,
          typename Clock = std::chrono::steady_clock>
class TtlCache {
  public:
    /// A `ttl` or `max_entries` of 0 keeps nothing.
    TtlCache(std::chrono::milliseconds ttl, std::size_t max_entries) : ttl_(ttl), max_entries_(max_entries) {
        entries_.reserve(max_entries < reserved_at_most ? max_entries : reserved_at_most);
    }

    TtlCache(const TtlCache&) = delete;
    TtlCache& operator=(const TtlCache&) = delete;

    /// The value, if it is there and not too old.
    std::optional<Value> find(const Key& key) {
        const auto now = Clock::now();  // before the lock, for which others wait
        const std::lock_guard lock(mutex_);
        return look_up(key, now);
    }

    /// Keeps the value from now on, in place of another one of the same key.
    void insert(const Key& key, Value value) {
        const auto now = Clock::now();
        const std::lock_guard lock(mutex_);
        keep(key, std::move(value), now);
    }

    /// The value, else what `load` returns, which is then kept; not so where the cache, or this entry of it,
    /// was cleared while `load` was at work: it may have read what the flush was for. Several threads that
    /// miss the same key all load it.
    template <typename Load>
    Value find_or_load(const Key& key, Load load) {
        std::uint64_t epoch = 0;
        {
            const auto now = Clock::now();
            const std::lock_guard lock(mutex_);
            if (std::optional<Value> found = look_up(key, now)) return *std::move(found);
            epoch = epoch_;
        }
        Value value = load();
        const auto now = Clock::now();
        const std::lock_guard lock(mutex_);
        if (epoch == epoch_) keep(key, value, now);
        return value;
    }

    /// Returns whether it was there.
    bool erase(const Key& key) {
        const std::lock_guard lock(mutex_);
        ++epoch_;
        const auto found = entries_.find(key);
        if (found == entries_.end()) return false;
        remove(found);
        return true;
    }

    /// Returns how many entries went.
    std::size_t clear() {
        Entries gone;  // is destroyed without the lock
        const std::lock_guard lock(mutex_);
        ++epoch_;
        gone.swap(entries_);
        newest_ = oldest_ = nullptr;
        return gone.size();
    }

    /// With entries that are too old and were not looked for since.
    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return entries_.size();
    }

    TtlCacheCounters counters() const {
        const std::lock_guard lock(mutex_);
        return counters_;
    }

  private:
    struct Node;
    using TimePoint = typename Clock::time_point;
    using Entries = std::unordered_map<Key, Node, Hash>;
    using Entry = std::pair<const Key, Node>;

    /// In a list by the time of the last use. Its place in memory is the map's, and stays the same.
    struct Node {
        Value value;
        TimePoint expires;
        Entry* newer = nullptr;
        Entry* older = nullptr;
    };

    static constexpr std::size_t reserved_at_most = 4096;

    std::optional<Value> look_up(const Key& key, TimePoint now) {
        const auto found = entries_.find(key);
        if (found == entries_.end() || has_expired(found, now)) {
            ++counters_.misses;
            return std::nullopt;
        }
        ++counters_.hits;
        touch(*found);
        return found->second.value;
    }

    /// Takes it out if so.
    bool has_expired(typename Entries::iterator entry, TimePoint now) {
        if (now < entry->second.expires) return false;
        ++counters_.expired;
        remove(entry);
        return true;
    }

    void keep(const Key& key, Value value, TimePoint now) {
        if (max_entries_ == 0) return;
        const auto expires = now + ttl_;
        const auto found = entries_.find(key);
        if (found != entries_.end()) {
            found->second.value = std::move(value);
            found->second.expires = expires;
            touch(*found);
            return;
        }
        if (entries_.size() >= max_entries_) make_room(now);
        link(*entries_.emplace(key, Node{std::move(value), expires}).first);
    }

    void make_room(TimePoint now) {
        const auto last = entries_.find(oldest_->first);
        if (!has_expired(last, now)) {
            ++counters_.evictions;
            remove(last);
        }
    }

    void remove(typename Entries::iterator entry) {
        unlink(*entry);
        entries_.erase(entry);
    }

    void touch(Entry& entry) {
        if (&entry == newest_) return;
        unlink(entry);
        link(entry);
    }

    void link(Entry& entry) {
        entry.second.newer = nullptr;
        entry.second.older = newest_;
        (newest_ == nullptr ? oldest_ : newest_->second.newer) = &entry;
        newest_ = &entry;
    }

    void unlink(Entry& entry) {
        Node& node = entry.second;
        (node.newer == nullptr ? newest_ : node.newer->second.older) = node.older;
        (node.older == nullptr ? oldest_ : node.older->second.newer) = node.newer;
    }

    const std::chrono::milliseconds ttl_;
    const std::size_t max_entries_;
    mutable std::mutex mutex_;
    Entries entries_;
    Entry* newest_ = nullptr;
    Entry* oldest_ = nullptr;
    std::uint64_t epoch_ = 0;  ///< of clearing
    TtlCacheCounters counters_;
};

}  // namespace migrate
