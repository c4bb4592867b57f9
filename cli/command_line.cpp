#include "cli/command_line.hpp"

#include "cli/commands/apply.hpp"
#include "cli/commands/branches.hpp"
#include "cli/commands/check.hpp"
#include "cli/commands/completion.hpp"
#include "cli/commands/current.hpp"
#include "cli/commands/down.hpp"
#include "cli/commands/edit.hpp"
#include "cli/commands/ensure_version.hpp"
#include "cli/commands/explain.hpp"
#include "cli/commands/flush.hpp"
#include "cli/commands/heads.hpp"
#include "cli/commands/history.hpp"
#include "cli/commands/manifest.hpp"
#include "cli/commands/merge.hpp"
#include "cli/commands/new.hpp"
#include "cli/commands/preflight.hpp"
#include "cli/commands/rebase.hpp"
#include "cli/commands/redo.hpp"
#include "cli/commands/sandbox.hpp"
#include "cli/commands/show.hpp"
#include "cli/commands/stamp.hpp"
#include "cli/commands/status.hpp"
#include "cli/commands/up.hpp"
#include "cli/context.hpp"
#include "cli/help.hpp"
#include "cli/render/report_formats.hpp"
#include "src/base/error.hpp"
#include "src/base/version.hpp"
#include "src/base/words.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace migrate {

namespace {

void add_connection_options(CLI::App& app, GlobalOptions& options) {
    constexpr auto group = "Connection";
    app.add_option("--database-url", options.database_url,
                   "the database (else DATABASE_URL, else libpq's own)")
        ->type_name("URL")
        ->group(group);
    app.add_option(
           "--direct-url", options.direct_url,
           "its address past a pooler, for commands that change something (else MIGRATE_DATABASE_URL, else DATABASE_UNPOOLED_URL)")
        ->type_name("URL")
        ->group(group);
    app.add_flag("--sandbox", options.sandbox, "use a private server instead, gone after the command")
        ->group(group);
}

void add_file_options(CLI::App& app, GlobalOptions& options) {
    constexpr auto group = "Files";
    app.add_option("--dir", options.dir, "the folder of revisions (else migrations)")
        ->type_name("DIR")
        ->group(group);
    app.add_option("-c,--config", options.config, "the configuration (else migrate.toml)")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--env-file", options.env_file, "variables behind the environment (else .env)")
        ->type_name("FILE")
        ->group(group);
}

void add_output_options(CLI::App& app, GlobalOptions& options) {
    constexpr auto group = "Output";
    std::vector<std::string> formats;
    for (const ReportFormat& format : report_formats()) formats.emplace_back(format.name);
    app.add_option("--format", options.format,
                   fmt::format("{} (else text, in GitHub Actions github); most are for check and preflight",
                               list_of(formats, "or")))
        ->type_name("FORMAT")
        ->check(one_of(formats))
        ->group(group);
    app.add_option("--color", options.colour, "auto, always or never (else auto; NO_COLOR is heeded)")
        ->type_name("WHEN")
        ->check(one_of({"auto", "always", "never"}))
        ->group(group);
    app.add_flag("-q,--quiet", options.quiet, "results and errors only")->group(group);
    app.add_flag("-v,--verbose", options.verbose, "more about each thing")->group(group);
}

void add_safety_options(CLI::App& app, GlobalOptions& options) {
    constexpr auto group = "Safety";
    app.add_flag("--dry-run", options.dry_run, "plan on the live state, show it, change nothing")
        ->group(group);
    app.add_flag("--sql", options.sql, "write a script on stdout instead of touching a database")
        ->group(group);
    app.add_flag("-y,--yes", options.yes, "ask nothing")->group(group);
}

constexpr auto operators = "For operators";
constexpr auto developers = "For developers";
constexpr auto everyone = "For CI and everybody";

struct CommandEntry {
    CLI::App* (*add)(CLI::App&, Command&);
    const char* group;
};

/// The table of commands, in the order of the help.
constexpr auto command_table = std::to_array<CommandEntry>(
    {{add_apply, operators},          {add_up, operators},       {add_down, operators},
     {add_status, operators},         {add_flush, operators},    {add_stamp, operators},
     {add_ensure_version, operators}, {add_new, developers},     {add_edit, developers},
     {add_merge, developers},         {add_rebase, developers},  {add_redo, developers},
     {add_sandbox, developers},       {add_check, everyone},     {add_preflight, everyone},
     {add_manifest, everyone},        {add_current, everyone},   {add_history, everyone},
     {add_heads, everyone},           {add_branches, everyone},  {add_show, everyone},
     {add_explain, everyone},         {add_completion, everyone}});

std::vector<std::string> command_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
        for (const std::string& alias : command->get_aliases()) names.push_back(alias);
    }
    return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

/// The innermost command that was named, or the program itself.
const CLI::App& named_command(const CLI::App& app) {
    const auto parsed = app.get_subcommands();
    return parsed.empty() ? app : named_command(*parsed.front());
}

[[noreturn]] void throw_unknown(const CLI::App& app, const std::string& word) {
    const CLI::App& command = named_command(app);
    const bool is_option = word.starts_with('-');
    const bool is_command =
        !is_option && !command.get_subcommands([](const CLI::App*) { return true; }).empty();
    std::vector<std::string> known = is_option ? option_names(command) : command_names(command);
    if (is_option && &command != &app) {
        for (std::string& name : option_names(app)) known.push_back(std::move(name));
    }
    const std::string meant = is_option || is_command ? nearest_of(word, known) : "";
    const std::string kind = is_option    ? "unknown option"
                             : is_command ? "unknown command"
                                          : "unexpected argument";
    throw Error(ExitCode::usage, fmt::format("{} {}", kind, word),
                meant.empty() ? fmt::format("`{} --help` shows what there is.", full_name(command))
                              : fmt::format("Did you mean {}?", meant));
}

/// CLI11's exception in our words. Nothing of it reaches the user but what follows the option's name.
[[noreturn]] void throw_usage(const CLI::App& app, const CLI::ParseError& failure) {
    const std::vector<std::string> extras = app.remaining(true);
    if (!extras.empty() && dynamic_cast<const CLI::ExtrasError*>(&failure) != nullptr)
        throw_unknown(app, extras.front());
    throw Error(ExitCode::usage, failure.what(),
                fmt::format("`{} --help` shows how to write it.", full_name(named_command(app))));
}

Command print_text(std::string text) {
    return [text = std::move(text)](CommandContext& context) {
        context.print(text);
        return ExitCode::done;
    };
}

/// A usage error is a JSON document too where JSON was asked for, even if the rest could not be parsed.
void note_format(const std::vector<std::string>& arguments, GlobalOptions& options) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool follows = i > 0 && arguments[i - 1] == "--format";
        if (arguments[i] == "--format=json" || (follows && arguments[i] == "json")) options.format = "json";
    }
}

}  // namespace

std::shared_ptr<CLI::App> build_app(GlobalOptions& options, Command& chosen) {
    auto app = std::make_shared<CLI::App>(
        "Schema and index changes of a PostgreSQL database: applied, proved, undone.", "migrate");
    // One command: in `explain up` and `new down`, the second word is an argument.
    app->require_subcommand(0, 1);
    app->set_help_flag("-h,--help", "show this help");
    app->get_help_ptr()->group("Output");
    app->set_version_flag("--version", std::string(version_text));
    app->get_option("--version")->description("show the version")->group("Output");
    add_connection_options(*app, options);
    add_file_options(*app, options);
    add_safety_options(*app, options);
    add_output_options(*app, options);
    for (const CommandEntry& entry : command_table) {
        CLI::App* command = entry.add(*app, chosen);
        command->group(entry.group);
        command->fallthrough();
        command->get_help_ptr()->group("");
    }
    return app;
}

Command parse_command_line(const std::vector<std::string>& arguments, GlobalOptions& options) {
    note_format(arguments, options);
    Command chosen;
    const std::shared_ptr<CLI::App> app = build_app(options, chosen);
    try {
        app->parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        return print_text(render_help(named_command(*app)));
    } catch (const CLI::CallForVersion&) {
        return print_text(fmt::format("migrate {}\n", version_text));
    } catch (const CLI::ParseError& failure) {
        throw_usage(*app, failure);
    }
    if (!chosen)
        throw Error(ExitCode::usage, "no command given",
                    fmt::format("`{} --help` lists the commands.", full_name(named_command(*app))));
    return chosen;
}

}  // namespace migrate
