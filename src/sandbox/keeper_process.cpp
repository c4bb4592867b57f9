#include "src/sandbox/keeper_process.hpp"

#include "src/sandbox/keeper_words.hpp"
#include "src/sandbox/system_call.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace migrate {

namespace {

/// Closes every descriptor but two; the standard ones become /dev/null, so that whoever reads the owner's
/// output sees its end.
void close_other_descriptors(int one, int other) {
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, standard);
    std::array<int, 3> kept{STDERR_FILENO, one, other};
    std::sort(kept.begin(), kept.end());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto first = static_cast<unsigned>(std::max<int>(kept[i], STDERR_FILENO)) + 1;
        const auto last =
            i + 1 < kept.size() ? static_cast<unsigned>(std::max<int>(kept[i + 1], STDERR_FILENO)) - 1 : ~0U;
        if (first <= last) ::close_range(first, last, 0);
    }
}

/// Signals come by the descriptor alone: SIGCHLD and SIGTERM are read from it, the others never seen.
Descriptor take_signals() {
    for (int signal = 1; signal < SIGRTMIN; ++signal) ::signal(signal, SIG_DFL);
    sigset_t all, wanted;
    ::sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, nullptr);
    ::sigemptyset(&wanted);
    ::sigaddset(&wanted, SIGCHLD);
    ::sigaddset(&wanted, SIGTERM);
    return Descriptor(
        checked(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK), "make a signal descriptor"));
}

void leave_the_owner(const std::optional<PrivateUser>& user) {
    ::setsid();
    ::umask(S_IRWXG | S_IRWXO);
    ::prctl(PR_SET_NAME, "migrate-keeper");
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // what a killed postmaster leaves behind becomes our child
    checked(::chdir("/"), "enter /");
    if (user) become(*user);
}

class KeeperLoop {
  public:
    KeeperLoop(Server& server, Channel& owner, const Descriptor& signals)
        : server_(server), owner_(owner), signals_(signals) {}

    /// Returns when it is time to remove the server.
    void run() {
        while (!over_) {
            std::array<pollfd, 2> asked{pollfd{owner_.descriptor(), POLLIN, 0},
                                        pollfd{signals_.get(), POLLIN, 0}};
            ::poll(asked.data(), asked.size(), -1);
            if (asked[1].revents != 0) take_signal();
            if (asked[0].revents != 0) take_command();
        }
    }

  private:
    void take_signal() {
        signalfd_siginfo info{};
        while (::read(signals_.get(), &info, sizeof info) > 0)
            if (info.ssi_signo == SIGTERM && detached_) over_ = true;
        server_.reap();
        if (detached_ && !server_.running()) over_ = true;
    }

    void take_command() {
        const auto command = owner_.receive();
        if (command) {
            answer(*command);
        } else {
            over_ = !detached_;
            owner_.close();
        }
    }

    void answer(std::string_view command) {
        try {
            if (command == kill_command) server_.stop(SIGQUIT);
            if (command == start_command) server_.start();
            if (command == detach_command) detached_ = true;
            owner_.send(answer_of(ServerPlace{server_.postmaster(), server_.directory()}));
        } catch (const Error& error) {
            owner_.send(answer_of(error));
        }
    }

    Server& server_;
    Channel& owner_;
    const Descriptor& signals_;
    bool detached_ = false;
    bool over_ = false;
};

void keep_server(ServerPlan plan, const std::optional<PrivateUser>& user, Channel& owner) {
    const Descriptor signals = take_signals();
    leave_the_owner(user);
    Server server(std::move(plan));
    server.start();
    owner.send(answer_of(ServerPlace{server.postmaster(), server.directory()}));
    KeeperLoop(server, owner, signals).run();
}

}  // namespace

void run_keeper(ServerPlan plan, const std::optional<PrivateUser>& user, Channel owner, int lease) {
    try {
        close_other_descriptors(owner.descriptor(), lease);
        keep_server(std::move(plan), user, owner);
    } catch (const Error& error) {
        owner.send(answer_of(error));
    } catch (const std::exception& error) {
        owner.send(answer_of(Error(ExitCode::defect, error.what())));
    }
    ::_exit(0);
}

}  // namespace migrate
