#pragma once

#include <algorithm>
#include <string_view>

namespace migrate {

/// Counts lines from 1; cheap while the offsets it is asked for do not go back.
class LineCounter {
  public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    int line_at(std::size_t offset) {
        if (offset < at_) *this = LineCounter(text_);
        line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                             text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        at_ = offset;
        return line_;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace migrate
