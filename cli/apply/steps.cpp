#include "cli/apply/steps.hpp"

#include "cli/apply/backup.hpp"
#include "cli/render/model/report_words.hpp"
#include "cli/run_checks.hpp"
#include "src/base/words.hpp"

#include <fmt/format.h>

namespace migrate {

Connection open_server(ApplyState& state) {
    Connection connection = state.context.open_connection(Purpose::change);
    state.report.server = describe_server(connection);
    return connection;
}

StepEnding take_backup(ApplyState& state) {
    const ApplyOptions& options = state.options;
    const bool schema_only = options.backup_content == "schema";
    if (state.report.dry_run)
        return {
            .end = StepEnd::skipped,
            .text = fmt::format("dry run: it would write {} into {}",
                                schema_only ? "the schema" : "the whole database", options.backup_directory)};
    Connection connection = open_server(state);
    state.report.backup = run_backup(connection, {.directory = options.backup_directory,
                                                  .schema_only = schema_only,
                                                  .interrupted = &state.interrupted});
    const BackupResult& backup = *state.report.backup;
    return {.text = fmt::format("{}, {}, {} read back", backup.file, bytes_text(backup.bytes),
                                count_of(backup.entries, "object"))};
}

StepEnding take_check(ApplyState& state) {
    CheckSelection selection;
    // What is pending, and what indexes lack, is what up would mend.
    if (state.report.dry_run) selection.skip = {"history", "catalog"};
    const CheckRun run = run_checks(state.context, selection, *severity_named(state.options.fail_on));
    state.report.check = run.report;
    if (state.report.server.empty()) state.report.server = run.report.server;
    state.metrics.report = run.report;
    StepEnding ending{.text = counts_text(run.report), .code = run.code};
    if (run.code != ExitCode::done) ending.end = StepEnd::failed;
    if (run.gathered.failure) ending.text = fmt::format("the server cannot be reached; {}", ending.text);
    return ending;
}

StepEnding take_report(ApplyState& state) {
    if (state.files.empty()) return {.end = StepEnd::nothing_to_do, .text = "no file was named by --report"};
    StepEnding ending{.text = list_of(state.files.names()) + " written"};
    if (state.report.dry_run)
        return {.end = StepEnd::skipped, .text = "dry run: it would write " + list_of(state.files.names())};
    ApplyReport whole = state.report;
    whole.steps.push_back({.name = "report", .end = ending.end, .text = ending.text});
    whole.finished = true;
    state.files.write(whole);
    return ending;
}

}  // namespace migrate
