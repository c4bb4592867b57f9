#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace migrate {

using Variables = std::map<std::string, std::string, std::less<>>;

/// The lines of an environment file: NAME=value, `export NAME=value`, 'as it is', "with \n and \"", #
/// comments, values over several lines in quotes; as python-dotenv reads them, without ${…} expansion inside
/// single quotes. `outer` is looked up for ${NAME} and ${NAME:-default}. Errors: ExitCode::usage with
/// file:line; never quotes a value.
Variables parse_environment_file(std::string_view text, const std::string& file, const Variables& outer);

/// Where a value came from stands beside it, so that messages can name the source without the value.
struct Variable {
    std::string value;
    std::string source;  ///< "DATABASE_URL", "DATABASE_URL in .env"
};

/// The process environment, and a file behind it.
class Environment {
  public:
    Environment() = default;
    Environment(Variables process, Variables file, std::string file_name);

    /// The process's own variables, and those of `file`. An absent file is an error only when `required`.
    static Environment read(const std::filesystem::path& file, bool required);

    /// Empty values count as unset.
    std::optional<Variable> of_process(std::string_view name) const;
    std::optional<Variable> of_file(std::string_view name) const;

  private:
    Variables process_;
    Variables file_;
    std::string file_name_;
};

}  // namespace migrate
