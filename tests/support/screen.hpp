#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace migrate::test {

/// What a terminal of so many columns shows after these bytes: its lines without trailing blanks, those that
/// have scrolled away too. It knows what a program that redraws lines may send (CR, LF, cursor up, erase to
/// the end of the line and of the screen, colours) and throws for anything else. Bytes are taken for signs.
class Screen {
  public:
    explicit Screen(std::size_t columns) : columns_(columns) {}

    Screen& write(std::string_view bytes);
    /// Without the empty lines at the end.
    std::vector<std::string> lines() const;
    /// Whether some line had to be wrapped.
    bool has_wrapped() const { return has_wrapped_; }

  private:
    std::size_t obey(std::string_view sequence);
    void put(char sign);
    std::string& line();

    std::size_t columns_;
    std::vector<std::string> lines_;
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    bool has_wrapped_ = false;
};

}  // namespace migrate::test
