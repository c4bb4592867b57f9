#include "cli/command_line.hpp"
#include "cli/context.hpp"
#include "cli/show_error.hpp"

#include <csignal>
#include <exception>

using namespace migrate;

namespace {

ExitCode run(const std::vector<std::string>& arguments, GlobalOptions& options) {
    try {
        const Command command = parse_command_line(arguments, options);
        CommandContext context(options);
        const ExitCode code = command(context);
        context.finish_output();
        return code;
    } catch (const Error& error) {
        return show_error(error, options);
    } catch (const std::exception& unexpected) {
        return show_error(defect_of(unexpected), options);
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    GlobalOptions options;
    return static_cast<int>(run({argv + 1, argv + argc}, options));
}
