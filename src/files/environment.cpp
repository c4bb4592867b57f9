#include "src/files/environment.hpp"

#include "src/base/error.hpp"
#include "src/files/read_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

namespace migrate {

namespace {

bool is_name_sign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
}

/// Reads NAME=value lines; a cursor over the text that knows its line.
class EnvironmentFileReader {
  public:
    EnvironmentFileReader(std::string_view text, const std::string& file, const Variables& outer)
        : text_(text), file_(file), outer_(outer) {}

    Variables read() {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        for (skip_empty(); !at_end(); skip_empty()) read_assignment();
        return std::move(variables_);
    }

  private:
    bool at_end() const { return at_ >= text_.size(); }
    char sign() const { return at_end() ? '\n' : text_[at_]; }
    void skip_blanks() {
        while (!at_end() && (sign() == ' ' || sign() == '\t' || sign() == '\r')) ++at_;
    }
    void skip_line() {
        while (!at_end() && sign() != '\n') ++at_;
    }
    void skip_empty() {
        for (skip_blanks(); !at_end() && (sign() == '\n' || sign() == '#'); skip_blanks()) {
            if (sign() == '#') skip_line();
            if (!at_end()) ++at_;
        }
    }

    [[noreturn]] void refuse(std::string_view what) const {
        const auto line =
            1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        throw Error(ExitCode::usage, fmt::format("cannot read the environment file: {}", what),
                    "Write one NAME=value a line; quote values that hold spaces or #.")
            .at({file_, static_cast<int>(line), 0});
    }

    std::string read_name() {
        const std::size_t start = at_;
        while (!at_end() && is_name_sign(sign())) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    void read_assignment() {
        std::string name = read_name();
        skip_blanks();
        if (name == "export" && sign() != '=') {
            name = read_name();
            skip_blanks();
        }
        if (name.empty()) refuse("a line does not begin with a name");
        // A name alone declares nothing, as in a shell.
        if (sign() == '\n' || sign() == '#') return skip_line();
        if (sign() != '=') refuse(fmt::format("no '=' after {}", name));
        ++at_;
        skip_blanks();
        variables_[name] = read_value();
        skip_blanks();
        if (sign() == '#') skip_line();
        if (sign() != '\n') refuse(fmt::format("something follows the value of {}", name));
    }

    std::string read_value() {
        if (sign() == '\'') return read_quoted('\'');
        if (sign() == '"') return expand(read_quoted('"'));
        return expand(read_bare());
    }

    /// Ends at the line's end or before " #".
    std::string read_bare() {
        const std::size_t start = at_;
        while (!at_end() && sign() != '\n' && !(sign() == '#' && at_ > start && is_blank(text_[at_ - 1])))
            ++at_;
        std::string_view value = text_.substr(start, at_ - start);
        while (!value.empty() && (is_blank(value.back()) || value.back() == '\r')) value.remove_suffix(1);
        return std::string(value);
    }

    static bool is_blank(char c) { return c == ' ' || c == '\t'; }

    std::string read_quoted(char quote) {
        std::string value;
        for (++at_; !at_end() && sign() != quote; ++at_) {
            if (sign() != '\\' || at_ + 1 >= text_.size()) {
                value += sign();
                continue;
            }
            ++at_;
            value += unescaped(quote);
        }
        if (at_end()) refuse("a quote is not closed");
        ++at_;
        return value;
    }

    /// Single quotes know \' and \\ only.
    std::string unescaped(char quote) const {
        const char c = sign();
        if (c == quote || c == '\\') return {c};
        if (quote == '"' && c == 'n') return "\n";
        if (quote == '"' && c == 't') return "\t";
        if (quote == '"' && c == 'r') return "\r";
        return {'\\', c};
    }

    std::string lookup(std::string_view reference) const {
        const auto fallback = reference.find(":-");
        const std::string_view name = reference.substr(0, fallback);
        if (const auto own = outer_.find(name); own != outer_.end()) return own->second;
        if (const auto earlier = variables_.find(name); earlier != variables_.end()) return earlier->second;
        return fallback == std::string_view::npos ? "" : std::string(reference.substr(fallback + 2));
    }

    std::string expand(const std::string& value) const {
        std::string result;
        std::size_t from = 0;
        for (std::size_t open = value.find("${"); open != std::string::npos; open = value.find("${", from)) {
            const std::size_t close = value.find('}', open);
            if (close == std::string::npos) break;
            result += value.substr(from, open - from);
            result += lookup(std::string_view(value).substr(open + 2, close - open - 2));
            from = close + 1;
        }
        return result + value.substr(from);
    }

    std::string_view text_;
    const std::string& file_;
    const Variables& outer_;
    std::size_t at_ = 0;
    Variables variables_;
};

Variables process_variables() {
    Variables variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view line = *entry;
        const auto equals = line.find('=');
        if (equals != std::string_view::npos)
            variables.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
    return variables;
}

std::optional<Variable> find_variable(const Variables& variables, std::string_view name, std::string source) {
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.empty()) return std::nullopt;
    return Variable{found->second, std::move(source)};
}

}  // namespace

Variables parse_environment_file(std::string_view text, const std::string& file, const Variables& outer) {
    return EnvironmentFileReader(text, file, outer).read();
}

Environment::Environment(Variables process, Variables file, std::string file_name)
    : process_(std::move(process)), file_(std::move(file)), file_name_(std::move(file_name)) {}

Environment Environment::read(const std::filesystem::path& file, bool required) {
    Variables process = process_variables();
    std::error_code ignored;
    if (!required && !std::filesystem::exists(file, ignored)) return {std::move(process), {}, ""};
    const FileText content = read_file(file);
    if (!content.error.empty())
        throw Error(ExitCode::usage,
                    fmt::format("cannot read the environment file {}: {}", file.string(), content.error),
                    "Name another one with --env-file.");
    Variables variables = parse_environment_file(content.text, file.string(), process);
    return {std::move(process), std::move(variables), file.string()};
}

std::optional<Variable> Environment::of_process(std::string_view name) const {
    return find_variable(process_, name, std::string(name));
}

std::optional<Variable> Environment::of_file(std::string_view name) const {
    return find_variable(file_, name, fmt::format("{} in {}", name, file_name_));
}

}  // namespace migrate
