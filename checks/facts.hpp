#pragma once

#include "src/index/catalog_facts.hpp"
#include "src/revision/history_facts.hpp"
#include "src/revision/merge_facts.hpp"
#include "src/revision/revision_graph.hpp"
#include "src/schema/round_trip.hpp"
#include "src/schema/schema_snapshot.hpp"
#include "src/settings/server_facts.hpp"
#include "src/settings/setting_facts.hpp"
#include "src/statement/statement_facts.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace migrate {

/// The parts of Facts.
enum class Need { files, history, catalog, server, settings, statements, merge, drift, round_trip };
inline constexpr std::array all_needs{Need::files,  Need::history,  Need::catalog,
                                      Need::server, Need::settings, Need::statements,
                                      Need::merge,  Need::drift,    Need::round_trip};
inline constexpr std::array database_needs{Need::history, Need::catalog, Need::server, Need::drift};
/// What cannot be told without the revision files.
inline constexpr std::array file_needs{Need::files, Need::history, Need::drift, Need::round_trip};
/// They take a private PostgreSQL, and seconds.
inline constexpr std::array slow_needs{Need::drift, Need::round_trip};

/// A set of them.
class Needs {
  public:
    constexpr Needs() = default;
    constexpr Needs(std::initializer_list<Need> needs) {
        for (const Need need : needs) add(need);
    }
    constexpr void add(Need need) { bits_ |= bit(need); }
    constexpr void add(Needs needs) { bits_ |= needs.bits_; }
    constexpr void remove(Need need) { bits_ &= ~bit(need); }
    constexpr bool contains(Need need) const { return (bits_ & bit(need)) != 0; }

  private:
    static constexpr unsigned bit(Need need) { return 1U << static_cast<unsigned>(need); }
    unsigned bits_ = 0;
};

/// From where on checks speak, where somebody may choose.
struct CheckLimits {
    std::chrono::milliseconds unused_after = std::chrono::hours(24 * 30);  ///< an index that nothing scanned
    std::int64_t small_table_bytes = 8 * 1024 * 1024;  ///< below it, nobody waits long for a table
};

/// A file that somebody declared the bot to need.
struct RequiredFile {
    std::string path;
    std::string problem;  ///< why it cannot be read: lower case; "" = it can
};

/// A database, and what the revisions that it has make of an empty one.
struct DriftFacts {
    SchemaSnapshot wanted;
    SchemaSnapshot actual;
    std::vector<std::string> ignore;  ///< patterns: see compare_schemas()
};

/// Everything that checks look at: gathered beforehand, so that checks are pure. A part that could not be
/// gathered is empty, and says why.
struct Facts {
    std::optional<RevisionGraph> files;        ///< with all its problems
    std::optional<HistoryFacts> history;       ///< what the database says about revisions
    std::optional<CatalogFacts> catalog;       ///< indexes, constraints, tables
    std::optional<StatementFacts> statements;  ///< what revisions, or plain files, are going to run
    std::optional<ServerFacts> server;         ///< limits, settings by source, who is connected
    std::optional<SettingFacts> settings;      ///< the bot's variables and where it is deployed
    std::vector<RequiredFile> required_files;
    std::optional<MergeFacts> merge;  ///< the files as a merge would leave them
    std::optional<DriftFacts> drift;
    std::optional<RoundTripFacts> round_trip;  ///< every revision up, down and up in a private server
    CheckLimits limits;
    std::array<std::string, all_needs.size()> absence{};  ///< why a part is empty: lower case, one line

    std::string& absence_of(Need need) { return absence.at(static_cast<std::size_t>(need)); }
    const std::string& absence_of(Need need) const { return absence.at(static_cast<std::size_t>(need)); }
};

bool has(const Facts& facts, Need need);

}  // namespace migrate
