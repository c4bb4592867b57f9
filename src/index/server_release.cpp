#include "src/index/server_release.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::array<ReleaseDanger, 3> dangers{{
    {.first = 130000,
     .fixed_in = 130002,
     .refused = true,
     .only_with_prepared_transactions = true,
     .what = "an index built CONCURRENTLY can lack rows of prepared transactions",
     .source = "https://www.postgresql.org/docs/release/13.2/"},
    {.first = 140000,
     .fixed_in = 140004,
     .refused = true,
     .what = "an index built CONCURRENTLY can silently lack rows that were updated meanwhile",
     .source = "https://www.postgresql.org/docs/release/14.4/"},
    // The notes name several causes, and none of them is the build itself.
    {.first = 180000,
     .fixed_in = 180007,
     .what = "indexes can become corrupt by one of several defects",
     .source = "https://www.postgresql.org/docs/release/18.7/"},
}};

}  // namespace

std::optional<ReleaseDanger> find_release_danger(int server_version, bool prepared_transactions) {
    const auto* found = std::find_if(dangers.begin(), dangers.end(), [&](const ReleaseDanger& danger) {
        return server_version >= danger.first && server_version < danger.fixed_in &&
               (prepared_transactions || !danger.only_with_prepared_transactions);
    });
    if (found == dangers.end()) return std::nullopt;
    return *found;
}

std::string release_text(int server_version) {
    return fmt::format("{}.{}", server_version / 10000, server_version % 10000);
}

}  // namespace migrate
