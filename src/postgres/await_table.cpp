#include "src/postgres/await_table.hpp"

#include "src/base/words.hpp"
#include "src/postgres/read_blockers.hpp"

#include <algorithm>
#include <set>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds look_again_after{100};
constexpr milliseconds worth_telling{500};

/// Those that were there at the first look, and are still.
std::vector<Blocker> still_there(const std::vector<TableBlocker>& now, std::set<std::string>& lockers) {
    std::set<std::string> left;
    std::vector<Blocker> blockers;
    for (const TableBlocker& one : now) {
        if (!lockers.contains(one.locker)) continue;
        left.insert(one.locker);
        blockers.push_back(one.blocker);
    }
    lockers = std::move(left);
    return blockers;
}

}  // namespace

void await_table(const IndexWork& work, TableUse use, WaitBudget& budget) {
    const TableWait wait{.table_oid = work.table.oid,
                         .readers = use == TableUse::drop,
                         .snapshots = use == TableUse::build && budget.limit.has_value(),
                         .young = budget.limit.has_value()};
    auto found = read_table_blockers(work.context.connection, wait);
    std::set<std::string> lockers;
    for (const TableBlocker& one : found) lockers.insert(one.locker);
    const auto start = Clock::now();
    auto last = start;
    while (true) {
        BuildProgress progress = work.progress_of(work.spec().name);
        progress.blockers = still_there(found, lockers);
        if (lockers.empty()) return;
        const auto now = Clock::now();
        budget.used += std::chrono::duration_cast<milliseconds>(now - std::exchange(last, now));
        if (budget.exhausted()) throw gave_up(work, budget, progress.blockers);
        work.context.stop_if_interrupted();
        progress.phase = "waiting to begin";
        progress.elapsed = std::chrono::duration_cast<milliseconds>(now - start);
        if (progress.elapsed >= worth_telling) work.context.observer.index_progress(progress);
        std::this_thread::sleep_for(look_again_after);
        found = read_table_blockers(work.context.connection, wait);
    }
}

Error gave_up(const IndexWork& work, const WaitBudget& budget, const std::vector<Blocker>& blockers) {
    std::vector<std::string> who;
    for (const Blocker& blocker : blockers) who.push_back(blocker.text());
    const std::string hint =
        blockers.empty() ? "Run the same command again, or give --max-wait more time."
                         : fmt::format("Wait until it ends, or end it: {}; then run the same command again.",
                                       blockers.front().way_to_end());
    Error error(ExitCode::step_failed,
                fmt::format("gave up after waiting {} for {}", duration_text(budget.used),
                            who.empty() ? "others' transactions" : list_of(who)),
                hint);
    return work.explained(error);
}

}  // namespace migrate
