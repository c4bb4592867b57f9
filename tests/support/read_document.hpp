#pragma once

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"

#include <string>

#include <nlohmann/json.hpp>

namespace migrate::test {

/// What tests/support/read_document reads in a document, after it has found it valid.
inline nlohmann::json read_document(const std::string& format, const std::string& text) {
    const ProcessResult result =
        run({MIGRATE_SOURCE_DIRECTORY "/tests/support/read_document", format}, {.input = text});
    INFO(text);
    INFO(result.errors);
    REQUIRE(result.exit_code == 0);
    return nlohmann::json::parse(result.output);
}

}  // namespace migrate::test
