// A daemon that starts only on a database that fits it: it waits while the server comes up or another process
// migrates, and says exactly why it does not start. Its caches are emptied by `migrate flush`, and it hears
// when a migration commits.
//
//   daemon [SECONDS_TO_WAIT [NAME]]

#include "bot_caches.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <string>

#include <migrate/cache_flush_listener.hpp>
#include <migrate/preflight.hpp>

namespace {

void say(const std::string& what) {
    std::cout << "daemon: " << what << std::endl;
}

int start(std::chrono::seconds patience) {
    const migrate::PreflightReport report = migrate::preflight({
        .wait = patience,
        .waiting = [](const std::string& why) { std::cerr << "daemon: " << why << '\n'; },
    });
    for (const migrate::PreflightFinding& finding : report.findings)
        std::cerr << "daemon: " << finding.severity << ": " << finding.message << ". " << finding.fix << '\n';
    if (!report.ready()) {
        std::cerr << "daemon: not started, the database is " << report.verdict << '\n';
        return report.exit_code;
    }
    say("started on " + report.server);
    return 0;
}

migrate::CacheListenerOptions listener_options(BotCaches& caches, const std::string& name) {
    return {
        .caches = caches.clear_functions(),
        // Here a bot drops what its driver knows of the schema: prepared statements, types.
        .schema_changed =
            [](const migrate::SchemaChange& change) { say("schema changed: " + change.revision); },
        .tell = say,
        .name = name,
        .sign_of_life = std::chrono::seconds(5),
    };
}

/// A bot's work, without Telegram: one user opens one menu.
void handle_update(BotCaches& caches) {
    const std::string menu = caches.menu.find_or_load("42 main", [] {
        say("loaded menu 42 main");
        return std::string("main menu");
    });
    caches.profile.insert(42, "a profile that is shown in the " + menu);
}

/// From this thread, and from those that it starts.
sigset_t hold_back_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// Until one of the signals comes.
void serve(BotCaches& caches, const sigset_t& signals) {
    const timespec pause{.tv_sec = 0, .tv_nsec = 100'000'000};
    while (sigtimedwait(&signals, nullptr, &pause) < 0) handle_update(caches);
    say("stopped; " + caches.text());
}

}  // namespace

int main(int argc, char** argv) try {
    const int code = start(std::chrono::seconds(argc > 1 ? std::stoi(argv[1]) : 30));
    if (code != 0) return code;
    const sigset_t signals = hold_back_signals();
    BotCaches caches;
    const migrate::CacheFlushListener listener(listener_options(caches, argc > 2 ? argv[2] : ""));
    serve(caches, signals);
    return 0;
} catch (const std::exception& failure) {
    std::cerr << "daemon: " << failure.what() << '\n';
    return 2;
}
