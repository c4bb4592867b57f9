#pragma once

#include "src/schema/schema_snapshot.hpp"

#include <string>

namespace migrate {

class Connection;

/// Every object of the database as PostgreSQL itself prints it, in one statement of a transaction that only
/// reads. Servers from 13 on. Needs no rights of its own: the catalog is open to all.
SchemaSnapshot read_schema(Connection& connection);

/// The same, not taken apart: two of one server are equal where the schemas are.
struct SchemaText {
    int server_version = 0;
    std::string document;

    bool operator==(const SchemaText&) const = default;
};
SchemaSnapshot parse_schema(const SchemaText& text);

/// Reads it again and again on a connection of its own: the server plans the statement once, which else takes
/// as long as to run it.
class SchemaReader {
  public:
    explicit SchemaReader(Connection& connection) : connection_(connection) {}
    SchemaText read();

  private:
    Connection& connection_;
    bool prepared_ = false;
};

}  // namespace migrate
