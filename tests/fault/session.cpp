#include "tests/fault/session.hpp"

namespace migrate::fault {

namespace {

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

void ignore_notice(void* /*unused*/, const char* /*unused*/) {}

std::vector<std::string> read_row(const PGresult* result, int row) {
    std::vector<std::string> values;
    for (int column = 0; column < PQnfields(result); ++column)
        values.emplace_back(PQgetvalue(result, row, column));
    return values;
}

}  // namespace

Session::Session(const std::string& url) : raw_(PQconnectdb(url.c_str())) {
    if (PQstatus(raw_.get()) != CONNECTION_OK) throw SqlFailure(PQerrorMessage(raw_.get()));
    PQsetNoticeProcessor(raw_.get(), ignore_notice, nullptr);
}

Rows Session::rows(const std::string& sql) {
    const Result result(PQexec(raw_.get(), sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw SqlFailure(PQerrorMessage(raw_.get()));
    Rows rows;
    for (int row = 0; row < PQntuples(result.get()); ++row) rows.push_back(read_row(result.get(), row));
    return rows;
}

std::string Session::value(const std::string& sql) {
    return rows(sql).at(0).at(0);
}

}  // namespace migrate::fault
