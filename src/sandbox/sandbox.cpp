#include "src/sandbox/sandbox.hpp"

#include "src/sandbox/system_call.hpp"

#include <cstdint>
#include <cstdlib>
#include <random>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace migrate {

namespace {

constexpr int usual_port = 5432;

/// A port of 127.0.0.1 that nobody uses now.
int find_free_port() {
    const Descriptor probe(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "make a socket"));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    checked(::bind(probe.get(), generic, length), "find a free port");
    checked(::getsockname(probe.get(), generic, &length), "find a free port");
    return ntohs(address.sin_port);
}

std::string make_password() {
    std::random_device random;
    return fmt::format("{:08x}{:08x}{:08x}{:08x}", random(), random(), random(), random());
}

std::vector<std::string> build_settings(const SandboxOptions& options, int port) {
    std::vector<std::string> settings{fmt::format("listen_addresses={}", options.tcp ? "127.0.0.1" : ""),
                                      fmt::format("port={}", port), "max_connections=100"};
    if (!options.durable) settings.insert(settings.end(), {"fsync=off", "full_page_writes=off"});
    settings.insert(settings.end(), options.settings.begin(), options.settings.end());
    return settings;
}

/// RFC 3986: everything but unreserved characters and "/", which libpq takes as it is in a parameter.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    std::string encoded;
    for (const char letter : text)
        encoded += plain.find(letter) != std::string_view::npos
                       ? std::string(1, letter)
                       : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(letter)));
    return encoded;
}

}  // namespace

std::filesystem::path find_memory_directory() {
    constexpr std::uintmax_t room = std::uintmax_t{1} << 30;
    const std::filesystem::path memory = "/dev/shm";
    if (std::getenv("TMPDIR") != nullptr) return {};
    std::error_code absent;
    const auto space = std::filesystem::space(memory, absent);
    return !absent && space.available >= room ? memory : std::filesystem::path();
}

Sandbox::Sandbox(Keeper keeper, ServerBinaries binaries, int port, std::string password)
    : binaries_(std::move(binaries)),
      port_(port),
      password_(std::move(password)),
      keeper_(std::move(keeper)) {}

Sandbox Sandbox::start(const SandboxOptions& options) {
    return start(options, Descriptor());
}

Sandbox Sandbox::start(const SandboxOptions& options, const Descriptor& lease) {
    ServerPlan plan;
    const int port = options.tcp ? find_free_port() : usual_port;
    plan.binaries = find_server_binaries(options.binaries);
    plan.parent = options.parent;
    plan.settings = build_settings(options, port);
    plan.patience = options.patience;
    if (options.tcp) plan.password = make_password();
    return {Keeper::start(plan, find_private_user(), lease), plan.binaries, port, plan.password};
}

std::string Sandbox::url(std::string_view database) const {
    // The port is always named: libpq would else take PGPORT.
    return fmt::format("postgresql:///{}?host={}&port={}&user=postgres", percent_encoded(database),
                       percent_encoded(socket_directory().string()), port_);
}

std::string Sandbox::tcp_url(std::string_view database) const {
    if (password_.empty()) throw Error(ExitCode::defect, "this sandbox does not listen on TCP");
    return fmt::format("postgresql://postgres:{}@127.0.0.1:{}/{}", password_, port_,
                       percent_encoded(database));
}

void Sandbox::kill_immediately() {
    keeper_.kill_server();
}

void Sandbox::start_again() {
    keeper_.start_server();
}

void Sandbox::stop() {
    keeper_.dismiss();
}

}  // namespace migrate
