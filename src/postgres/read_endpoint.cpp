#include "src/postgres/read_endpoint.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include <libpq-fe.h>
#include <netdb.h>
#include <sys/socket.h>

namespace migrate {

namespace {

using ConnectionInfo = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

std::vector<std::string> split_at_commas(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

void take(Endpoint& endpoint, std::string_view key, const std::string& value) {
    if (key == "host" || (key == "hostaddr" && endpoint.hosts.empty()))
        endpoint.hosts = split_at_commas(value);
    if (key == "port") endpoint.port = value.substr(0, value.find(','));
    if (key == "keepalives") endpoint.keepalives_off = value == "0";
    if (key == "keepalives_idle") endpoint.keepalives_idle = value;
    if (key == "tcp_user_timeout") endpoint.tcp_user_timeout = value;
}

void take(Endpoint& endpoint, const ConnectionInfo& info) {
    for (const PQconninfoOption* option = info.get(); option != nullptr && option->keyword != nullptr;
         ++option) {
        if (option->val != nullptr && *option->val != '\0') take(endpoint, option->keyword, option->val);
    }
}

int count_addresses(const std::string& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return 0;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, &freeaddrinfo);
    int count = 0;
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) ++count;
    return count;
}

}  // namespace

Endpoint read_endpoint(const std::string& target) {
    Endpoint endpoint;
    take(endpoint, ConnectionInfo(PQconndefaults(), &PQconninfoFree));
    if (target.empty() || (target.find("://") == std::string::npos && target.find('=') == std::string::npos))
        return endpoint;
    char* failure = nullptr;
    take(endpoint, ConnectionInfo(PQconninfoParse(target.c_str(), &failure), &PQconninfoFree));
    PQfreemem(failure);
    return endpoint;
}

int read_address_count(const Endpoint& endpoint) {
    int sum = 0;
    for (const std::string& host : endpoint.hosts) {
        if (Endpoint{.hosts = {host}}.is_local()) continue;
        const int count = count_addresses(host);
        if (count == 0) return 0;
        sum += count;
    }
    return sum;
}

}  // namespace migrate
