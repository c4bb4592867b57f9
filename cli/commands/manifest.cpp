#include "cli/commands/manifest.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "src/files/write_file.hpp"
#include "src/revision/manifest.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

struct ManifestOptions {
    std::string output = std::string(default_manifest);
};

ExitCode run_manifest(CommandContext& context, const ManifestOptions& options) {
    const std::string text = render_manifest(context.read_graph());
    if (options.output == "-") {
        context.print(text);
        return ExitCode::done;
    }
    write_file(options.output, text);
    context.print(Remark{fmt::format("wrote {}\n", options.output), {{"file", options.output}}});
    return ExitCode::done;
}

}  // namespace

CLI::App* add_manifest(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<ManifestOptions>();
    CLI::App* command =
        app.add_subcommand("manifest", "write what preflight needs of the revisions into one small file");
    command
        ->add_option("-o,--output", options->output,
                     fmt::format("where to (else {}); - is stdout", default_manifest))
        ->type_name("FILE");
    choose(*command, chosen, options, run_manifest);
    return command;
}

}  // namespace migrate
