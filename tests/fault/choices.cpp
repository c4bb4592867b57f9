#include "tests/fault/choices.hpp"

#include <random>
#include <vector>

#include <fmt/format.h>

namespace migrate::fault {

namespace {

using std::chrono::milliseconds;

/// The standard distributions differ from library to library; this does not.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : generator_(seed) {}
    unsigned below(unsigned limit) { return static_cast<unsigned>(generator_() % limit); }
    bool chance(unsigned percent) { return below(100) < percent; }
    double part() { return below(10'000) / 10'000.0; }
    template <typename Value>
    Value one_of(const std::vector<Value>& values) {
        return values.at(below(static_cast<unsigned>(values.size())));
    }

  private:
    std::mt19937_64 generator_;
};

/// Of a build that has to wait for nobody for long.
const std::vector<std::string>& build_phases() {
    static const std::vector<std::string> phases{"building index: scanning table",
                                                 "building index: sorting live tuples",
                                                 "building index: loading tuples in tree",
                                                 "index validation: scanning index",
                                                 "index validation: sorting tuples",
                                                 "index validation: scanning table",
                                                 "between builds",
                                                 "naming"};
    return phases;
}

/// Where a block holds up the build.
std::string phase_of(Block block) {
    switch (block) {
        case Block::early_writer:
            return "waiting for writers before build";
        case Block::late_writer:
            return "waiting for writers before validation";
        case Block::snapshot:
            return "waiting for old snapshots";
        default:
            return "";
    }
}

bool is_down(Course course) {
    return course == Course::down_then_down || course == Course::down_then_up;
}

Course draw_course(Dice& dice) {
    if (dice.chance(70)) return Course::up;
    return dice.one_of<Course>({Course::down_then_down, Course::down_then_up, Course::up_then_up_faultily});
}

Start draw_start(Dice& dice, Course course) {
    if (is_down(course)) return dice.one_of<Start>({Start::models, Start::without_twins});
    return dice.one_of<Start>(
        {Start::models, Start::without_twins, Start::without_twins, Start::without_versions});
}

Block draw_block(Dice& dice, Course course) {
    if (!dice.chance(40)) return Block::none;
    if (is_down(course)) return dice.one_of<Block>({Block::early_writer, Block::snapshot});
    return dice.one_of<Block>({Block::early_writer, Block::late_writer, Block::snapshot});
}

/// A build of a small table and a drop show no phase to wait for.
Moment draw_moment(Dice& dice, const Choices& choices) {
    Moment moment{.part = dice.part() * 1.15};
    const bool has_phases = !is_down(choices.course) && !choices.small_tables;
    if (!has_phases || !dice.chance(choices.block == Block::none ? 60 : 85)) return moment;
    const std::string held = phase_of(choices.block);
    moment.phase = held.empty() ? dice.one_of(build_phases()) : held;
    moment.occurrence = held.empty() ? 1 + static_cast<int>(dice.below(3)) : 1;
    return moment;
}

std::optional<Fault> draw_second(Dice& dice) {
    if (!dice.chance(20)) return std::nullopt;
    return fault_texts().at(dice.below(static_cast<unsigned>(fault_texts().size()))).fault;
}

std::string_view name_of(Course course) {
    switch (course) {
        case Course::up:
            return "up";
        case Course::down_then_down:
            return "down, then down";
        case Course::down_then_up:
            return "down, then up";
        case Course::up_then_up_faultily:
            return "up, then up struck too";
    }
    return "";
}

std::string_view name_of(Start start) {
    switch (start) {
        case Start::models:
            return "the models' indexes";
        case Start::without_twins:
            return "none of the twelve";
        case Start::without_versions:
            return "no alembic_version";
    }
    return "";
}

std::string_view name_of(Block block) {
    switch (block) {
        case Block::none:
            return "nobody";
        case Block::early_writer:
            return "an early writer";
        case Block::late_writer:
            return "a late writer";
        case Block::snapshot:
            return "an old snapshot";
    }
    return "";
}

std::string text_of(const Moment& moment) {
    if (moment.phase.empty()) return fmt::format("after {:.0f} % of the time", moment.part * 100);
    return fmt::format("at '{}', occurrence {}", moment.phase, moment.occurrence);
}

}  // namespace

Choices Choices::draw(std::uint64_t seed) {
    Dice dice(seed);
    Choices choices;
    choices.seed = seed;
    choices.fault = fault_texts().at(seed % fault_texts().size()).fault;
    choices.course = draw_course(dice);
    choices.start = draw_start(dice, choices.course);
    choices.small_tables = dice.chance(20);
    choices.block = draw_block(dice, choices.course);
    choices.moment = draw_moment(dice, choices);
    choices.second = draw_second(dice);
    choices.second_after = milliseconds(dice.below(1'000));
    choices.next_fault = fault_texts().at(dice.below(static_cast<unsigned>(fault_texts().size()))).fault;
    choices.next_part = dice.part();
    choices.victim = dice.below(60);
    choices.outage = milliseconds(dice.below(800));
    choices.block_after = milliseconds(dice.below(1'500));
    choices.next_run_after = milliseconds(dice.chance(60) ? 0 : dice.below(1'000));
    return choices;
}

std::string Choices::text() const {
    std::string text = fmt::format("{}; start: {}; small tables: {}; blocked by {}; {} {}", name_of(course),
                                   name_of(start), small_tables ? "short transaction" : "concurrently",
                                   name_of(block), fault::name_of(fault), text_of(moment));
    if (second) text += fmt::format("; {} {} ms later", fault::name_of(*second), second_after.count());
    if (course == Course::up_then_up_faultily)
        text += fmt::format("; the next up: {} after {:.0f} %", fault::name_of(next_fault), next_part * 100);
    return text;
}

}  // namespace migrate::fault
