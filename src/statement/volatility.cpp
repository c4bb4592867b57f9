#include "src/statement/volatility.hpp"

#include <algorithm>
#include <array>

namespace migrate {

namespace {

/// PostgreSQL's own (also of its contrib modules) that are volatile; by pg_proc.provolatile.
constexpr auto volatile_functions = std::to_array<std::string_view>(
    {"clock_timestamp", "gen_random_bytes", "gen_random_uuid", "gen_salt", "nextval", "currval", "lastval",
     "random", "random_normal", "setval", "timeofday", "uuid_generate_v1", "uuid_generate_v1mc",
     "uuid_generate_v4", "uuidv4", "uuidv7"});

/// Some that are not, and that stand in defaults.
constexpr auto steady_functions = std::to_array<std::string_view>({"abs",
                                                                   "age",
                                                                   "array_fill",
                                                                   "bit_length",
                                                                   "btrim",
                                                                   "ceil",
                                                                   "ceiling",
                                                                   "char_length",
                                                                   "chr",
                                                                   "coalesce",
                                                                   "concat",
                                                                   "concat_ws",
                                                                   "current_database",
                                                                   "current_schema",
                                                                   "current_setting",
                                                                   "date",
                                                                   "date_part",
                                                                   "date_trunc",
                                                                   "decode",
                                                                   "encode",
                                                                   "extract",
                                                                   "floor",
                                                                   "format",
                                                                   "greatest",
                                                                   "hashtext",
                                                                   "int4range",
                                                                   "int8range",
                                                                   "initcap",
                                                                   "json_build_array",
                                                                   "json_build_object",
                                                                   "jsonb_build_array",
                                                                   "jsonb_build_object",
                                                                   "json_object",
                                                                   "jsonb_object",
                                                                   "least",
                                                                   "left",
                                                                   "length",
                                                                   "lower",
                                                                   "lpad",
                                                                   "ltrim",
                                                                   "make_date",
                                                                   "make_interval",
                                                                   "make_time",
                                                                   "make_timestamp",
                                                                   "make_timestamptz",
                                                                   "md5",
                                                                   "now",
                                                                   "nullif",
                                                                   "numrange",
                                                                   "octet_length",
                                                                   "overlay",
                                                                   "position",
                                                                   "power",
                                                                   "regexp_replace",
                                                                   "repeat",
                                                                   "replace",
                                                                   "reverse",
                                                                   "right",
                                                                   "round",
                                                                   "rpad",
                                                                   "rtrim",
                                                                   "sha256",
                                                                   "split_part",
                                                                   "statement_timestamp",
                                                                   "string_to_array",
                                                                   "substr",
                                                                   "substring",
                                                                   "text",
                                                                   "timezone",
                                                                   "to_char",
                                                                   "to_date",
                                                                   "to_json",
                                                                   "to_jsonb",
                                                                   "to_number",
                                                                   "to_timestamp",
                                                                   "to_tsvector",
                                                                   "transaction_timestamp",
                                                                   "trim",
                                                                   "trunc",
                                                                   "tsrange",
                                                                   "tstzrange",
                                                                   "daterange",
                                                                   "txid_current",
                                                                   "pg_current_xact_id",
                                                                   "upper",
                                                                   "uuid_nil"});

Volatility volatility_of(const std::string& function) {
    if (std::ranges::count(volatile_functions, function) > 0) return Volatility::by_row;
    return std::ranges::count(steady_functions, function) > 0 ? Volatility::constant : Volatility::unknown;
}

}  // namespace

DefaultValue judge_default(const SyntaxNode& expression) {
    DefaultValue worst;
    for (const SyntaxNode& call : expression.all("FuncCall")) {
        const std::vector<std::string> parts = call.strings("funcname");
        const std::string name = parts.empty() ? "" : parts.back();
        const Volatility found = volatility_of(name);
        const bool decides = found == Volatility::by_row || worst.volatility == Volatility::constant;
        if (found == Volatility::constant || !decides) continue;
        worst = {found, name, call.offset()};
        if (found == Volatility::by_row) break;
    }
    return worst;
}

bool is_null_constant(const SyntaxNode& expression) {
    if (expression.is("TypeCast")) return is_null_constant(expression.child("arg"));
    return expression.is("A_Const") && expression.flag("isnull");
}

}  // namespace migrate
