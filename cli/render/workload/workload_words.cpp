#include "cli/render/workload/workload_words.hpp"

#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace migrate {

namespace {

/// Three digits, and no more than they say.
std::string three_digits(double value) {
    if (value < 10) return fmt::format("{:.2f}", value);
    if (value < 100) return fmt::format("{:.1f}", value);
    return fmt::format("{:.0f}", value);
}

std::string times_text(double before, double after) {
    const double times = before > after ? times_less(before, after) : times_less(after, before);
    return times < 10 ? fmt::format("{:.1f} x", times) : fmt::format("{:.0f} x", times);
}

}  // namespace

std::string measured_time_text(std::int64_t microseconds) {
    const double milliseconds = static_cast<double>(microseconds) / 1000;
    return milliseconds < 1000 ? three_digits(milliseconds) + " ms"
                               : three_digits(milliseconds / 1000) + " s";
}

std::string measured_at_text(const Measurement& measurement) {
    return fmt::format("{:%Y-%m-%d %H:%M:%S} UTC",
                       fmt::gmtime(static_cast<std::time_t>(measurement.measured_at)));
}

std::string measured_on_text(const Measurement& measurement) {
    return fmt::format("{}, PostgreSQL {}{}, {}, in {:.1f} s", measurement.database, measurement.server,
                       measurement.on_standby ? " (a standby)" : "", measured_at_text(measurement),
                       measurement.seconds);
}

std::string per_second_text(double per_second) {
    return per_second < 10 ? fmt::format("{:.1f}/s", per_second) : fmt::format("{:.0f}/s", per_second);
}

std::string change_text(const QueryComparison& row) {
    const auto before = static_cast<double>(row.before.blocks);
    const auto after = static_cast<double>(row.after.blocks);
    switch (row.change) {
        case CostChange::less:
            return after > 0 ? times_text(before, after) + " less" : "none left";
        case CostChange::more:
            return before > 0 ? times_text(before, after) + " more" : "more";
        case CostChange::same:
            return "same";
        case CostChange::unknown:
            break;
    }
    return "?";
}

std::string speed_text(const ComparedForm& before, const ComparedForm& after) {
    const SpeedChange change = speed_change(before, after);
    if (change == SpeedChange::unknown) return "";
    if (change == SpeedChange::unclear) return "no clear difference";
    return fmt::format(
        "{} {}",
        times_text(static_cast<double>(before.form.median_us()), static_cast<double>(after.form.median_us())),
        name_of(change));
}

const std::vector<UnmeasuredClaim>& unmeasured_claims() {
    static const std::vector<UnmeasuredClaim> claims{
        {"response of the bot", "Telegram, the model and the bot's own work are no part of this measurement"},
        {"CPU of the bot", "the bot's processes run elsewhere"},
        {"memory of the bot", "the bot's processes run elsewhere"},
    };
    return claims;
}

}  // namespace migrate
