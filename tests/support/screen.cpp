#include "tests/support/screen.hpp"

#include <algorithm>
#include <stdexcept>

namespace migrate::test {

Screen& Screen::write(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\033')
            i += obey(bytes.substr(i)) - 1;
        else
            put(bytes[i]);
    }
    return *this;
}

std::vector<std::string> Screen::lines() const {
    std::vector<std::string> shown = lines_;
    for (std::string& text : shown) text.erase(text.find_last_not_of(' ') + 1);
    while (!shown.empty() && shown.back().empty()) shown.pop_back();
    return shown;
}

/// Returns how many bytes the sequence has.
std::size_t Screen::obey(std::string_view sequence) {
    const auto end = sequence.find_first_not_of("0123456789;", 2);
    if (sequence.substr(0, 2) != "\033[" || end == std::string_view::npos)
        throw std::runtime_error("the terminal was sent an escape sequence that no progress needs");
    const std::string number(sequence.substr(2, end - 2));
    const char verb = sequence[end];
    if (verb == 'A')
        row_ -= std::min<std::size_t>(row_, std::stoul(number));
    else if (verb == 'K' || verb == 'J')
        line().resize(std::min(column_, line().size()));
    else if (verb != 'm')
        throw std::runtime_error("the terminal was sent an escape sequence that no progress needs");
    if (verb == 'J') lines_.resize(row_ + 1);
    return end + 1;
}

void Screen::put(char sign) {
    if (sign == '\r') {
        column_ = 0;
    } else if (sign == '\n') {
        ++row_;
    } else {
        if (static_cast<unsigned char>(sign) < ' ')
            throw std::runtime_error("the terminal was sent a control character");
        if (column_ == columns_) {
            has_wrapped_ = true;
            column_ = 0;
            ++row_;
        }
        line().resize(std::max(line().size(), column_ + 1), ' ');
        line()[column_++] = sign;
    }
}

std::string& Screen::line() {
    lines_.resize(std::max(lines_.size(), row_ + 1));
    return lines_[row_];
}

}  // namespace migrate::test
