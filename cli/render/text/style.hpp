#pragma once

#include <string>
#include <string_view>

namespace migrate {

/// Colours, or none. Meaning never rests on colour alone.
class Style {
  public:
    Style() = default;
    explicit Style(bool coloured) : coloured_(coloured) {}

    std::string bold(std::string_view text) const { return wrapped(text, "1"); }
    std::string dim(std::string_view text) const { return wrapped(text, "2"); }
    std::string good(std::string_view text) const { return wrapped(text, "32"); }
    std::string warning(std::string_view text) const { return wrapped(text, "33"); }
    std::string bad(std::string_view text) const { return wrapped(text, "31"); }

  private:
    std::string wrapped(std::string_view text, std::string_view code) const {
        if (!coloured_ || text.empty()) return std::string(text);
        return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
    }

    bool coloured_ = false;
};

}  // namespace migrate
