#pragma once

#include "checks/statement_rule.hpp"

#include <vector>

namespace migrate {

extern const StatementRule style_json;
extern const StatementRule style_serial;
extern const StatementRule style_small_key;
extern const StatementRule style_timestamp_without_zone;
extern const StatementRule style_varchar_length;

/// Matters of taste in new columns: looked at where somebody asks for them.
std::vector<Check> style_checks();
/// The same, as rules.
const std::vector<const StatementRule*>& style_rules();

}  // namespace migrate
