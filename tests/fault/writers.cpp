#include "tests/fault/writers.hpp"

#include <array>
#include <chrono>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

constexpr std::chrono::milliseconds pause_between_transactions{10};
constexpr std::chrono::milliseconds pause_before_reconnect{20};

/// Rows that the writers insert carry their number and the transaction's, and every kind has a table of its
/// own.
constexpr std::string_view insert_user = R"(
INSERT INTO users (telegram_id, daily_message_count, monthly_message_count, monthly_photo_count, credits)
VALUES ({writer} * 1000000000000 + {transaction}, 0, 0, 0, {transaction}))";

constexpr std::string_view insert_link = R"(
INSERT INTO chat_bot_instances (chat_id, bot_instance_id, active, current_mood, is_muted)
VALUES ('writer {writer}: {transaction}', 1 + {writer}, true, 'calm', false))";

constexpr std::string_view insert_message = R"(
INSERT INTO chat_contexts (chat_bot_instance_id, message_order, role, content)
VALUES (10 + {writer}, 1000 + {transaction}, 'user', 'writer {writer}: {transaction}'))";

/// Each writer updates rows that are its own, so that the last committed number must be there.
constexpr std::string_view update_own_rows = R"(
UPDATE users SET monthly_photo_count = {transaction}, credits = {transaction} WHERE id = 10 + {writer};
UPDATE chat_bot_instances SET current_mood = '{transaction}', is_muted = NOT is_muted WHERE id = 20 + {writer};
UPDATE chat_contexts SET message_order = 100000 + {transaction}, "timestamp" = clock_timestamp() WHERE id = 10 + {writer})";

constexpr std::string_view read_inserted = R"(
SELECT telegram_id - {writer} * 1000000000000 FROM users WHERE telegram_id / 1000000000000 = {writer}
UNION ALL SELECT split_part(chat_id, ': ', 2)::bigint FROM chat_bot_instances WHERE chat_id LIKE 'writer {writer}: %'
UNION ALL SELECT split_part(content, ': ', 2)::bigint FROM chat_contexts WHERE content LIKE 'writer {writer}: %')";

constexpr std::string_view read_own_rows = R"(
SELECT 'users', monthly_photo_count FROM users WHERE id = 10 + {writer}
UNION ALL SELECT 'chat_bot_instances', CASE WHEN current_mood ~ '^\d+$' THEN current_mood::int ELSE 0 END FROM chat_bot_instances WHERE id = 20 + {writer}
UNION ALL SELECT 'chat_contexts', message_order - 100000 FROM chat_contexts WHERE id = 10 + {writer})";

std::string filled(std::string_view sql, int writer, long transaction = 0) {
    return fmt::format(fmt::runtime(sql), fmt::arg("writer", writer), fmt::arg("transaction", transaction));
}

}  // namespace

Writer::Writer(std::string url, int number)
    : url_(std::move(url)), number_(number), thread_([this] { work(); }) {}

Writer::~Writer() {
    stop();
}

void Writer::stop() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

void Writer::work() {
    while (!stop_) {
        try {
            write_until_failure();
        } catch (const SqlFailure&) {
            std::this_thread::sleep_for(pause_before_reconnect);
        }
    }
}

void Writer::write_until_failure() {
    Session session(url_);
    while (!stop_) {
        write(session, next_++);
        std::this_thread::sleep_for(pause_between_transactions);
    }
}

void Writer::write(Session& session, long transaction) {
    session.run("BEGIN");
    session.run(insert_sql(transaction));
    session.run(filled(update_own_rows, number_, transaction));
    ++in_doubt_;
    session.run("COMMIT");
    --in_doubt_;
    committed_.push_back(transaction);
}

std::string Writer::insert_sql(long transaction) const {
    constexpr std::array<std::string_view, 3> inserts{insert_user, insert_link, insert_message};
    return filled(inserts.at(static_cast<std::size_t>(transaction) % inserts.size()), number_, transaction);
}

std::vector<std::string> Writer::find_losses(Session& session) const {
    std::set<long> there;
    for (const auto& row : session.rows(filled(read_inserted, number_))) there.insert(std::stol(row.at(0)));
    std::vector<std::string> losses;
    std::string lost;
    for (const long transaction : committed_)
        if (there.count(transaction) == 0) lost += fmt::format(" {}", transaction);
    if (!lost.empty())
        losses.push_back(
            fmt::format("rows that writer {} committed are lost; transactions:{}", number_, lost));
    const long newest = committed_.empty() ? 0 : committed_.back();
    for (const auto& row : session.rows(filled(read_own_rows, number_))) {
        if (newest > 0 && std::stol(row.at(1)) < newest)
            losses.push_back(fmt::format("writer {} committed update {} of {}, which holds {}", number_,
                                         newest, row.at(0), row.at(1)));
    }
    return losses;
}

Writers start_writers(const std::string& url, int count) {
    Writers writers;
    for (int number = 1; number <= count; ++number) writers.push_back(std::make_unique<Writer>(url, number));
    return writers;
}

}  // namespace migrate::fault
