#pragma once

#include "cli/run_flags.hpp"

#include <string>
#include <vector>

namespace migrate {

/// What `migrate apply` was asked to do.
struct ApplyOptions {
    std::vector<std::string> skip;          ///< words of steps: see apply_step_words()
    std::vector<std::string> only;          ///< empty: all
    std::string backup_directory;           ///< "": no backup
    std::string backup_content = "whole";   ///< or schema
    std::vector<std::string> report_files;  ///< *.md and *.json
    std::string fail_on = "error";          ///< of the check
    std::string redis_url;                  ///< as of flush
    RunFlags flags;
    std::string metrics;
};

}  // namespace migrate
