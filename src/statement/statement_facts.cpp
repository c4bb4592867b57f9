#include "src/statement/statement_facts.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

namespace migrate {

namespace {

/// Gives statements their numbers and runs, and transactions numbers of their own.
void number_statements(std::vector<Script>& scripts) {
    std::size_t number = 0;
    int run = 0, transactions = 0;
    for (Script& script : scripts) {
        if (script.begins_run) ++run;
        int last = ScriptStatement::none;
        for (ScriptStatement& statement : script.statements) {
            statement.number = ++number;
            statement.run = run;
            if (statement.transaction == ScriptStatement::none) continue;
            last = std::max(last, statement.transaction);
            statement.transaction += transactions;
        }
        transactions += last + 1;
    }
}

StatementFacts facts_of_scripts(std::vector<Script> scripts, const Timeline::Exists& exists) {
    number_statements(scripts);
    StatementFacts facts{.scripts = std::move(scripts), .timeline = Timeline(exists)};
    for (const Script& script : facts.scripts) {
        for (const ScriptStatement& statement : script.statements) facts.timeline.note(statement);
    }
    return facts;
}

}  // namespace

StatementFacts find_statement_facts(const RevisionGraph& graph, const std::optional<RevisionSet>& applied,
                                    const Timeline::Exists& exists) {
    RevisionSet all;
    for (const Revision& revision : graph.revisions()) all.insert(revision.id);
    std::vector<Script> scripts, ways_back;
    bool run_goes_on = false;
    for (const RevisionId& id : graph.order(all)) {
        Script script = read_script(graph.at(id), true);
        script.is_judged = !applied || !applied->contains(id);
        script.begins_run = !run_goes_on;
        run_goes_on = applied && script.is_judged;
        scripts.push_back(std::move(script));
        ways_back.push_back(read_script(graph.at(id), false));
        ways_back.back().is_judged = scripts.back().is_judged;
    }
    std::ranges::reverse(ways_back);
    std::ranges::move(ways_back, std::back_inserter(scripts));
    return facts_of_scripts(std::move(scripts), exists);
}

namespace {

/// On all processors: nearly all of the time goes into this.
std::vector<std::vector<Script>> read_all(const std::vector<PlainSql>& files) {
    std::vector<std::vector<Script>> read(files.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < files.size(); i = next++)
            read[i] = read_plain_scripts(files[i].file, files[i].text);
    };
    const std::size_t processors = std::max(std::thread::hardware_concurrency(), 1U);
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(processors, files.size()); ++i) others.emplace_back(work);
    work();
    others.clear();
    return read;
}

}  // namespace

StatementFacts find_statement_facts(const std::vector<PlainSql>& files, const Timeline::Exists& exists) {
    std::vector<Script> scripts, ways_back;
    for (std::vector<Script>& of_file : read_all(files)) {
        for (Script& script : of_file) (script.is_down ? ways_back : scripts).push_back(std::move(script));
    }
    std::ranges::reverse(ways_back);
    std::ranges::move(ways_back, std::back_inserter(scripts));
    return facts_of_scripts(std::move(scripts), exists);
}

}  // namespace migrate
