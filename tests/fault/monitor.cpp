#include "tests/fault/monitor.hpp"

#include "tests/support/test_server.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

constexpr std::string_view our_sessions = "datname = '{}' AND application_name LIKE 'migrate%'";

constexpr std::string_view read_sessions = R"(
SELECT coalesce(p.phase, ''), CASE WHEN a.state = 'active' THEN a.query ELSE '' END
FROM pg_stat_activity a LEFT JOIN pg_stat_progress_create_index p USING (pid) WHERE a.)";

std::string ours(const std::string& database) {
    return fmt::format(fmt::runtime(our_sessions), database);
}

bool any_runs(const Rows& sessions, std::string_view words) {
    return std::any_of(sessions.begin(), sessions.end(),
                       [&](const auto& row) { return row.at(1).find(words) != std::string::npos; });
}

/// Of parallel builds the first.
std::string build_phase_of(const Rows& sessions) {
    for (const auto& row : sessions) {
        if (!row.at(0).empty()) return row.at(0);
    }
    return "";
}

}  // namespace

Rows Monitor::rows(const std::string& sql) {
    try {
        if (!session_) session_.emplace(test::test_server().url("postgres"));
        return session_->rows(sql);
    } catch (const SqlFailure&) {
        session_.emplace(test::test_server().url("postgres"));
        return session_->rows(sql);
    }
}

std::string Monitor::read_phase() {
    return phase_of(rows(std::string(read_sessions) + ours(database_)));
}

std::string Monitor::phase_of(const Rows& sessions) {
    std::string phase = build_phase_of(sessions);
    if (phase.empty() && any_runs(sessions, "DROP INDEX")) phase = "dropping";
    if (phase.empty() && any_runs(sessions, "RENAME TO")) phase = "naming";
    if (!phase.empty()) {
        has_seen_work_ = true;
        return phase;
    }
    if (sessions.empty()) return "no session";
    return has_seen_work_ ? "between builds" : "before the first build";
}

int Monitor::count_sessions() {
    return std::stoi(rows("SELECT count(*) FROM pg_stat_activity WHERE " + ours(database_)).at(0).at(0));
}

void Monitor::signal_one(const std::string& function, unsigned victim) {
    const Rows pids = rows("SELECT pid FROM pg_stat_activity WHERE " + ours(database_) + " ORDER BY pid");
    if (!pids.empty()) rows(fmt::format("SELECT {}({})", function, pids.at(victim % pids.size()).at(0)));
}

void Monitor::signal_all(const std::string& function) {
    rows(fmt::format("SELECT {}(pid) FROM pg_stat_activity WHERE {}", function, ours(database_)));
}

}  // namespace migrate::fault
