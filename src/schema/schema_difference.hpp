#pragma once

#include "src/schema/schema_snapshot.hpp"

#include <string>
#include <vector>

namespace migrate {

/// One thing in which two snapshots are not the same.
struct SchemaDifference {
    enum class Kind { missing, unexpected, different };
    Kind kind = Kind::different;
    SchemaKey key;
    std::string attribute;  ///< of `different`: "default"; "name" where only that differs
    std::string wanted;     ///< what the first has: of `different` a value, else a definition; "" = nothing
    std::string actual;
    bool uncertain = false;  ///< two major versions may print the same expression in two ways
};

/// What each side is called in a sentence: "in the revisions", "in the database".
struct SidesOfDifference {
    std::string wanted;
    std::string actual;
};

/// "column users.credits", "constraint _chat_bot_uc of chat_bot_instances"
std::string name_of(const SchemaKey& key);

/// One line with both sides: "column users.credits: the default is 0 in the revisions, 1 in the database".
std::string describe(const SchemaDifference& difference, const SidesOfDifference& sides);

/// In the order of the objects' names. What belongs to an object that is there on one side only is not told
/// beside it. Left out are owners and privileges that mean "whoever made it", and what the patterns
/// mean: "audit.*", "index ix_*", "*: comment" (src/schema/schema_pattern.hpp).
std::vector<SchemaDifference> compare_schemas(const SchemaSnapshot& wanted, const SchemaSnapshot& actual,
                                              const std::vector<std::string>& ignore = {});

}  // namespace migrate
