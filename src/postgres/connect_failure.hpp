#pragma once

#include "src/base/error.hpp"

#include <string>
#include <string_view>

namespace migrate {

/// What libpq said about a connection that failed.
struct ConnectFailure {
    std::string text;      ///< one line, without SQLSTATE and source location; may hold a password
    std::string sqlstate;  ///< of the last server that answered; "" where none did
};

/// Reads the message of a connection whose verbosity was PQERRORS_VERBOSE, where the server's code stands in
/// front of its words: the one way to learn the SQLSTATE of a failed connection, whatever language the server
/// speaks.
ConnectFailure read_connect_failure(std::string_view message);

/// A sentence on what to do about it.
std::string hint_for(const ConnectFailure& failure);

/// Whether trying again later can help: nobody answered, the server is full, starting or ending. Wrong names,
/// wrong passwords and refused roles stay what they are. The error is that of Connection::open().
bool can_pass(const Error& error);

}  // namespace migrate
