#include "tests/support/pgbouncer.hpp"

#include "src/sandbox/descriptor.hpp"
#include "tests/support/test_server.hpp"

#include <fstream>

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace migrate::test {

namespace {

constexpr int port = 6432;

/// What stands in a URL's parameter of this name.
std::string parameter_of(std::string_view url, std::string_view name) {
    const auto at = url.find(fmt::format("{}=", name));
    const std::string_view rest = url.substr(at + name.size() + 1);
    return std::string(rest.substr(0, rest.find('&')));
}

std::filesystem::path write_configuration(const std::filesystem::path& directory, std::string_view server_url,
                                          std::string_view mode, const std::vector<std::string>& settings) {
    std::ofstream(directory / "users.txt") << "\"postgres\" \"\"\n";
    std::ofstream file(directory / "pgbouncer.ini");
    file << fmt::format("[databases]\n* = host={} port={}\n", parameter_of(server_url, "host"),
                        parameter_of(server_url, "port"));
    file << fmt::format(
        "[pgbouncer]\npool_mode = {}\nunix_socket_dir = {}\nlisten_port = {}\nauth_type = trust\nauth_file = {}\n",
        mode, directory.string(), port, (directory / "users.txt").string());
    for (const std::string& setting : settings) file << setting << '\n';
    return directory / "pgbouncer.ini";
}

/// The file of a socket is there a moment before somebody listens on it.
bool accepts(const std::filesystem::path& socket_file) {
    const Descriptor line(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_file.native().copy(&address.sun_path[0], sizeof(address.sun_path) - 1);
    return connect(line.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
}

}  // namespace

PgBouncer::PgBouncer(std::string_view server_url, std::string_view mode,
                     const std::vector<std::string>& settings)
    : process_(Process::start(private_command(
          {"pgbouncer", write_configuration(directory_.path(), server_url, mode, settings).string()},
          "TERM"))) {
    wait_until_ready(process_, "pgbouncer",
                     [&] { return accepts(directory_.path() / fmt::format(".s.PGSQL.{}", port)); });
}

std::string PgBouncer::url(std::string_view database) const {
    return fmt::format("postgresql:///{}?host={}&port={}&user=postgres", database, directory_.path().string(),
                       port);
}

}  // namespace migrate::test
