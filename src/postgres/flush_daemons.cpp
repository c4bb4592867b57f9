#include "src/postgres/flush_daemons.hpp"

#include "src/base/redact.hpp"
#include "src/base/words.hpp"
#include "src/postgres/cache_message.hpp"
#include "src/postgres/cache_tables.hpp"
#include "src/postgres/journal.hpp"
#include "src/postgres/notification.hpp"
#include "src/postgres/queries/cache_sql.hpp"
#include "src/postgres/query.hpp"
#include "src/postgres/silent_daemon.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace migrate {

namespace {

using FlushClock = std::chrono::steady_clock;

/// Listeners as an operator names them, and what each flush expects of them.
class DaemonRoll {
  public:
    explicit DaemonRoll(std::vector<RegisteredDaemon> daemons) : daemons_(std::move(daemons)) {
        for (const RegisteredDaemon& daemon : daemons_)
            answers_.push_back({.name = daemon.name, .pid = daemon.pid});
    }

    /// Nobody waits for one whose session has ended.
    bool is_complete() const {
        for (std::size_t i = 0; i < daemons_.size(); ++i) {
            if (daemons_[i].can_answer() && !is_settled(answers_[i])) return false;
        }
        return true;
    }

    void take(const FlushAnswer& answer, int pid, FlushClock::duration after) {
        DaemonAnswer& daemon = answer_of(answer.name, pid);
        daemon.cleared += answer.cleared;
        if (!answer.failure.empty())
            daemon.likely_cause =
                fmt::format("it answered that it could not clear: {}", redact(answer.failure));
        else
            daemon.answered_after = std::chrono::duration_cast<std::chrono::microseconds>(after);
    }

    /// With the likely causes of those that kept silent.
    std::vector<DaemonAnswer> finish(Connection& connection) {
        std::vector<int> silent;
        for (std::size_t i = 0; i < daemons_.size(); ++i) {
            if (daemons_[i].present && !is_settled(answers_[i])) silent.push_back(daemons_[i].pid);
        }
        const auto states = read_session_states(connection, silent);
        for (std::size_t i = 0; i < daemons_.size(); ++i) {
            if (!is_settled(answers_[i])) answers_[i].likely_cause = likely_cause_of(daemons_[i], states);
        }
        return std::move(answers_);
    }

    std::vector<DaemonAnswer> names() && { return std::move(answers_); }

  private:
    static bool is_settled(const DaemonAnswer& answer) {
        return answer.answered_after || !answer.likely_cause.empty();
    }

    /// The session that an answer comes from is known to the server. One that registered a moment ago may not
    /// be on the roll.
    DaemonAnswer& answer_of(const std::string& name, int pid) {
        const auto known = std::ranges::find(answers_, pid, &DaemonAnswer::pid);
        if (known != answers_.end()) return *known;
        answers_.push_back({.name = name, .pid = pid});
        return answers_.back();
    }

    std::vector<RegisteredDaemon> daemons_;
    std::vector<DaemonAnswer> answers_;  ///< of `daemons_`, in their order, then of others
};

std::vector<std::string> names_of(const std::vector<CacheSpec>& caches) {
    std::vector<std::string> names;
    for (const CacheSpec& cache : caches) names.push_back(cache.name);
    return names;
}

std::vector<std::string> channels_of(const std::vector<CacheSpec>& caches) {
    std::set<std::string> channels;
    for (const CacheSpec& cache : caches) channels.insert(cache.channel);
    return {channels.begin(), channels.end()};
}

void notify(Connection& connection, const std::string& channel, const FlushMessage& message) {
    const std::string payload = payload_of(message);
    if (payload.size() > max_payload_bytes)
        throw Error(ExitCode::usage,
                    fmt::format("a key of {} bytes is too long for NOTIFY", message.key.size()),
                    "Flush the whole cache instead: leave --key out.");
    query(connection, cache_sql::notify, channel, payload);
}

/// One transaction: what is raised, and who is told of it. Returns the highest generation.
std::uint64_t run_raise_and_notify(Connection& connection, const DaemonFlushOptions& options,
                                   const std::string& flush_id) {
    Transaction transaction(connection);
    const auto generations = raise_generations(connection, names_of(options.caches));
    for (const std::string& channel : channels_of(options.caches)) {
        FlushMessage message{.flush_id = flush_id, .generations = {}, .key = options.key};
        for (const CacheSpec& cache : options.caches) {
            if (cache.channel == channel) message.generations[cache.name] = generations.at(cache.name);
        }
        notify(connection, channel, message);
    }
    transaction.commit();
    std::int64_t highest = 0;
    for (const auto& [cache, generation] : generations) highest = std::max(highest, generation);
    return static_cast<std::uint64_t>(highest);
}

void await_answers(Connection& connection, const std::string& flush_id, const DaemonFlushOptions& options,
                   FlushClock::time_point sent, DaemonRoll& roll) {
    for (;;) {
        while (const auto heard = take_notification(connection)) {
            const auto answer =
                heard->channel == answer_channel ? read_flush_answer(heard->payload) : std::nullopt;
            if (answer && answer->flush_id == flush_id)
                roll.take(*answer, heard->server_pid, FlushClock::now() - sent);
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(sent + options.wait - FlushClock::now());
        const bool interrupted = options.interrupted && options.interrupted();
        if (roll.is_complete() || left.count() <= 0 || interrupted) return;
        await_notification(connection, left);
    }
}

}  // namespace

DaemonFlush run_daemon_flush(Connection& connection, const DaemonFlushOptions& options) {
    DaemonFlush result{.flush_id = random_hex(16), .caches = names_of(options.caches)};
    const std::vector<std::string> channels = channels_of(options.caches);
    if (options.count_only) {
        result.daemons = DaemonRoll(read_registered_daemons(connection, channels)).names();
        return result;
    }
    run_ensure_cache_tables(connection);
    run_listen(connection, answer_channel);
    DaemonRoll roll(read_registered_daemons(connection, channels));
    const auto sent = FlushClock::now();
    result.generation = run_raise_and_notify(connection, options, result.flush_id);
    await_answers(connection, result.flush_id, options, sent, roll);
    result.daemons = roll.finish(connection);
    run_forget_daemons(connection);
    return result;
}

}  // namespace migrate
