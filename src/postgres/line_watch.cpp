#include "src/postgres/line_watch.hpp"

#include "src/postgres/queries/build_sql.hpp"
#include "src/postgres/query.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace migrate {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds line_silence{10'000};  ///< after which the server is asked
/// SQLSTATE of a connection that was tried in vain: src/postgres/connection.cpp
constexpr std::string_view no_answer = "08001";
/// An answer can be on its way at the moment of the question; not for so many questions.
constexpr int questions_until_cut = 3;
constexpr milliseconds between_questions{500};

struct Awaited {
    const Connection* connection;
    Clock::time_point next_question;
    int unanswered = 0;  ///< questions in a row after which the server was not at the statement
};

/// One thread for all lines of this process; it sleeps while nothing is awaited.
class LineWatch {
  public:
    LineWatch() : thread_([this] { run(); }) {}
    LineWatch(const LineWatch&) = delete;
    LineWatch& operator=(const LineWatch&) = delete;
    ~LineWatch() {
        {
            const std::lock_guard guard(guard_);
            ends_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

    int add(const Connection& connection) {
        const std::lock_guard guard(guard_);
        awaited_.emplace(++last_ticket_, Awaited{&connection, Clock::now() + line_silence});
        if (awaited_.size() == 1) changed_.notify_all();
        return last_ticket_;
    }

    /// Waits for a question about this line to end: its connection may go away afterwards.
    void remove(int ticket) {
        std::unique_lock lock(guard_);
        awaited_.erase(ticket);
        changed_.wait(lock, [&] { return asking_ != ticket; });
    }

  private:
    void run() {
        std::unique_lock lock(guard_);
        while (!ends_) {
            if (awaited_.empty()) {
                changed_.wait(lock);
                continue;
            }
            const auto next = std::ranges::min_element(
                awaited_, {}, [](const auto& one) { return one.second.next_question; });
            if (Clock::now() < next->second.next_question) {
                changed_.wait_until(lock, next->second.next_question);
                continue;
            }
            ask(lock, next->first);
        }
    }

    void ask(std::unique_lock<std::mutex>& lock, int ticket) {
        asking_ = ticket;
        const Connection& connection = *awaited_.at(ticket).connection;
        lock.unlock();
        const bool at_work = is_server_at_work(connection);
        lock.lock();
        asking_ = 0;
        changed_.notify_all();
        const auto found = awaited_.find(ticket);
        if (found == awaited_.end()) return;
        Awaited& awaited = found->second;
        awaited.unanswered = at_work ? 0 : awaited.unanswered + 1;
        awaited.next_question = Clock::now() + (at_work ? line_silence : between_questions);
        if (awaited.unanswered == questions_until_cut) awaited.connection->sever();
    }

    static bool is_server_at_work(const Connection& connection) try {
        Connection other = Connection::open(connection.options());
        return query(other, build_sql::is_at_work, connection.server_pid())[0]["at_work"].as<bool>();
    } catch (const Error& error) {
        return error.sql().sqlstate != no_answer;  // a server that answers something is there
    }

    std::mutex guard_;
    std::condition_variable changed_;
    std::map<int, Awaited> awaited_;
    int last_ticket_ = 0;
    int asking_ = 0;
    bool ends_ = false;
    std::thread thread_;
};

LineWatch& line_watch() {
    static LineWatch watch;
    return watch;
}

}  // namespace

AwaitedAnswer::AwaitedAnswer(const Connection& connection)
    : ticket_(connection.server_pid() > 0 ? line_watch().add(connection) : 0) {}

AwaitedAnswer::~AwaitedAnswer() {
    if (ticket_ > 0) line_watch().remove(ticket_);
}

}  // namespace migrate
