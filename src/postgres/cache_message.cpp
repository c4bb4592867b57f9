#include "src/postgres/cache_message.hpp"

#include "src/base/sql_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace migrate {

namespace {

using Message = nlohmann::json;

/// In ASCII, so that it passes whatever the database's encoding is.
std::string written(const Message& message) {
    return message.dump(-1, ' ', true, Message::error_handler_t::replace);
}

template <typename Value, typename Read>
std::optional<Value> read_message(std::string_view payload, Read read) {
    const Message message = Message::parse(payload, nullptr, false);
    if (!message.is_object()) return std::nullopt;
    try {
        return read(message);
    } catch (const Message::exception&) {
        return std::nullopt;
    }
}

}  // namespace

std::string payload_of(const FlushMessage& message) {
    Message json{{"flush", message.flush_id}, {"caches", message.generations}};
    if (!message.key.empty()) json["key"] = message.key;
    return written(json);
}

std::string payload_of(const FlushAnswer& answer) {
    Message json{{"flush", answer.flush_id}, {"name", answer.name}, {"cleared", answer.cleared}};
    if (!answer.failure.empty()) json["failed"] = answer.failure;
    return written(json);
}

std::string payload_of(const SchemaMessage& message) {
    return written({{"revision", message.revision}, {"direction", message.upwards ? "up" : "down"}});
}

std::string notify_sql(const SchemaMessage& message) {
    return fmt::format("NOTIFY {}, {}", schema_channel, quote_literal(payload_of(message)));
}

std::optional<FlushMessage> read_flush_message(std::string_view payload) {
    return read_message<FlushMessage>(payload, [](const Message& json) {
        return FlushMessage{.flush_id = json.at("flush").get<std::string>(),
                            .generations = json.at("caches").get<std::map<std::string, std::int64_t>>(),
                            .key = json.value("key", "")};
    });
}

std::optional<FlushAnswer> read_flush_answer(std::string_view payload) {
    return read_message<FlushAnswer>(payload, [](const Message& json) {
        return FlushAnswer{.flush_id = json.at("flush").get<std::string>(),
                           .name = json.value("name", ""),
                           .cleared = json.value("cleared", std::uint64_t{0}),
                           .failure = json.value("failed", "")};
    });
}

std::optional<SchemaMessage> read_schema_message(std::string_view payload) {
    return read_message<SchemaMessage>(payload, [](const Message& json) {
        return SchemaMessage{.revision = json.at("revision").get<std::string>(),
                             .upwards = json.value("direction", "up") == "up"};
    });
}

}  // namespace migrate
