#pragma once

#include "src/sandbox/descriptor.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace migrate {

/// One end of a private line between two processes; carries whole messages (at most 64 kB) in order.
/// The kernel closes a dead process's end, so each side learns of the other's death, even by SIGKILL.
class Channel {
  public:
    /// Both ends; neither survives an exec.
    static std::pair<Channel, Channel> make();

    /// Nothing happens where the other end is gone.
    void send(std::string_view message) const;
    /// The next message, waiting for it; nothing where the other end is gone.
    std::optional<std::string> receive() const;
    /// Whether receive() would return at once, or comes to within `patience`.
    bool wait(std::chrono::milliseconds patience) const;
    void close() { end_.close(); }

    int descriptor() const { return end_.get(); }

  private:
    explicit Channel(int descriptor) : end_(descriptor) {}

    Descriptor end_;
};

}  // namespace migrate
