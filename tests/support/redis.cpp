#include "tests/support/redis.hpp"

#include "src/sandbox/system_call.hpp"
#include "tests/support/comes_true.hpp"

#include <algorithm>
#include <csignal>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace migrate::test {

namespace {

constexpr std::chrono::milliseconds answer_limit(20'000);
constexpr std::size_t cluster_nodes = 3;
constexpr int cluster_slots = 16'384;

std::string with_at(std::string_view user_info) {
    return user_info.empty() ? "" : fmt::format("{}@", user_info);
}

std::vector<std::string> cluster_settings() {
    return {"--cluster-enabled",        "yes", "--cluster-require-full-coverage", "no", "--cluster-port",
            std::to_string(free_port())};
}

/// The socket is there a moment before anybody listens on it.
bool listens_on(const std::filesystem::path& socket) {
    RedisUrl url;
    url.socket = socket.string();
    try {
        const RedisConnection probe(url, answer_limit);
        return true;
    } catch (const Error&) {
        return false;
    }
}

}  // namespace

int free_port() {
    const Descriptor listener(checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "open a socket"));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* where = reinterpret_cast<sockaddr*>(&address);
    checked(::bind(listener.get(), where, size), "find a free port");
    checked(::getsockname(listener.get(), where, &size), "find a free port");
    return ntohs(address.sin_port);
}

RedisServer::RedisServer(const std::vector<std::string>& settings)
    : process_(Process::start(private_command(command(settings), "TERM"))) {
    std::signal(SIGPIPE, SIG_IGN);
    wait_until_ready(process_, "redis-server", [&] { return listens_on(directory_.path() / "socket"); });
}

std::vector<std::string> RedisServer::command(const std::vector<std::string>& settings) const {
    std::vector<std::string> words{"redis-server",
                                   "--bind",
                                   "127.0.0.1",
                                   "--port",
                                   std::to_string(port_),
                                   "--unixsocket",
                                   (directory_.path() / "socket").string(),
                                   "--dir",
                                   directory_.path().string(),
                                   "--save",
                                   "",
                                   "--daemonize",
                                   "no"};
    words.insert(words.end(), settings.begin(), settings.end());
    return words;
}

std::string RedisServer::url() const {
    return socket_url("");
}

std::string RedisServer::socket_url(std::string_view user_info, int database) const {
    return fmt::format("unix://{}{}?db={}", with_at(user_info), (directory_.path() / "socket").string(),
                       database);
}

std::string RedisServer::tcp_url(std::string_view user_info, int database) const {
    return fmt::format("redis://{}127.0.0.1:{}/{}", with_at(user_info), port_, database);
}

RedisConnection RedisServer::client(const std::string& other_url) const {
    return {parse_redis_url(other_url.empty() ? url() : other_url), answer_limit};
}

RedisCluster::RedisCluster() {
    for (std::size_t i = 0; i < cluster_nodes; ++i) nodes_.emplace_back(cluster_settings());
    join();
}

void RedisCluster::join() {
    const int share = cluster_slots / static_cast<int>(cluster_nodes);
    for (std::size_t i = 0; i < cluster_nodes; ++i) {
        RedisConnection node = nodes_[i].client();
        const int first = static_cast<int>(i) * share;
        const int last = i + 1 == cluster_nodes ? cluster_slots - 1 : first + share - 1;
        node.demand({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(i + 1)});
        node.demand({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(last)});
    }
    RedisConnection seed = nodes_.front().client();
    for (const RedisServer& node : nodes_) {
        const std::string bus =
            std::string(text_of(*node.client().demand({"CONFIG", "GET", "cluster-port"})->element[1]));
        seed.demand({"CLUSTER", "MEET", "127.0.0.1", std::to_string(node.port()), bus});
    }
    for (const RedisServer& node : nodes_) {
        RedisConnection client = node.client();
        const bool ready = comes_true([&] {
            const RedisReply info = client.demand({"CLUSTER", "INFO"});
            const std::string_view text = text_of(*info);
            return text.find("cluster_state:ok") != std::string_view::npos &&
                   text.find("cluster_slots_assigned:16384") != std::string_view::npos;
        });
        if (!ready) throw Error(ExitCode::unreachable, "the nodes of a cluster do not find each other");
    }
}

void RedisCluster::set(const std::string& key) {
    for (const RedisServer& node : nodes_)
        if (!is_error(*node.client().ask({"SET", key, "value"}))) return;
    throw Error(ExitCode::unreachable, "no node of the cluster takes the key");
}

long long RedisCluster::size() const {
    long long sum = 0;
    for (const RedisServer& node : nodes_) sum += node.client().demand({"DBSIZE"})->integer;
    return sum;
}

void set_key(RedisConnection& client, std::string_view key) {
    client.demand({"SET", key, "value"});
}

std::vector<std::string> keys_of(RedisConnection& client) {
    const RedisReply reply = client.demand({"KEYS", "*"});
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < reply->elements; ++i) keys.emplace_back(text_of(*reply->element[i]));
    std::ranges::sort(keys);
    return keys;
}

}  // namespace migrate::test
