#pragma once

#include "src/workload/measurement.hpp"

#include <utility>

namespace migrate::testing {

inline ChosenPlan chosen_plan(const std::string& text, std::size_t runs) {
    return {{.text = text,
             .fingerprint = "0123456789abcdef0123456789abcdef",
             .indexes = {"ix_context_chat_order"},
             .seq_scans = {"chat_contexts"}},
            runs};
}

/// Every run costs the same but for the last, which takes ten times as long.
inline QueryMeasurement measured_query(const std::string& id, std::int64_t blocks, std::int64_t microseconds,
                                       const std::string& plan) {
    QueryMeasurement query{.id = id, .plans = {chosen_plan(plan, 3)}, .wanted_runs = 3};
    for (std::size_t i = 0; i < 3; ++i)
        query.runs.push_back({i,
                              {.shared_hit = blocks - 1,
                               .shared_read = 1,
                               .rows = 200,
                               .microseconds = i == 2 ? 10 * microseconds : microseconds}});
    return query;
}

/// What is usual: an action with a lean form, one without, a query that would write, one that was too slow.
inline Measurement usual_measurement(std::int64_t tail_blocks, std::int64_t tail_us,
                                     const std::string& plan) {
    Measurement measurement{.measured_at = 1764000000,
                            .seconds = 12.34,
                            .server_version = 150018,
                            .server = "15.18",
                            .database = "bot",
                            .settings = {"random_page_cost = 1.1"}};
    measurement.tables = {{.name = "chat_contexts",
                           .exists = true,
                           .rows = 3'000'000,
                           .table_bytes = 700'000'000,
                           .index_bytes = 64'000'000},
                          {.name = "users", .exists = true, .rows = std::nullopt, .table_bytes = 8192},
                          {.name = "api_keys"}};
    measurement.queries = {measured_query("context_tail", tail_blocks, tail_us, plan),
                           measured_query("active_link", 15, 240, "Nested Loop(Index Scan a by b)"),
                           {.id = "message_insert",
                            .not_measured = "executing it would write",
                            .plans = {chosen_plan("Insert chat_contexts(Result)", 3)}},
                           {.id = "next_api_key", .not_measured = R"(relation "api_keys" does not exist)"}};
    const FormMeasurement all{.queries = {"active_link", "context_tail", "message_insert"},
                              .left_out = {"message_insert"},
                              .runs_us = {tail_us + 300, tail_us + 310, tail_us + 900}};
    const FormMeasurement lean{.queries = {"context_tail"}, .runs_us = {tail_us, tail_us + 5, tail_us + 9}};
    const FormMeasurement key{.not_measured = R"(next_api_key: relation "api_keys" does not exist)",
                              .queries = {"next_api_key"}};
    measurement.actions = {
        {.id = "message", .summary = "answering a message", .before = all, .after = lean},
        {.id = "key", .summary = "taking a key", .cache = "menu", .before = key, .after = key}};
    measurement.samples = {{"message", {{{"chat_id", "hunter2"}}}}};
    return measurement;
}

inline Measurement measurement_before() {
    return usual_measurement(53'000, 673'000, "Limit(Sort(Seq Scan chat_contexts))");
}

inline Measurement measurement_after() {
    return usual_measurement(204, 410, "Limit(Index Scan Backward chat_contexts by ix_context_chat_order)");
}

/// Signs that mean something to one format or another, wherever words of a server or of a file can stand.
inline Measurement nasty_measurement() {
    const std::string nasty =
        "50% of a|b `e` & <f> \"g\" *h* _i_ [j](k) $l$ \\m\r\nn\x1b[31mp\x01 q\xff postgresql://bot:hunter2@db/t";
    Measurement measurement = usual_measurement(7, 8, nasty);
    measurement.database = nasty;
    measurement.tables_not_read = nasty;
    measurement.tables[0].name = nasty;
    measurement.settings = {nasty};
    measurement.queries[0].id = nasty;
    measurement.queries[3].not_measured = nasty;
    measurement.actions[0].summary = nasty;
    measurement.actions[1].before.not_measured = nasty;
    return measurement;
}

}  // namespace migrate::testing
