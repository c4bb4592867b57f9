// A daemon that starts only on a database that fits it: it waits while the server comes up or another process
// migrates, and says exactly why it does not start.

#include <exception>
#include <iostream>
#include <string>

#include <migrate/preflight.hpp>

namespace {

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
    std::cout << "daemon: started on " << report.server << '\n';
    return 0;
}

}  // namespace

int main(int argc, char** argv) try {
    return start(std::chrono::seconds(argc > 1 ? std::stoi(argv[1]) : 30));
} catch (const std::exception& failure) {
    std::cerr << "daemon: " << failure.what() << '\n';
    return 2;
}
