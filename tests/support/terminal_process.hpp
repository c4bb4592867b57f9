#pragma once

#include "src/sandbox/descriptor.hpp"
#include "tests/support/process.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace migrate::test {

struct TerminalOptions {
    unsigned short columns = 80;
    unsigned short rows = 24;
    ProcessOptions process;  ///< what it reads is typed with type()
};

/// A program in the background, on a terminal of its own. It never outlives this object.
class TerminalProcess {
  public:
    static TerminalProcess start(const std::vector<std::string>& command,
                                 const TerminalOptions& options = {});
    TerminalProcess(TerminalProcess&& other) noexcept;
    TerminalProcess& operator=(TerminalProcess&&) = delete;
    ~TerminalProcess();

    /// "\x03" is Ctrl-C.
    void type(std::string_view keys) const;
    void resize(unsigned short columns, unsigned short rows) const;
    /// All that the terminal was sent so far.
    const std::string& output();
    bool comes_to_say(std::string_view text, std::chrono::milliseconds timeout = std::chrono::seconds(20));
    /// Its exit code; nothing where it still runs after `timeout` or ended by a signal.
    std::optional<int> wait(std::chrono::milliseconds timeout = std::chrono::seconds(30));

  private:
    TerminalProcess() = default;
    bool has_ended();

    pid_t pid_ = 0;
    Descriptor terminal_;
    std::string output_;
    std::optional<int> status_;
};

}  // namespace migrate::test
