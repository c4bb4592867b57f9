#include "src/sandbox/keeper.hpp"

#include "src/sandbox/keeper_process.hpp"
#include "src/sandbox/keeper_words.hpp"
#include "src/sandbox/system_call.hpp"

#include <utility>

#include <sys/wait.h>
#include <unistd.h>

namespace migrate {

Keeper::Keeper(pid_t pid, Channel channel, std::chrono::milliseconds patience)
    : pid_(pid), owner_(::getpid()), channel_(std::move(channel)), patience_(patience) {}

Keeper Keeper::start(ServerPlan plan, const std::optional<PrivateUser>& user, const Descriptor& lease) {
    auto [ours, theirs] = Channel::make();
    // initdb and the start may take their patience each, and so may a server that does not want to end.
    const auto patience = 3 * plan.patience;
    const pid_t pid = checked(::fork(), "start the sandbox's keeper");
    if (pid == 0) {
        ours.close();
        run_keeper(std::move(plan), user, std::move(theirs), lease.get());
    }
    theirs.close();
    Keeper keeper(pid, std::move(ours), patience);
    keeper.receive_place();
    return keeper;
}

Keeper::~Keeper() {
    dismiss();
}

void Keeper::receive_place() {
    if (!channel_.wait(patience_)) throw Error(ExitCode::unreachable, "the sandbox's keeper does not answer");
    const auto answer = channel_.receive();
    if (!answer) throw Error(ExitCode::unreachable, "the sandbox's keeper ended unexpectedly");
    place_ = read_answer(*answer);
}

void Keeper::ask(std::string_view command) {
    channel_.send(command);
    receive_place();
}

void Keeper::kill_server() {
    ask(kill_command);
}
void Keeper::start_server() {
    ask(start_command);
}

void Keeper::detach() {
    ask(detach_command);
    channel_.close();
}

void Keeper::dismiss() {
    // A copy of the handle in a forked child has no say.
    if (channel_.descriptor() < 0 || owner_ != ::getpid()) return;
    channel_.close();
    int status = 0;
    while (::waitpid(pid_, &status, 0) == -1 && errno == EINTR) continue;
    if (status != 0) remove_files();
}

/// A killed keeper leaves them, and a server that is just coming to its end.
void Keeper::remove_files() const {
    poll_until(patience_, [this] {
        std::error_code failed;
        std::filesystem::remove_all(place_.directory, failed);
        return !failed;
    });
}

}  // namespace migrate
