#include "cli/commands/explain.hpp"

#include "cli/choose.hpp"
#include "cli/context.hpp"
#include "cli/help.hpp"
#include "cli/reference.hpp"
#include "src/base/error.hpp"
#include "src/base/words.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace migrate {

namespace {

struct ExplainOptions {
    std::string topic;
    bool markdown = false;
};

const CLI::App* find_command(const CLI::App& app, const std::string& name) {
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        const auto& aliases = command->get_aliases();
        const bool is_alias = std::find(aliases.begin(), aliases.end(), name) != aliases.end();
        if (command->get_name() == name || is_alias) return command;
    }
    return nullptr;
}

/// Every word that `explain` knows.
std::vector<std::string> known_words(const CLI::App& app) {
    std::vector<std::string> words{"commands"};
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        words.push_back(command->get_name());
    for (const ReferenceTopic& topic : reference_topics()) {
        words.push_back(topic.name);
        for (const ReferenceEntry& entry : topic.entries) words.push_back(entry.name);
    }
    return words;
}

std::optional<std::string> find_explanation(const CLI::App& app, const std::string& word, bool markdown) {
    if (word == "commands") return markdown ? render_commands_markdown(app) : render_help(app);
    for (const ReferenceTopic& topic : reference_topics()) {
        if (topic.name == word)
            return markdown ? render_reference_markdown(topic) : render_reference_text(topic);
        for (const ReferenceEntry& entry : topic.entries) {
            if (entry.name == word) return render_reference_entry(entry);
        }
    }
    const CLI::App* command = find_command(app, word);
    return command != nullptr ? std::optional(render_help(*command)) : std::nullopt;
}

std::string list_topics() {
    std::string text =
        "migrate explain TOPIC, where TOPIC is one of\n\n  commands           what can be typed\n";
    for (const ReferenceTopic& topic : reference_topics())
        text += fmt::format("  {:<17}  {}\n", topic.name, topic.title);
    return text +
           "\nor a word of these pages: an exit code, the name in [brackets] of a problem, a state, a command.\n";
}

ExitCode run_explain(CommandContext& context, const ExplainOptions& options) {
    if (options.topic.empty()) {
        context.print(list_topics());
        return ExitCode::done;
    }
    GlobalOptions unused;
    Command none;
    const std::shared_ptr<CLI::App> app = build_app(unused, none);
    std::string word = options.topic;
    if (word.find('.') == std::string::npos)
        std::replace(word.begin(), word.end(), '_', '-');  // names of checks keep it
    const auto text = find_explanation(*app, word, options.markdown);
    if (!text) {
        const std::string meant = nearest_of(word, known_words(*app));
        throw Error(
            ExitCode::usage, fmt::format("nothing is known about {}", options.topic),
            meant.empty() ? "`migrate explain` lists the topics." : fmt::format("Did you mean {}?", meant));
    }
    context.print(*text);
    return ExitCode::done;
}

}  // namespace

CLI::App* add_explain(CLI::App& app, Command& chosen) {
    auto options = std::make_shared<ExplainOptions>();
    CLI::App* command =
        app.add_subcommand("explain", "say more about an exit code, a problem, an index state, a command");
    command->add_option("TOPIC", options->topic, "what to explain (else: list the topics)");
    command
        ->add_option_function<std::string>(
            "--format", [options](const std::string& format) { options->markdown = format == "markdown"; },
            "text or markdown (else text): markdown is how the pages of docs are written")
        ->type_name("FORMAT")
        ->check(one_of({"text", "markdown"}));
    choose(*command, chosen, options, run_explain);
    return command;
}

}  // namespace migrate
