#include "cli/reference.hpp"

#include "checks/all_checks.hpp"
#include "cli/render/text/table.hpp"
#include "src/base/exit_code.hpp"
#include "src/files/config_file.hpp"
#include "src/index/index_state.hpp"
#include "src/revision/revision_problem.hpp"

#include <fmt/format.h>

namespace migrate {

namespace {

ReferenceTopic exit_codes() {
    ReferenceTopic topic{"exit-codes",
                         "Exit codes",
                         "Scripts may rely on these numbers; `name` is the `code` of errors in JSON.",
                         {}};
    for (const ExitCodeText& text : exit_code_texts())
        topic.entries.push_back({std::to_string(static_cast<int>(text.code)),
                                 std::string(text.meaning),
                                 {{"name", std::string(text.name)}, {"next", std::string(text.next)}}});
    return topic;
}

ReferenceTopic revision_problems() {
    ReferenceTopic topic{
        "revision-problems",
        "Problems of revision files",
        "All problems of all files are listed at once, and no server is touched while there are any.",
        {}};
    for (const ProblemText& text : problem_texts())
        topic.entries.push_back({std::string(text.id),
                                 std::string(text.summary),
                                 {{"why", std::string(text.why)}, {"fix", std::string(text.fix)}}});
    return topic;
}

struct StateText {
    IndexState state;
    std::string_view summary;
    std::string_view up;
    std::string_view down;
};

const std::vector<StateText>& state_texts() {
    static const std::vector<StateText> texts{
        {IndexState::missing, "No index has its name, and none its definition.",
         "Builds it CONCURRENTLY under a work name, proves that it is valid and ready, renames it and notes in its comment that it is ours. On a small or a new table one short transaction does the same. On a partitioned table that happens on each partition, whose part is compared with the whole and attached.",
         "Nothing."},
        {IndexState::building, "A live backend is building it, perhaps one whose client was killed.",
         "Waits for that build, shows its progress, and looks again.", "Waits, then looks again."},
        {IndexState::invalid, "It is there, but queries cannot use it, and nobody is building it.",
         "Drops it CONCURRENTLY and builds it again. One of a partitioned table gets the parts that it lacks.",
         "Drops it if we created it."},
        {IndexState::valid,
         "It is there under its name, queries can use it, and its definition is the wanted one.",
         "Nothing. One that we did not create is recorded as found.",
         "Drops it CONCURRENTLY if we created it: journal, definition and comment must all say so. One of a partitioned table goes in a short transaction, tried again while a partition is in use. Keeps it otherwise."},
        {IndexState::different,
         "Its name belongs to an index of another definition or table, or to something that is no index.",
         "Refuses the whole plan (exit code 7) and shows both. `--on-conflict replace` builds ours beside it and swaps the names; `--on-conflict keep` accepts what is there.",
         "Builds again what was replaced, then drops ours; keeps what was kept."},
        {IndexState::equivalent, "An index with its definition is there, under another name.",
         "Builds nothing and records that the other one does its work. `--on-equivalent rename` gives it the declared name, `--on-equivalent build` builds a second one.",
         "Undoes what was done: the old name returns, a second one is dropped."},
    };
    return texts;
}

ReferenceTopic index_states() {
    ReferenceTopic topic{
        "index-states",
        "Index states",
        "What the catalog says about a declared index, and what is done about it. Definitions are compared as the server prints them, never as text of a file.",
        {}};
    for (const StateText& text : state_texts())
        topic.entries.push_back({std::string(name_of(text.state)),
                                 std::string(text.summary),
                                 {{"up", std::string(text.up)}, {"down", std::string(text.down)}}});
    return topic;
}

ReferenceTopic checks() {
    ReferenceTopic topic{
        "checks",
        "Checks",
        "What `migrate check` looks for. `--only` and `--skip` take the names below, or a group: the part before the dot. "
        "A check that lacks what it has to look at is listed as not checked, and never counts as passed.",
        {}};
    for (const Check& check : all_checks())
        topic.entries.push_back(
            {std::string(check.id),
             std::string(check.summary),
             {{"severity", fmt::format("{}{}", name_of(check.severity),
                                       check.by_request ? ", looks only where it is named" : "")},
              {"why", std::string(check.why)},
              {"fix", std::string(check.fix)}}});
    return topic;
}

ReferenceTopic configuration() {
    ReferenceTopic topic{
        "configuration",
        "Configuration",
        "What can stand in `migrate.toml`, as `section.key`. Every key may be left out. Options of the command line go before it.",
        {}};
    for (const ConfigKeyText& text : config_key_texts())
        topic.entries.push_back({fmt::format("{}.{}", text.section, text.name),
                                 std::string(text.meaning),
                                 {{"value", std::string(text.expects)}}});
    return topic;
}

}  // namespace

const std::vector<ReferenceTopic>& reference_topics() {
    static const std::vector<ReferenceTopic> topics{exit_codes(), checks(), revision_problems(),
                                                    index_states(), configuration()};
    return topics;
}

std::string render_reference_text(const ReferenceTopic& topic) {
    Rows rows;
    for (const ReferenceEntry& entry : topic.entries) rows.push_back({entry.name, entry.summary});
    return fmt::format(
        "{}\n\n{}\n{}\n`migrate explain {}` says more about that one, and so for every other.\n", topic.title,
        topic.introduction + "\n", render_table({"", ""}, rows, "  "), topic.entries.back().name);
}

std::string render_reference_markdown(const ReferenceTopic& topic) {
    std::string text = fmt::format("# {}\n\n{}\n", topic.title, topic.introduction);
    for (const ReferenceEntry& entry : topic.entries) {
        text += fmt::format("\n## {}\n\n{}\n\n", entry.name, entry.summary);
        for (const auto& [name, words] : entry.parts) text += fmt::format("- {}: {}\n", name, words);
    }
    return text;
}

std::string render_reference_entry(const ReferenceEntry& entry) {
    std::string text = fmt::format("{}: {}\n\n", entry.name, entry.summary);
    Rows rows;
    for (const auto& [name, words] : entry.parts) rows.push_back({name, words});
    return text + render_table({"", ""}, rows, "  ");
}

}  // namespace migrate
