#include "src/companion/cache_flush_listener.hpp"

#include "src/base/error.hpp"
#include "src/base/redact.hpp"
#include "src/base/sql_text.hpp"
#include "src/companion/generation_watch.hpp"
#include "src/companion/listener_pauses.hpp"
#include "src/files/database_url.hpp"
#include "src/files/environment.hpp"
#include "src/postgres/journal.hpp"
#include "src/postgres/listener_session.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace migrate {

namespace {

using ListenerClock = std::chrono::steady_clock;

std::string default_name(const Environment& environment) {
    if (const auto replica = environment.of_process("RAILWAY_REPLICA_ID")) return "bot:" + replica->value;
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    return fmt::format("{}:{}", host.data(), getpid());
}

ConnectOptions connect_options_of(const CacheListenerOptions& options, const Environment& environment) {
    DatabaseSources sources{.environment = &environment};
    if (!options.database_url.empty()) sources.direct_option = options.database_url;
    const auto url = find_database_url(sources, true);
    return {.target = url ? libpq_target(url->value, url->source) : "",
            .application_name = options.name,
            .timeout = options.connect_timeout};
}

void refuse_channel(const std::string& channel) {
    if (channel.empty() || channel.size() > max_identifier_bytes)
        throw Error(ExitCode::usage, fmt::format("a channel has 1 to {} bytes", max_identifier_bytes));
}

}  // namespace

/// The thread, and what stops it.
class CacheFlushListener::Worker {
  public:
    explicit Worker(CacheListenerOptions options)
        : options_(std::move(options)), watch_(options_.caches), pauses_(options_.longest_pause) {
        const Environment environment = Environment::read({}, false);
        refuse_channel(options_.channel);
        if (options_.name.empty()) options_.name = default_name(environment);
        connect_ = connect_options_of(options_, environment);
        identity_ = {.id = random_hex(16), .name = options_.name, .channel = options_.channel};
        wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        thread_ = std::thread([this] { run(); });
    }

    ~Worker() {
        stopping_ = true;
        eventfd_write(wake_, 1);
        std::unique_lock lock(mutex_);
        if (!ended_.wait_for(lock, patience, [this] { return has_ended_; }) && session_ != nullptr)
            session_->sever();
        lock.unlock();
        thread_.join();
        close(wake_);
    }

    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    bool is_listening() const { return listening_; }

  private:
    static constexpr std::chrono::seconds patience{1};  ///< for what is on the line at the end

    void run() {
        while (!stopping_) {
            try {
                listen();
            } catch (const std::exception& error) {
                if (!stopping_) note(fmt::format("not listening: {}", error.what()));
            }
            if (!stopping_) pauses_.pause(wake_);
        }
        const std::lock_guard lock(mutex_);
        has_ended_ = true;
        ended_.notify_all();
    }

    void listen() {
        ListenerSession session(connect_, identity_);
        const Held held(*this, session);
        serve(session);
    }

    /// The session that the destructor may sever, as long as it is there.
    class Held {
      public:
        Held(Worker& worker, ListenerSession& session) : worker_(worker) { set(&session); }
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;
        ~Held() {
            worker_.listening_ = false;
            set(nullptr);
        }

      private:
        void set(ListenerSession* session) const {
            const std::lock_guard lock(worker_.mutex_);
            worker_.session_ = session;
        }

        Worker& worker_;
    };

    void serve(ListenerSession& session) {
        begin(session);
        auto next_sign = ListenerClock::now() + options_.sign_of_life;
        while (!stopping_) {
            while (const auto heard = session.take()) hear(session, *heard);
            if (ListenerClock::now() >= next_sign) {
                session.sign_of_life();
                look_at_generations(session);
                next_sign = ListenerClock::now() + options_.sign_of_life;
                continue;  // something may have arrived together with an answer
            }
            const auto left = next_sign - ListenerClock::now();
            session.await(std::chrono::ceil<std::chrono::milliseconds>(left), wake_);
        }
        session.leave();
    }

    void begin(ListenerSession& session) {
        pauses_.reset();
        if (!session.may_read()) watch_.forget();
        if (was_connected_ && options_.schema_changed) call([&] { options_.schema_changed({}); });
        was_connected_ = true;
        look_at_generations(session);
        if (!session.pooler_problem().empty())
            return note(fmt::format("not listening: {}", session.pooler_problem()));
        listening_ = true;
        note(fmt::format(
            "listening on {} as {}{}", identity_.channel, identity_.name,
            session.may_read()
                ? ""
                : "; the generations of caches cannot be read, so all are cleared at every connection"));
    }

    void look_at_generations(ListenerSession& session) {
        const auto generations = session.read_generations();
        if (generations || !watch_.knows_all())
            call([&] { watch_.clear_raised(generations.value_or(CacheGenerations{})); });
    }

    void hear(ListenerSession& session, const Notification& heard) {
        if (heard.channel == schema_channel) return hear_schema(heard.payload);
        const auto message = read_flush_message(heard.payload);
        if (!message) return;
        FlushAnswer answer{.flush_id = message->flush_id, .name = identity_.name};
        answer.failure = call([&] { answer.cleared = watch_.clear(message->generations, message->key); });
        session.answer(answer);
    }

    void hear_schema(const std::string& payload) {
        const auto change = read_schema_message(payload);
        if (change && options_.schema_changed)
            call(
                [&] { options_.schema_changed({.revision = change->revision, .upwards = change->upwards}); });
    }

    /// What the daemon's own code throws is told, and returned.
    template <typename Body>
    std::string call(Body body) try {
        body();
        return "";
    } catch (const std::exception& failure) {
        note(fmt::format("a callback failed: {}", failure.what()));
        return failure.what();
    } catch (...) {
        note("a callback failed");
        return "an exception of an unknown kind";
    }

    /// Once as long as nothing else is to be said.
    void note(const std::string& text) {
        if (text == std::exchange(last_note_, text) || !options_.tell) return;
        try {
            options_.tell(redact(text));
        } catch (...) {  // there is nobody to tell it
        }
    }

    CacheListenerOptions options_;
    GenerationWatch watch_;
    ListenerPauses pauses_;
    ConnectOptions connect_;
    ListenerIdentity identity_;
    std::string last_note_;
    bool was_connected_ = false;
    int wake_ = -1;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> listening_{false};
    std::mutex mutex_;
    std::condition_variable ended_;
    ListenerSession* session_ = nullptr;  ///< guarded by mutex_
    bool has_ended_ = false;              ///< guarded by mutex_
    std::thread thread_;
};

CacheFlushListener::CacheFlushListener(CacheListenerOptions options)
    : worker_(std::make_unique<Worker>(std::move(options))) {}

CacheFlushListener::~CacheFlushListener() = default;

bool CacheFlushListener::is_listening() const {
    return worker_->is_listening();
}

}  // namespace migrate
