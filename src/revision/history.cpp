#include "src/revision/history.hpp"

#include <algorithm>

namespace migrate {

const JournalEntry* History::find(const RevisionId& id) const {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const JournalEntry& entry) { return entry.revision == id; });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace migrate
