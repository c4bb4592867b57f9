#include "cli/commands/ensure_version.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/script.hpp"
#include "src/postgres/run_stamp.hpp"
#include "src/postgres/write_access.hpp"

namespace migrate {

namespace {

ExitCode run_ensure_version(CommandContext& context) {
    if (context.options().sql || context.options().dry_run) {
        context.print(version_table_script());
        return ExitCode::done;
    }
    Connection connection = context.open_connection(Purpose::change);
    if (lacks_tables(connection)) {
        const auto obstacle = read_obstacle(connection, read_session_facts(connection),
                                            context.connect_options(Purpose::change));
        if (obstacle) throw refusal_of(*obstacle);
        run_ensure_version(connection);
    }
    context.print(Remark{"alembic_version and the journal are there\n", {}});
    return ExitCode::done;
}

}  // namespace

CLI::App* add_ensure_version(CLI::App& app, Command& chosen) {
    CLI::App* command =
        app.add_subcommand("ensure-version", "create alembic_version and the journal where they are missing")
            ->alias("ensure_version");
    choose(*command, chosen, run_ensure_version);
    return command;
}

}  // namespace migrate
