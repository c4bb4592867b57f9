// What is said of a run that goes on, and when.

#include "cli/render/progress/harmless_text.hpp"
#include "cli/render/progress/live_block.hpp"
#include "cli/render/progress/phase_words.hpp"
#include "cli/render/progress/run_story.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/screen.hpp"

using namespace migrate;
using namespace std::chrono_literals;
using Lines = std::vector<std::string>;
using Place = RunStory::Place;

namespace {

constexpr auto scan = "building index: scanning table";

BuildProgress progress(std::string_view phase, double percent = -1) {
    return {
        .index = "ix_a", .table = "chats", .phase = std::string(phase), .percent = percent, .elapsed = 63s};
}

Blocker bot() {
    return {.pid = 4711,
            .user = "bot",
            .state = "idle in transaction",
            .age = 12min,
            .query = "UPDATE chats SET a = 1"};
}

BuildProgress waiting(std::vector<Blocker> blockers) {
    BuildProgress result = progress("waiting for writers before build");
    result.blockers = std::move(blockers);
    return result;
}

/// The terminal's one line.
std::string line_after(RunStory& story, const BuildProgress& now, std::size_t columns = 100) {
    story.index_progress(now, 0ms);
    const Lines lines = story.live_lines(columns, 20);
    REQUIRE(lines.size() == 1);
    return lines[0];
}

}  // namespace

TEST_CASE("a running build is one line with its table, bar, percent, phase and times") {
    RunStory story(Place::terminal);
    BuildProgress now = progress(scan, 42.9);
    now.left_in_phase = 11'400ms;
    CHECK(line_after(story, now) ==
          "chats  ix_a  [#####---------]  42 %  scanning table, about 12 s left in it, 1 min 3 s");
}

TEST_CASE("waits and sorts show no percent, and the bar keeps what it had") {
    RunStory story(Place::terminal);
    line_after(story, progress(scan, 50));
    BuildProgress now = progress("building index: sorting live tuples");
    now.left_in_phase = 5s;
    CHECK(line_after(story, now) == "chats  ix_a  [#######.......]        sorting, 1 min 3 s");
    now = waiting({bot(), {.prepared = "gid-1"}});
    now.more_blockers = 2;
    CHECK(line_after(story, now) ==
          "chats  ix_a  [#######.......]        waiting for writers: pid 4711 and 3 more, 1 min 3 s");
}

TEST_CASE("a percent never goes back and is never 100 before the build is done") {
    RunStory story(Place::terminal);
    CHECK(line_after(story, progress(scan, 61)).find(" 61 %") != std::string::npos);
    CHECK(line_after(story, progress(scan, 40)).find(" 61 %") != std::string::npos);
    CHECK(line_after(story, progress(scan, 99.97)).find(" 99 %") != std::string::npos);
    const std::string last = line_after(story, progress(scan, 250));
    CHECK(last.find(" 99 %") != std::string::npos);
    CHECK(last.find("-]") != std::string::npos);
}

TEST_CASE("a build that is tried again begins again") {
    RunStory story(Place::terminal);
    line_after(story, progress(scan, 61));
    CHECK(story.retrying("ix_a", "deadlock detected", 1) ==
          Lines{"ix_a is tried again, attempt 1 failed: deadlock detected"});
    CHECK(line_after(story, progress(scan, 5)).find("  5 %") != std::string::npos);
}

TEST_CASE("tables that are worked on at once have a line each, aligned, gone when each is done") {
    RunStory story(Place::terminal);
    story.index_started({.spec = {.name = "ix_users_credits", .table = "users"}}, 0ms);
    story.index_progress(progress(scan, 7), 0ms);
    CHECK(story.live_lines(100, 20) ==
          Lines{"chats  ix_a              [--------------]   7 %  scanning table, 1 min 3 s",
                "users  ix_users_credits  [..............]        at work"});
    story.index_finished({.name = "ix_a", .table = "chats"});
    CHECK(story.live_lines(100, 20).size() == 1);
    story.step_finished({});
    CHECK(story.live_lines(100, 20).empty());
}

TEST_CASE("lines keep to the terminal's columns and rows") {
    RunStory story(Place::terminal);
    BuildProgress now = progress(scan, 42);
    now.left_in_phase = 12s;
    CHECK(line_after(story, now, 85).ends_with("scanning table, about 12 s left in it, 1 min 3 s"));
    CHECK(line_after(story, now, 84) ==
          "chats  ix_a  [#####---------]  42 %  scanning table, about 12 s left");
    CHECK(line_after(story, now, 67) == "ix_a  [#####---------]  42 %  scanning table, about 12 s left");
    CHECK(line_after(story, now, 60) == "ix_a  42 %  scanning table, about 12 s left");
    CHECK(line_after(story, now, 20) == "ix_a  42 %  scannin…");
    for (int table = 0; table < 9; ++table) {
        BuildProgress other = progress(scan, 1);
        other.table = "t" + std::to_string(table);
        story.index_progress(other, 0ms);
    }
    const Lines lines = story.live_lines(80, 4);
    REQUIRE(lines.size() == 4);
    CHECK(lines.back() == "and 7 more");
}

TEST_CASE("a cut never splits a sign, and wide signs take two columns") {
    CHECK(cut_to("имя таблицы", 6) == "имя т…");
    CHECK(columns_of("表a") == 3);
    CHECK(cut_to("表表表", 4) == "表…");
    CHECK(cut_to("short", 5) == "short");
    CHECK(cut_to("x", 0).empty());
}

TEST_CASE("a text from a server reaches the terminal without what the terminal would obey") {
    CHECK(harmless("a\033[2Jb\r\nc\td\x7f") == "a?[2Jb  c d?");
    CHECK(harmless("\xc2\x9b"
                   "31m") == "?31m");  // CSI as one sign
    CHECK(harmless("a\xe2\x80\xae"
                   "b") == "a?b");  // turns the direction of writing
    CHECK(harmless(std::string_view("\xff\0имя", 8)) == "??имя");
    CHECK(shown("host=db password=s3cret") == "host=db password=***");
}

TEST_CASE("who blocks a build is said once, whatever his age has become") {
    RunStory story(Place::terminal);
    CHECK(
        story.index_progress(waiting({bot()}), 0ms) ==
        Lines{
            "ix_a waits for pid 4711 (bot, idle in transaction for 12 min, last query: UPDATE chats SET a = 1), "
            "to end it: SELECT pg_terminate_backend(4711)"});
    Blocker older = bot();
    older.age = 13min;
    CHECK(story.index_progress(waiting({older}), 1s).empty());
    CHECK(story.index_progress(waiting({}), 2s).empty());
    CHECK(story.index_progress(waiting({older}), 3s).empty());
}

TEST_CASE("a second blocker, and one of another index, are news") {
    RunStory story(Place::log);
    story.index_progress(waiting({bot()}), 0ms);
    const Blocker prepared{.prepared = "o'hara", .user = "app", .age = 3s};
    BuildProgress now = waiting({bot(), prepared});
    now.more_blockers = 2;
    CHECK(
        story.index_progress(now, 1s) ==
        Lines{
            "ix_a waits for prepared transaction o'hara (app, for 3 s), to end it: ROLLBACK PREPARED 'o''hara'",
            "ix_a waits for that and 2 more"});
    now = waiting({bot()});
    now.index = "ix_b";
    CHECK(story.index_progress(now, 1s).size() == 1);
}

TEST_CASE("who still blocks after ten minutes is named again") {
    RunStory story(Place::terminal);
    story.index_progress(waiting({bot()}), 1s);
    CHECK(story.index_progress(waiting({bot()}), 10min).empty());
    const Lines again = story.index_progress(waiting({bot()}), 10min + 1s);
    REQUIRE(again.size() == 1);
    CHECK(again[0].find("ix_a still waits for pid 4711 (bot, ") == 0);
    CHECK(story.index_progress(waiting({bot()}), 10min + 2s).empty());
}

TEST_CASE("a statement queued behind a build is told once, with both ways out") {
    RunStory story(Place::terminal);
    BuildProgress now = progress(scan, 1);
    now.queued = {{.pid = 99, .user = "app", .state = "active", .age = 2s, .query = "ALTER TABLE chats"}};
    CHECK(story.index_progress(now, 0ms) ==
          Lines{"pid 99 (app, active for 2 s, query: ALTER TABLE chats) is queued behind the build of ix_a: "
                "when it ends the server will cancel the build for it; to end it first: "
                "SELECT pg_cancel_backend(99), or run with --cancel-queued"});
    CHECK(story.index_progress(now, 20min).empty());
}

TEST_CASE("a blocker's query is harmless, on one line, and without passwords") {
    RunStory story(Place::terminal);
    Blocker evil = bot();
    evil.application = "\033]0;title\a";
    evil.query = "SELECT 1;\n\033[2J -- password='s3cret";
    const Lines messages = story.index_progress(waiting({evil}), 0ms);
    REQUIRE(messages.size() == 1);
    CHECK(
        messages[0] ==
        "ix_a waits for pid 4711 (bot, ?]0;title?, idle in transaction for 12 min, last query: SELECT 1; ?[2J -- "
        "password=***), to end it: SELECT pg_terminate_backend(4711)");
}

TEST_CASE("in a log every step has its line, and every build one in ten seconds of its own") {
    RunStory story(Place::log);
    CHECK(story.step_started({.revision = {RevisionId("perf_001"), true, {}}, .message = "indexes"}) ==
          Lines{"up perf_001 indexes"});
    story.index_started({.spec = {.name = "ix_a", .table = "chats"}}, 0s);
    BuildProgress other = progress(scan, 3);
    other.index = "ix_b";
    other.table = "users";
    story.index_started({.spec = {.name = "ix_b", .table = "users"}}, 5s);
    CHECK(story.index_progress(progress(scan, 42), 9s).empty());
    CHECK(story.index_progress(progress(scan, 42), 10s) ==
          Lines{"  ix_a on chats: scanning table, 42 %, 1 min 3 s"});
    CHECK(story.index_progress(other, 14s).empty());
    CHECK(story.index_progress(other, 15s).size() == 1);
    CHECK(story.index_progress(progress(scan, 43), 19s).empty());
    CHECK(story.index_progress(progress(scan, 43), 20s).size() == 1);
    CHECK(
        story.index_finished(
            {.name = "ix_a", .table = "chats", .verb = IndexVerb::build, .duration = 75s, .size_bytes = 1}) ==
        Lines{"  build ix_a, 1 min 15 s"});
    CHECK(story.step_finished({.id = RevisionId("perf_001"), .duration = 2s}) ==
          Lines{"done perf_001 in 2 s"});
}

TEST_CASE("another runner is named again only when it is another one") {
    RunStory story(Place::terminal);
    CHECK(story.waiting_for_lock("pid 7 (migrate up, running: A)") ==
          Lines{"waiting for another runner: pid 7 (migrate up, running: A)"});
    CHECK(story.waiting_for_lock("pid 7 (migrate up, running: B)").empty());
    CHECK(story.waiting_for_lock("pid 70 (migrate up, running: B)").size() == 1);
}

TEST_CASE("phases have plain words, also those that a later server may bring") {
    CHECK(phase_words("") == "starting");
    CHECK(phase_words("index validation: scanning table") == "checking: scanning table");
    CHECK(phase_words("building index: merging partitions") == "merging partitions");
    CHECK(phase_words("something new") == "something new");
}

TEST_CASE("lines are redrawn in place, and nothing of them is left behind") {
    LiveBlock block;
    test::Screen screen(20);
    screen.write("before\n").write(block.draw({"table one", "table two", "three"}));
    CHECK(screen.lines() == Lines{"before", "table one", "table two", "three"});
    screen.write(block.draw({"one", "two"}));
    CHECK(screen.lines() == Lines{"before", "one", "two"});
    screen.write(block.erase()).write("message\n").write(block.draw({"one"}));
    CHECK(screen.lines() == Lines{"before", "message", "one"});
    screen.write(block.draw({}));
    CHECK(screen.lines() == Lines{"before", "message"});
    CHECK(block.erase().empty());
}
