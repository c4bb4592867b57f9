#include "cli/render/progress/blocker_story.hpp"

#include "cli/render/progress/harmless_text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace migrate {

namespace {

constexpr std::chrono::minutes tell_again_after{10};

std::string blocker_text(const std::string& index, std::string_view still, const Blocker& blocker) {
    const Blocker harmless_blocker = shown(blocker);
    return fmt::format("{} {}waits for {}, to end it: {}", shown(index), still, harmless_blocker.text(),
                       harmless_blocker.way_to_end());
}

std::string queued_text(const std::string& index, const Blocker& statement) {
    return fmt::format(
        "{} is queued behind the build of {}: when it ends the server will cancel the build for it; "
        "to end it first: {}, or run with --cancel-queued",
        shown(statement).text(), shown(index), statement.way_to_cancel());
}

}  // namespace

Blocker shown(Blocker blocker) {
    for (std::string* text :
         {&blocker.prepared, &blocker.user, &blocker.application, &blocker.state, &blocker.query})
        *text = shown(*text);
    return blocker;
}

std::vector<std::string> BlockerStory::tell(const BuildProgress& progress, std::chrono::milliseconds now) {
    std::vector<std::string> messages = tell_blockers(progress, now);
    for (std::string& message : tell_queued(progress, now)) messages.push_back(std::move(message));
    return messages;
}

void BlockerStory::forget(const std::string& index) {
    const auto is_of_it = [&](const Told& told) { return told.index == index; };
    std::erase_if(blockers_, is_of_it);
    std::erase_if(queued_, is_of_it);
}

BlockerStory::Told* BlockerStory::find(std::vector<Told>& told, const std::string& index,
                                       const Blocker& who) {
    const auto found = std::ranges::find_if(
        told, [&](const Told& one) { return one.index == index && one.who.is_same(who); });
    return found == told.end() ? nullptr : &*found;
}

std::vector<std::string> BlockerStory::tell_blockers(const BuildProgress& progress,
                                                     std::chrono::milliseconds now) {
    std::vector<std::string> messages;
    for (const Blocker& blocker : progress.blockers) {
        Told* told = find(blockers_, progress.index, blocker);
        if (told != nullptr && now - told->at < tell_again_after) continue;
        messages.push_back(blocker_text(progress.index, told == nullptr ? "" : "still ", blocker));
        if (told != nullptr)
            told->at = now;
        else
            blockers_.push_back({progress.index, blocker, now});
    }
    if (!messages.empty() && progress.more_blockers > 0)
        messages.push_back(
            fmt::format("{} waits for that and {} more", shown(progress.index), progress.more_blockers));
    return messages;
}

std::vector<std::string> BlockerStory::tell_queued(const BuildProgress& progress,
                                                   std::chrono::milliseconds now) {
    std::vector<std::string> messages;
    for (const Blocker& statement : progress.queued) {
        if (find(queued_, progress.index, statement) != nullptr) continue;
        messages.push_back(queued_text(progress.index, statement));
        queued_.push_back({progress.index, statement, now});
    }
    return messages;
}

}  // namespace migrate
