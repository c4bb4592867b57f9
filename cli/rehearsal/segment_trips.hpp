#pragma once

#include "cli/rehearsal/private_server.hpp"
#include "cli/rehearsal/rehearsal.hpp"
#include "cli/rehearsal/seed_rows.hpp"
#include "src/postgres/read_schema.hpp"
#include "src/schema/round_trip.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// Neighbours in the order of all revisions, and a database in which all before them are applied.
struct Segment {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string start = "template0";
    std::string database;  ///< in which to work: a copy of `start`
    SeedRows seed;         ///< as far as it has run in `start`
    bool alone = false;    ///< no other is worked on: what belongs to the server is this one's, too
};

/// Takes the revisions of a segment up, down and up again, one after the other in one database. A trip that
/// goes wrong spoils no other: the database is then made anew.
class SegmentTrips {
  public:
    SegmentTrips(const PrivateServer& server, const RevisionGraph& graph,
                 const std::vector<RevisionId>& order, Segment segment);

    /// Ends early at a revision that cannot be applied, or not once more.
    std::vector<RoundTrip> run();
    const SeedRows& seed() const { return seed_; }

  private:
    /// A database in which the first `count` revisions are applied.
    void begin_anew(std::size_t count);
    bool can_begin_anew(std::size_t count);
    /// What there is before the next revision; brings in the seed's rows.
    void note_moment();
    RoundTrip take_trip(const Revision& revision);
    /// Precondition: it is applied, and can be undone.
    void go_back_and_again(RoundTrip& trip, const RevisionId& id);

    const PrivateServer& server_;
    const RevisionGraph& graph_;
    const std::vector<RevisionId>& order_;
    Segment segment_;
    SeedRows seed_;
    std::optional<Rehearsal> rehearsal_;
    std::optional<SchemaReader> reader_;
    SchemaText schema_;   ///< before the next revision
    bool known_ = false;  ///< `schema_` is what it was after the last trip, if that left no traces
    RowsOfTables rows_;   ///< before the next revision
};

}  // namespace migrate
