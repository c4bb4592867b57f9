#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate::layers {

/// A broken rule. `line` counts from 1; 0 means the file as a whole.
struct Violation {
    std::string file;
    int line = 0;
    std::string message;

    /// "file:line: message", as compilers write it.
    std::string text() const;
    bool operator==(const Violation&) const = default;
};

/// An #include line; `header` is what stands between the quotes or angle brackets.
struct Include {
    std::string_view header;
    bool quoted = false;
    int line = 0;
};

/// The views point into `text`.
std::vector<std::string_view> lines_of(std::string_view text);
std::vector<Include> includes_of(std::string_view text);

/// Is `path` below `folder`, at any depth?
bool is_under(std::string_view path, std::string_view folder);
/// Does `word` stand alone in `text`, neither neighbour being part of a word or a path?
bool has_word(std::string_view text, std::string_view word);

}  // namespace migrate::layers
