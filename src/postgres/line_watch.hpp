#pragma once

namespace migrate {

class Connection;

/// While it lives, the answer to a statement on `connection` is awaited. Where none has come for a while, a
/// second connection asks whether the server is still at the statement; if it is not, the answer has been
/// lost on a line that nobody told us is dead (a pooler that hangs, a network that drops silently), and the
/// line is cut, so that whoever waits gets an error. Slow statements are left alone. Does nothing on a
/// connection whose server process is not known: see Connection::watch_line().
class AwaitedAnswer {
  public:
    explicit AwaitedAnswer(const Connection& connection);
    AwaitedAnswer(const AwaitedAnswer&) = delete;
    AwaitedAnswer& operator=(const AwaitedAnswer&) = delete;
    ~AwaitedAnswer();

  private:
    int ticket_ = 0;  ///< 0: not watched
};

}  // namespace migrate
