#include "tests/support/private_program.hpp"

#include "src/sandbox/private_user.hpp"
#include "src/sandbox/system_call.hpp"

#include <unistd.h>

namespace migrate::test {

ProgramDirectory::ProgramDirectory(const std::filesystem::path& parent) : directory_(parent) {
    if (const auto user = find_private_user())
        checked(::chown(path().c_str(), user->user, user->group), "give away a directory");
}

std::vector<std::string> private_command(const std::vector<std::string>& command,
                                         const std::string& end_signal) {
    std::vector<std::string> words{"setpriv"};
    if (const auto user = find_private_user())
        words.insert(words.end(), {fmt::format("--reuid={}", user->user),
                                   fmt::format("--regid={}", user->group), "--clear-groups"});
    words.insert(words.end(), {"--pdeathsig=" + end_signal, "--"});
    words.insert(words.end(), command.begin(), command.end());
    return words;
}

void wait_until_ready(Process& server, const std::string& name, const std::function<bool()>& is_ready) {
    constexpr std::chrono::seconds patience(60);
    bool ended = false;
    const bool ready = poll_until(patience, [&] {
        ended = server.wait(std::chrono::milliseconds(0)).has_value();
        return ended || is_ready();
    });
    if (ready && !ended) return;
    throw Error(ExitCode::unreachable,
                fmt::format("{} {}: {}{}", name, ended ? "ended" : "is not ready in time", server.output(),
                            server.errors()));
}

}  // namespace migrate::test
