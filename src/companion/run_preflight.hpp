#pragma once

#include "checks/check.hpp"
#include "src/base/exit_code.hpp"
#include "src/postgres/connection.hpp"
#include "src/report/report.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// Whether the bot of these files can start on this database.
struct PreflightRequest {
    Facts facts;  ///< files and settings; what the server says is added
    ConnectOptions connect;
    std::vector<Check> checks;
    std::chrono::milliseconds timeout{3'000};  ///< of one try, from resolving the name to the last answer
    std::chrono::milliseconds wait{0};         ///< how long to try again while that can help
};

struct PreflightAnswer {
    Report report;
    std::optional<History> history;  ///< where the server told
    bool abandoned = false;          ///< a thread of ours still waits for an answer
};

/// One connection and one round trip a try; no lock, no write. Tries again, with growing pauses, while the
/// server cannot be reached but may come back, and while another runner migrates; `waiting` hears why at the
/// first time, and then every ten seconds. Answers by max(timeout, wait). Never throws an Error.
PreflightAnswer run_preflight(const PreflightRequest& request,
                              const std::function<void(const std::string&)>& waiting);

}  // namespace migrate
