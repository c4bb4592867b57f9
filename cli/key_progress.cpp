#include "cli/key_progress.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr auto erase_line = "\r\033[K";

}  // namespace

KeyProgress::~KeyProgress() {
    if (drawn_) write_errors(erase_line);
}

void KeyProgress::show(std::uint64_t found, std::uint64_t removed) {
    const auto now = std::chrono::steady_clock::now();
    if (!redraws_ || now < next_) return;
    next_ = now + interval;
    drawn_ = true;
    write_errors(fmt::format("{}{}: {} keys found, {} removed", erase_line, cache_, found, removed));
}

}  // namespace migrate
