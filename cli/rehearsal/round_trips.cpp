#include "cli/rehearsal/round_trips.hpp"

#include "cli/rehearsal/segment_trips.hpp"

#include <algorithm>
#include <future>

#include <fmt/format.h>

namespace migrate {

namespace {

/// To copy a database takes as long as a trip, and so does to begin one.
constexpr std::size_t least_trips_of_a_segment = 6;

constexpr auto chain_database = "chain";

bool makes_roles(const std::vector<Statement>& statements) {
    const auto mentions_role = [](const Statement& statement) {
        std::string text = statement.text;
        std::ranges::transform(text, text.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return text.find("create role") != std::string::npos || text.find("create user") != std::string::npos;
    };
    return std::ranges::any_of(statements, mentions_role);
}

class RoundTripRun {
  public:
    RoundTripRun(const RevisionGraph& graph, const SeedRows& seed, int jobs)
        : graph_(graph), seed_(seed), jobs_(static_cast<std::size_t>(jobs)) {
        RevisionSet all;
        for (const Revision& revision : graph.revisions()) all.insert(revision.id);
        order_ = graph.order(all);
    }

    RoundTripFacts run() {
        plan_segments();
        std::vector<SegmentTrips> runs;
        for (Segment& segment : segments_) runs.emplace_back(server_, graph_, order_, std::move(segment));
        std::vector<std::future<std::vector<RoundTrip>>> results;  // gone before what they work on
        for (SegmentTrips& one : runs)
            results.push_back(std::async(std::launch::async, [&one] { return one.run(); }));
        RoundTripFacts facts;
        for (auto& result : results)
            for (RoundTrip& trip : result.get()) facts.trips.push_back(std::move(trip));
        const bool reached_all = !add_unreached(facts);
        if (reached_all && !runs.empty()) facts.unseeded = runs.back().seed().left();
        return facts;
    }

  private:
    /// A role that one database makes is there in all: then there is one database.
    std::size_t count_of_segments() const {
        const bool shares_roles = std::ranges::any_of(
            graph_.revisions(), [](const Revision& revision) { return makes_roles(revision.up); });
        if (shares_roles) return 1;
        return std::clamp<std::size_t>(order_.size() / least_trips_of_a_segment, 1, jobs_);
    }

    /// Applies the revisions in order, and leaves a copy of the database where each segment begins. After
    /// the first that fails there are no more; the last segment has it.
    void plan_segments() {
        const std::size_t count = count_of_segments();
        server_.create(chain_database);
        std::size_t done = 0;
        SeedRows seed = seed_;
        for (std::size_t number = 0; number < count; ++number) {
            const std::size_t begin = order_.size() * number / count;
            if (!advance_chain(done, begin, seed)) break;
            Segment segment{.begin = begin,
                            .end = order_.size() * (number + 1) / count,
                            .start = fmt::format("start_{}", number),
                            .database = fmt::format("work_{}", number),
                            .seed = seed,
                            .alone = count == 1};
            server_.create(segment.start, chain_database);
            segments_.push_back(std::move(segment));
        }
    }

    /// False where one fails. Nobody is connected to the database afterwards.
    bool advance_chain(std::size_t& done, std::size_t until, SeedRows& seed) const {
        if (done == until) return true;
        const auto first = order_.begin();
        Rehearsal chain(graph_, server_.address_of(chain_database),
                        std::vector(first, first + static_cast<std::ptrdiff_t>(done)));
        for (; done < until; ++done) {
            if (chain.up(order_[done])) return false;
            seed.run(chain.connection());
        }
        return true;
    }

    /// Whether there are any.
    bool add_unreached(RoundTripFacts& facts) const {
        RevisionSet reached;
        std::string failed = "a revision";
        for (const RoundTrip& trip : facts.trips) {
            reached.insert(RevisionId(trip.revision));
            if (trip.up_failure) failed = trip.revision;
        }
        for (const RevisionId& id : order_) {
            if (reached.contains(id)) continue;
            const Revision& revision = graph_.at(id);
            facts.trips.push_back({.revision = id.text(),
                                   .up = {.file = revision.file, .line = revision.id_line},
                                   .not_checked = fmt::format("{} before it cannot be applied", failed)});
        }
        return reached.size() < order_.size();
    }

    const RevisionGraph& graph_;
    const SeedRows& seed_;
    std::size_t jobs_;
    std::vector<RevisionId> order_;
    PrivateServer server_;
    std::vector<Segment> segments_;
};

}  // namespace

RoundTripFacts run_round_trips(const RevisionGraph& graph, const SeedRows& seed, int jobs) {
    return RoundTripRun(graph, seed, jobs).run();
}

}  // namespace migrate
