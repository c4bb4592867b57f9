#pragma once

#include "cli/global_options.hpp"
#include "cli/render/formats.hpp"
#include "cli/render/report_formats.hpp"
#include "cli/render/text/style.hpp"
#include "cli/terminal.hpp"
#include "src/files/config_file.hpp"
#include "src/files/environment.hpp"
#include "src/postgres/connection.hpp"
#include "src/revision/revision_graph.hpp"
#include "src/sandbox/sandbox.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace migrate {

/// Whether a command only looks, or changes something: then the endpoint past a pooler is preferred.
enum class Purpose { look, change };

/// What a command works with. Files are read and servers reached when first asked for, so that `explain`
/// works where nothing else does.
class CommandContext {
  public:
    explicit CommandContext(GlobalOptions options);

    const GlobalOptions& options() const { return options_; }
    const Terminal& terminal() const { return terminal_; }
    /// Errors: ExitCode::usage for a format that only reports have.
    const OutputFormat& format() const;
    /// The same for commands whose result is a report: where none was asked for, GitHub Actions has its own.
    const ReportFormat& report_format() const;
    Style output_style() const;
    Style error_style() const;
    const Config& config();
    const Environment& environment();

    std::filesystem::path revision_dir();
    /// The graph of the revision folder. Errors: ExitCode::usage with all problems of all files.
    RevisionGraph read_graph();
    /// The same with revisions whose files are not there: see src/postgres/read_stored_revisions.hpp.
    RevisionGraph read_graph_with(std::vector<ParsedRevision> stored);
    /// The same for commands that show or write revisions: parts that are still empty do not stop them.
    RevisionGraph read_unfinished_graph();

    /// The same with all its problems, for commands that report them. Errors: ExitCode::usage where the
    /// folder cannot be read.
    RevisionGraph read_any_graph();

    /// The graph of a manifest: of `file`, else of the one that lies in the folder, else of the revision
    /// folder.
    RevisionGraph read_manifest_or_graph(const std::string& file);

    /// Whether an option, the environment or a file says which database is meant.
    bool names_database();
    /// The name of the database that is meant, also where no server answers. "" = a URL that is wrong, or for
    /// commands that look only, none was named.
    std::string database_name(Purpose purpose);
    /// Which of them, without its value: "DATABASE_URL in .env"; "" = none.
    std::string database_source(Purpose purpose);
    ConnectOptions connect_options(Purpose purpose);
    Connection open_connection(Purpose purpose);

    /// A result, on stdout, as it is: the formats leave passwords out. A reader that has gone away is no
    /// error.
    void print(std::string_view text) const;
    /// A short result in the format asked for.
    void print(const Remark& remark) const { print(format().remark(remark)); }
    /// What somebody is about to be asked about, on stderr.
    void show_question(std::string_view text) const;
    /// An error that is part of a result, on stderr.
    void show_failure(const Error& error) const;
    /// A remark, on stderr, unless --quiet.
    void note(std::string_view text) const;
    /// Errors: ExitCode::usage when stdout could not take all of it (a full disk).
    void finish_output() const;

  private:
    std::optional<Variable> database_url(Purpose purpose);

    GlobalOptions options_;
    Terminal terminal_;
    std::optional<Config> config_;
    std::optional<Environment> environment_;
    std::optional<Sandbox> sandbox_;
};

/// "bot at db:5432 (PostgreSQL 15.8)"
std::string describe_server(const Connection& connection);

}  // namespace migrate
