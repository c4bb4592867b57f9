#include "cli/completion_script.hpp"

#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace migrate {

namespace {

/// The words that can follow a command.
struct Completion {
    std::string command;  ///< "" for the program itself
    std::string description;
    std::vector<std::string> words;
};

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> long_options(const CLI::App& app) {
    std::vector<std::string> words;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
    }
    return words;
}

std::vector<Completion> completions_of(const CLI::App& app) {
    std::vector<Completion> completions{{"", "", long_options(app)}};
    for (const CLI::App* command : commands_of(app)) {
        Completion completion{command->get_name(), command->get_description(), long_options(*command)};
        for (const CLI::App* inner : commands_of(*command)) completion.words.push_back(inner->get_name());
        completions.push_back(std::move(completion));
    }
    return completions;
}

constexpr std::string_view bash_script = R"(_migrate() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} command= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${{COMP_WORDS[i]}} in
            {commands}) command=${{COMP_WORDS[i]}}; break ;;
        esac
    done
    case $command in
{cases}        *) COMPREPLY=($(compgen -W "{names} {global}" -- "$word")) ;;
    esac
}}
complete -o default -F _migrate migrate
)";

std::string bash(const std::vector<Completion>& completions) {
    std::vector<std::string> names;
    std::string cases;
    const std::string global = fmt::format("{}", fmt::join(completions.front().words, " "));
    for (const Completion& completion : completions) {
        if (completion.command.empty()) continue;
        names.push_back(completion.command);
        cases += fmt::format("        {}) COMPREPLY=($(compgen -W \"{} {}\" -- \"$word\")) ;;\n",
                             completion.command, fmt::join(completion.words, " "), global);
    }
    return fmt::format(bash_script, fmt::arg("commands", fmt::join(names, " | ")), fmt::arg("cases", cases),
                       fmt::arg("names", fmt::join(names, " ")), fmt::arg("global", global));
}

/// In single quotes, for zsh and fish alike.
std::string quoted(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return "'" + result + "'";
}

std::string zsh(const std::vector<Completion>& completions) {
    std::string described;
    std::string cases;
    for (const Completion& completion : completions) {
        if (completion.command.empty()) continue;
        described += fmt::format("        {}\n", quoted(completion.command + ":" + completion.description));
        cases += fmt::format("        {}) compadd -- {} $global; return ;;\n", completion.command,
                             fmt::join(completion.words, " "));
    }
    return fmt::format(
        "#compdef migrate\n_migrate() {{\n    local -a commands global\n    commands=(\n{}    )\n    global=({})\n"
        "    local word\n    for word in ${{words[2,CURRENT-1]}}; do\n        case $word in\n{}        esac\n    done\n"
        "    _describe command commands\n    compadd -- $global\n}}\ncompdef _migrate migrate\n",
        described, fmt::join(completions.front().words, " "), cases);
}

std::string fish(const std::vector<Completion>& completions) {
    std::string script;
    for (const Completion& completion : completions) {
        const bool global = completion.command.empty();
        if (!global)
            script += fmt::format("complete -c migrate -n __fish_use_subcommand -f -a {} -d {}\n",
                                  completion.command, quoted(completion.description));
        for (const std::string& word : completion.words) {
            const std::string condition =
                global ? ""
                       : fmt::format(" -n {}", quoted("__fish_seen_subcommand_from " + completion.command));
            script += word.starts_with("--")
                          ? fmt::format("complete -c migrate{} -l {}\n", condition, word.substr(2))
                          : fmt::format("complete -c migrate{} -f -a {}\n", condition, word);
        }
    }
    return script;
}

}  // namespace

std::string render_completion(const CLI::App& app, std::string_view shell) {
    const std::vector<Completion> completions = completions_of(app);
    if (shell == "bash") return bash(completions);
    return shell == "zsh" ? zsh(completions) : fish(completions);
}

}  // namespace migrate
