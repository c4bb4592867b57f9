#include "cli/rehearsal/segment_trips.hpp"

#include "src/postgres/read_table_rows.hpp"

#include <utility>

#include <fmt/format.h>

namespace migrate {

namespace {

FilePosition position_of_part(const Revision& revision, const std::vector<Statement>& part) {
    return {.file = revision.file, .line = part.empty() ? revision.id_line : part.front().line};
}

bool left_traces(const RoundTrip& trip) {
    return trip.up_failure || trip.down_failure || trip.again_failure || !trip.after_down.empty() ||
           !trip.after_again.empty() || !trip.losses.empty();
}

/// Nearly all are equal, and are not taken apart.
std::vector<SchemaDifference> differences_of(const SchemaText& wanted, const SchemaText& actual) {
    if (wanted == actual) return {};
    return compare_schemas(parse_schema(wanted), parse_schema(actual));
}

}  // namespace

SegmentTrips::SegmentTrips(const PrivateServer& server, const RevisionGraph& graph,
                           const std::vector<RevisionId>& order, Segment segment)
    : server_(server), graph_(graph), order_(order), segment_(std::move(segment)), seed_(segment_.seed) {}

std::vector<RoundTrip> SegmentTrips::run() {
    std::vector<RoundTrip> trips;
    begin_anew(segment_.begin);
    note_moment();
    for (std::size_t place = segment_.begin; place < segment_.end; ++place) {
        trips.push_back(take_trip(graph_.at(order_[place])));
        if (trips.back().up_failure) break;
        if (left_traces(trips.back()) && !can_begin_anew(place + 1)) break;
        note_moment();
    }
    return trips;
}

/// What belongs to the whole server can stay behind, and be in the way.
bool SegmentTrips::can_begin_anew(std::size_t count) try {
    begin_anew(count);
    return true;
} catch (const Error& error) {
    if (error.code() == ExitCode::unreachable) throw;
    return false;
}

void SegmentTrips::begin_anew(std::size_t count) {
    known_ = false;
    reader_.reset();
    rehearsal_.reset();
    server_.drop(segment_.database);
    if (segment_.alone) server_.drop_roles();
    server_.create(segment_.database, segment_.start);
    seed_ = segment_.seed;
    const auto first = order_.begin();
    rehearsal_.emplace(graph_, server_.address_of(segment_.database),
                       std::vector(first, first + static_cast<std::ptrdiff_t>(segment_.begin)));
    reader_.emplace(rehearsal_->connection());
    for (std::size_t place = segment_.begin; place < count; ++place) {
        if (const auto failure = rehearsal_->up(order_[place])) throw Error(*failure);
        if (place + 1 < count) seed_.run(rehearsal_->connection());
    }
}

void SegmentTrips::note_moment() {
    if (seed_.run(rehearsal_->connection()) || !known_) schema_ = reader_->read();
    known_ = false;
    rows_ = read_table_rows(rehearsal_->connection());
}

RoundTrip SegmentTrips::take_trip(const Revision& revision) {
    RoundTrip trip{.revision = revision.id.text(),
                   .up = position_of_part(revision, revision.up),
                   .down = position_of_part(revision, revision.down)};
    trip.up_failure = rehearsal_->up(revision.id);
    if (trip.up_failure) return trip;
    if (revision.irreversible.empty())
        go_back_and_again(trip, revision.id);
    else
        trip.not_checked = fmt::format("it declares itself irreversible: {}", revision.irreversible);
    return trip;
}

void SegmentTrips::go_back_and_again(RoundTrip& trip, const RevisionId& id) {
    const SchemaText between = reader_->read();
    trip.down_failure = rehearsal_->down();
    if (trip.down_failure) return;
    const SchemaText after = reader_->read();
    trip.after_down = differences_of(schema_, after);
    const RowsOfTables rows = read_table_rows(rehearsal_->connection());
    if (rows != rows_)
        trip.losses =
            find_row_losses(parse_schema(schema_), parse_schema(between), parse_schema(after), rows_, rows);
    trip.again_failure = rehearsal_->up(id);
    if (trip.again_failure) return;
    trip.after_again = differences_of(between, reader_->read());
    schema_ = between;
    known_ = true;
}

}  // namespace migrate
