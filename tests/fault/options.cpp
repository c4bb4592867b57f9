#include "tests/fault/options.hpp"

#include <charconv>

namespace migrate::fault {

namespace {

constexpr auto usage = "usage: fault_tests [--rounds N] [--seed S] [--seconds N] [--patience SECONDS]";

template <typename Number>
Number number_of(const std::string& text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) throw UsageError(usage);
    return number;
}

}  // namespace

Options parse_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        if (i + 1 == arguments.size()) throw UsageError(usage);
        const std::string& value = arguments[i + 1];
        if (arguments[i] == "--rounds")
            options.rounds = number_of<int>(value);
        else if (arguments[i] == "--seed")
            options.seed = number_of<std::uint64_t>(value);
        else if (arguments[i] == "--seconds")
            options.limit = std::chrono::seconds(number_of<int>(value));
        else if (arguments[i] == "--patience")
            options.patience = std::chrono::seconds(number_of<int>(value));
        else
            throw UsageError(usage);
    }
    return options;
}

}  // namespace migrate::fault
