// What the benchmark of flushing needs of Redis.
//
//   redis_bench fill URL KEYS OTHERS        writes bot:menu:<n> and bot:user:<n>, 200 bytes each
//   redis_bench flush URL                   removes bot:menu:*, as migrate does
//   redis_bench watch URL COMMAND...        runs it, and meanwhile reads a key as another client: prints the
//                                           command's milliseconds, and the client's worst wait and p99 in ms

#include "src/base/error.hpp"
#include "src/cache/redis_connection.hpp"
#include "src/cache/redis_flush.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>

using namespace migrate;

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;
constexpr std::chrono::seconds answer_limit(60);

void fill(RedisConnection& client, const std::string& prefix, int keys) {
    constexpr int batch = 1'000;
    const std::string value(200, 'x');
    for (int from = 0; from < keys; from += batch) {
        const int to = std::min(from + batch, keys);
        for (int n = from; n < to; ++n) client.append({"SET", prefix + std::to_string(n), value});
        for (int n = from; n < to; ++n) client.receive();
    }
}

int flush(const std::string& url) {
    const RedisFlush result = run_redis_flush({.url = url, .prefix = "bot:menu:"});
    const RedisNodeFlush& node = result.nodes.front();
    if (node.failure) throw Error(*node.failure);
    std::printf("removed %llu, remaining %llu, worst batch %.1f ms, %lld ms\n",
                static_cast<unsigned long long>(node.removed),
                static_cast<unsigned long long>(node.remaining), Milliseconds(node.worst_batch).count(),
                static_cast<long long>(result.duration.count()));
    return node.remaining == 0 ? 0 : 1;
}

/// Reads keys, with a rest between two, until the child has ended; gives each wait.
std::vector<double> read_until_ended(RedisConnection& client, pid_t child, int& status) {
    constexpr std::chrono::microseconds rest(200);
    std::vector<double> waits;
    for (int n = 0; ::waitpid(child, &status, WNOHANG) == 0; ++n) {
        const auto start = Clock::now();
        client.demand({"GET", "bot:user:" + std::to_string(n % 100'000)});
        waits.push_back(Milliseconds(Clock::now() - start).count());
        std::this_thread::sleep_for(rest);
    }
    return waits;
}

int watch(const std::string& url, char** command) {
    RedisConnection client(parse_redis_url(url), answer_limit);
    const auto start = Clock::now();
    pid_t child = 0;
    int status = 0;
    if (::posix_spawnp(&child, *command, nullptr, nullptr, command, environ) != 0)
        throw Error(ExitCode::usage, std::string("cannot run ") + *command);
    std::vector<double> waits = read_until_ended(client, child, status);
    const double took = Milliseconds(Clock::now() - start).count();
    std::ranges::sort(waits);
    if (waits.empty() || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return 1;
    std::printf("%.1f %.3f %.3f\n", took, waits.back(), waits[waits.size() * 99 / 100]);
    return 0;
}

int run(const std::vector<std::string>& words, char** arguments) {
    if (words.size() == 4 && words[0] == "fill") {
        RedisConnection client(parse_redis_url(words[1]), answer_limit);
        fill(client, "bot:menu:", std::stoi(words[2]));
        fill(client, "bot:user:", std::stoi(words[3]));
        return 0;
    }
    if (words.size() == 2 && words[0] == "flush") return flush(words[1]);
    if (words.size() > 2 && words[0] == "watch") return watch(words[1], arguments + 3);
    std::fputs("redis_bench: fill URL KEYS OTHERS, flush URL, or watch URL COMMAND...\n", stderr);
    return 2;
}

}  // namespace

int main(int count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run({arguments + 1, arguments + count}, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "redis_bench: %s\n", error.what());
        return 1;
    }
}
