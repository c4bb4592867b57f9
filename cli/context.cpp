#include "cli/context.hpp"

#include "cli/github_actions.hpp"
#include "cli/show_error.hpp"
#include "src/base/error.hpp"
#include "src/base/redact.hpp"
#include "src/files/database_url.hpp"
#include "src/files/read_graph.hpp"
#include "src/postgres/target_database.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace migrate {

namespace {

/// By these libpq finds a server without a URL.
constexpr std::array<std::string_view, 4> libpq_names{"PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"};

void write_all(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) < text.size() && errno == EPIPE)
        std::clearerr(stdout);
}

}  // namespace

CommandContext::CommandContext(GlobalOptions options)
    : options_(std::move(options)), terminal_(read_terminal()) {}

Style CommandContext::output_style() const {
    return Style(is_coloured(terminal_, options_.colour, terminal_.output));
}

Style CommandContext::error_style() const {
    return Style(is_coloured(terminal_, options_.colour, terminal_.errors));
}

const Config& CommandContext::config() {
    if (!config_)
        config_ = read_config_file(options_.config.value_or("migrate.toml"), options_.config.has_value());
    return *config_;
}

const Environment& CommandContext::environment() {
    if (environment_) return *environment_;
    const auto& configured = config().env_file;
    const bool named = options_.env_file.has_value() || configured.has_value();
    const std::filesystem::path file =
        options_.env_file ? std::filesystem::path(*options_.env_file) : configured.value_or(".env");
    environment_ = Environment::read(file, named);
    return *environment_;
}

std::filesystem::path CommandContext::revision_dir() {
    if (options_.dir) return *options_.dir;
    return config().dir.value_or("migrations");
}

const OutputFormat& CommandContext::format() const {
    const std::string name = options_.format.value_or("text");
    if (const OutputFormat* format = find_format(name)) return *format;
    throw Error(ExitCode::usage, fmt::format("the format {} is for check and preflight", name),
                "Say --format text or --format json.");
}

const ReportFormat& CommandContext::report_format() const {
    return *find_report_format(options_.format.value_or(read_github_actions().active ? "github" : "text"));
}

RevisionGraph CommandContext::read_graph() {
    RevisionGraph graph = migrate::read_any_graph(revision_dir());
    refuse_problems(graph.fatal_problems());
    return graph;
}

RevisionGraph CommandContext::read_graph_with(std::vector<ParsedRevision> stored) {
    RevisionGraph graph = migrate::read_any_graph(revision_dir(), std::move(stored));
    refuse_problems(graph.fatal_problems());
    return graph;
}

RevisionGraph CommandContext::read_unfinished_graph() {
    RevisionGraph graph = migrate::read_any_graph(revision_dir());
    std::vector<RevisionProblem> problems = graph.fatal_problems();
    std::erase_if(problems, [](const RevisionProblem& problem) {
        return problem.kind == ProblemKind::empty_up || problem.kind == ProblemKind::missing_down;
    });
    refuse_problems(problems);
    return graph;
}

RevisionGraph CommandContext::read_any_graph() {
    return migrate::read_any_graph(revision_dir());
}

RevisionGraph CommandContext::read_manifest_or_graph(const std::string& file) {
    return read_manifest_or_folder(file, revision_dir());
}

std::optional<Variable> CommandContext::database_url(Purpose purpose) {
    return find_database_url({.url_option = options_.database_url,
                              .direct_option = options_.direct_url,
                              .url_config = config().database_url,
                              .direct_config = config().direct_url,
                              .environment = &environment()},
                             purpose == Purpose::change);
}

bool CommandContext::names_database() {
    if (options_.sandbox || database_url(Purpose::look)) return true;
    const auto is_set = [&](std::string_view name) { return environment().of_process(name).has_value(); };
    return std::ranges::any_of(libpq_names, is_set);
}

std::string CommandContext::database_name(Purpose purpose) try {
    if (purpose == Purpose::look && !names_database()) return "";
    const bool starts_sandbox = options_.sandbox && !sandbox_;
    return starts_sandbox ? "" : read_target_database(connect_options(purpose).target);
} catch (const Error&) {
    return "";
}

std::string CommandContext::database_source(Purpose purpose) {
    const auto url = database_url(purpose);
    return url ? url->source : "";
}

ConnectOptions CommandContext::connect_options(Purpose purpose) {
    ConnectOptions connect;
    if (options_.sandbox) {
        if (!sandbox_) sandbox_.emplace(Sandbox::start());
        connect.target = sandbox_->url();
        return connect;
    }
    const auto url = database_url(purpose);
    if (url) connect.target = libpq_target(url->value, url->source);
    return connect;
}

Connection CommandContext::open_connection(Purpose purpose) {
    Connection connection = Connection::open(connect_options(purpose));
    if (options_.verbose) note(describe_server(connection));
    return connection;
}

void CommandContext::print(std::string_view text) const {
    write_all(text);
}

void CommandContext::show_question(std::string_view text) const {
    fmt::print(stderr, "{}", redact(text));
}

void CommandContext::show_failure(const Error& error) const {
    fmt::print(stderr, "{}", error_text(error, error_style()));
}

void CommandContext::note(std::string_view text) const {
    if (!options_.quiet) fmt::print(stderr, "{}\n", redact(text));
}

void CommandContext::finish_output() const {
    const bool flushed = std::fflush(stdout) == 0;
    if ((flushed && std::ferror(stdout) == 0) || errno == EPIPE) return;
    throw Error(ExitCode::usage, fmt::format("cannot write the result: {}", std::strerror(errno)),
                "What was done is done; `migrate status` shows it again.");
}

std::string describe_server(const Connection& connection) {
    const int number = connection.server_version();
    return fmt::format("{} at {}:{} (PostgreSQL {}.{})", connection.database(), connection.host(),
                       connection.port(), number / 10000, number % 10000);
}

}  // namespace migrate
