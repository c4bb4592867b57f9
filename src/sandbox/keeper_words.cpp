#include "src/sandbox/keeper_words.hpp"

#include <sstream>
#include <vector>

#include <fmt/format.h>

namespace migrate {

namespace {
constexpr std::string_view place_word = "place", error_word = "error";
}

std::string answer_of(const ServerPlace& place) {
    return fmt::format("{}\n{}\n{}", place_word, place.postmaster, place.directory.string());
}

std::string answer_of(const Error& error) {
    auto answer = fmt::format("{}\n{}\n{}\n{}", error_word, static_cast<int>(error.code()), error.message(),
                              error.hint());
    for (const auto& line : error.details()) answer += '\n' + line;
    return answer;
}

ServerPlace read_answer(std::string_view answer) {
    std::istringstream in{std::string(answer)};
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    lines.resize(std::max<std::size_t>(lines.size(), 4));
    if (lines[0] == place_word) return {std::stoi(lines[1]), lines[2]};
    throw Error(Error(ExitCode{std::stoi(lines[1])}, lines[2], lines[3])
                    .with_details({lines.begin() + 4, lines.end()}));
}

}  // namespace migrate
