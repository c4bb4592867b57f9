#pragma once

#include <string>

namespace migrate {

/// The name of the database that ConnectOptions::target means, also where no server answers: named in it,
/// else by libpq's environment and service files, else after the user. "" for what libpq cannot read.
std::string read_target_database(const std::string& target);

}  // namespace migrate
