#include "checks/style/checks.hpp"

#include "checks/style/defined_column.hpp"

namespace migrate {

std::vector<Check> style_checks() {
    return {check_of<style_json>(), check_of<style_serial>(), check_of<style_small_key>(),
            check_of<style_timestamp_without_zone>(), check_of<style_varchar_length>()};
}

const std::vector<const StatementRule*>& style_rules() {
    static const std::vector<const StatementRule*> rules{
        &style_json, &style_serial, &style_small_key, &style_timestamp_without_zone, &style_varchar_length};
    return rules;
}

std::vector<DefinedColumn> columns_defined_by(const StatementContext& at) {
    std::vector<DefinedColumn> columns;
    if (at.node().is("CreateStmt")) {
        const RelationName table = relation_of(at.node().child("relation"));
        for (const SyntaxNode& element : at.node().list("tableElts")) {
            if (element.is("ColumnDef")) columns.push_back({table, column_of(element), element.offset()});
        }
    }
    for (const TableChange& change : at.statement.changes) {
        if (change.is("AT_AddColumn")) columns.push_back({change.table, change.column, change.offset});
    }
    return columns;
}

}  // namespace migrate
