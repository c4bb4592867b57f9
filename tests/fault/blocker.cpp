#include "tests/fault/blocker.hpp"

namespace migrate::fault {

namespace {

constexpr auto take_snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1";

constexpr auto write_tables = R"(
BEGIN;
UPDATE users SET credits = credits WHERE id = 1;
UPDATE chat_bot_instances SET active = active WHERE id = 1;
UPDATE chat_contexts SET role = role WHERE id = 1)";

}  // namespace

Blocker::~Blocker() {
    if (ending_.joinable()) ending_.join();
}

void Blocker::run_begins() {
    if (block_ == Block::early_writer || block_ == Block::snapshot) block();
}

void Blocker::phase_seen(const std::string& phase) {
    if (block_ == Block::late_writer && phase.rfind("building index", 0) == 0) block();
}

void Blocker::block() {
    if (has_blocked_) return;
    has_blocked_ = true;
    session_ = std::make_unique<Session>(url_);
    session_->run(block_ == Block::snapshot ? take_snapshot : write_tables);
}

void Blocker::end_after(std::chrono::milliseconds delay) {
    if (!session_) return;
    ending_ = std::thread([delay, session = std::move(session_)] { std::this_thread::sleep_for(delay); });
}

}  // namespace migrate::fault
