#pragma once

#include "src/settings/server_facts.hpp"
#include "src/settings/setting_facts.hpp"

#include <cstdint>
#include <string>

namespace migrate {

/// The connections that a bot can open. A pool opens at most pool_size + max_overflow
/// (https://docs.sqlalchemy.org/en/20/errors.html#error-3o7r).
struct ConnectionBudget {
    std::int64_t pool = 0;
    std::int64_t overflow = 0;
    std::int64_t side = 0;  ///< of each process, beside its pool
    std::int64_t processes = 1;
    std::int64_t replicas = 1;
    std::int64_t others = 0;  ///< of everything else

    std::int64_t of_process() const { return pool + overflow; }
    std::int64_t of_pools() const { return replicas * processes * of_process(); }
    /// `generations`: 2 while a deploy runs old and new together.
    std::int64_t of_bot(int generations = 1) const {
        return generations * replicas * processes * (of_process() + side);
    }
    std::int64_t wanted(int generations = 1) const { return of_bot(generations) + others; }
    /// "2 replicas x (25 + 40 + 1) + 3 = 135 connections"
    std::string arithmetic(int generations = 1) const;
    /// "2 replicas x (25 + 40 + 1) = 132 connections"
    std::string bot_arithmetic() const;
    /// "2 replicas x (25 + 40) = 130 connections"
    std::string pools_arithmetic() const;
};

/// What of it is known: `missing` says which number is not, or that the pool has no limit.
struct KnownBudget {
    ConnectionBudget budget;
    std::string missing;
};
KnownBudget connection_budget(const SettingFacts& settings);

/// The connections that a server lends: the reserved ones are the last resort of whoever repairs it.
/// https://www.postgresql.org/docs/current/runtime-config-connection.html
struct ServerSlots {
    std::int64_t usable = 0;
    std::string arithmetic;  ///< "97 (100 - 3 reserved)"
};
ServerSlots server_slots(const ServerFacts& server);

/// Two ways out for a bot that wants more than `slots`: a smaller overflow where one is left that fits, or a
/// larger server; and a pooler.
std::string ways_to_fit(const SettingFacts& settings, const ServerFacts& server, const ServerSlots& slots,
                        int generations);

}  // namespace migrate
