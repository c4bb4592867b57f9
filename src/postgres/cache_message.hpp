#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace migrate {

/// On which answers to flushes come, and on which `up` and `down` tell what they have committed.
inline constexpr auto answer_channel = "cache_flushed";
inline constexpr auto schema_channel = "schema_changed";

/// What is sent with NOTIFY, as JSON. docs/caches.md tells it to those who write a listener; readers pass
/// over names that they do not know.
struct FlushMessage {
    std::string flush_id;                             ///< new for every flush
    std::map<std::string, std::int64_t> generations;  ///< of each cache that is to be cleared, as of now
    std::string key;                                  ///< only this entry; "" = all
};

struct FlushAnswer {
    std::string flush_id;
    std::string name;           ///< of the daemon
    std::uint64_t cleared = 0;  ///< entries
    std::string failure;        ///< why it could not clear; "" = it did
};

struct SchemaMessage {
    std::string revision;
    bool upwards = true;
};

std::string payload_of(const FlushMessage& message);
std::string payload_of(const FlushAnswer& answer);
std::string payload_of(const SchemaMessage& message);

/// Empty for what is no such message: anybody may send on a channel.
std::optional<FlushMessage> read_flush_message(std::string_view payload);
std::optional<FlushAnswer> read_flush_answer(std::string_view payload);
std::optional<SchemaMessage> read_schema_message(std::string_view payload);

/// The statement that has every listener hear it when the transaction around it commits, and never else.
std::string notify_sql(const SchemaMessage& message);

/// NOTIFY takes less than 8000 bytes.
inline constexpr std::size_t max_payload_bytes = 7'999;

}  // namespace migrate
