#include "cli/render/model/fingerprints.hpp"

#include "src/base/checksum.hpp"

#include <map>

#include <fmt/format.h>

namespace migrate {

std::vector<std::string> fingerprints_of(const Report& report) {
    std::map<std::string, int> seen;
    std::vector<std::string> fingerprints;
    for (const Finding& finding : report.findings) {
        const std::string identity =
            fmt::format("{}\n{}\n{}", finding.check, finding.position.file, finding.subject);
        fingerprints.push_back(checksum(fmt::format("{}\n{}", identity, seen[identity]++)));
    }
    return fingerprints;
}

}  // namespace migrate
