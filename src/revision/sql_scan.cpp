#include "src/revision/sql_scan.hpp"

#include <algorithm>
#include <cstdint>

#include <pg_query.h>

namespace migrate {
namespace {

constexpr unsigned varint = 0;
constexpr unsigned length_delimited = 2;

/// Reads the protocol buffer that pg_query_scan returns: { int32 version = 1; repeated Token { int32 start =
/// 1; int32 end = 2; … } = 2; }. The distribution ships no header to decode it with.
class ProtobufReader {
  public:
    explicit ProtobufReader(std::string_view data) : data_(data) {}

    bool done() const { return at_ >= data_.size(); }
    std::uint64_t read_varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; !done() && shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(data_[at_++]);
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if ((byte & 0x80U) == 0) break;
        }
        return value;
    }
    std::string_view read_bytes() {
        const std::size_t size = std::min<std::size_t>(read_varint(), data_.size() - at_);
        at_ += size;
        return data_.substr(at_ - size, size);
    }

  private:
    std::string_view data_;
    std::size_t at_ = 0;
};

SqlToken read_token(std::string_view message, std::string_view text) {
    std::size_t start = 0, end = 0;
    for (ProtobufReader reader(message); !reader.done();) {
        const auto key = reader.read_varint();
        const auto value = reader.read_varint();  // all fields of a token are numbers
        if (key >> 3 == 1) start = value;
        if (key >> 3 == 2) end = value;
    }
    end = std::min(end, text.size());
    start = std::min(start, end);
    return {text.substr(start, end - start), start};
}

std::vector<SqlToken> read_tokens(const PgQueryProtobuf& message, std::string_view text) {
    std::vector<SqlToken> tokens;
    for (ProtobufReader reader({message.data, message.len}); !reader.done();) {
        const auto key = reader.read_varint();
        if ((key & 7U) == length_delimited) {
            tokens.push_back(read_token(reader.read_bytes(), text));
        } else if ((key & 7U) == varint) {
            reader.read_varint();
        } else {
            break;
        }
    }
    return tokens;
}

SqlScanStop stop_of(const PgQueryError& error, std::string_view text) {
    std::string reason = error.message;
    reason.resize(
        std::min(reason.find(" at or near "), reason.size()));  // the text itself may be the rest of the file
    return {std::move(reason), byte_offset(text, error.cursorpos)};
}

}  // namespace

std::size_t byte_offset(std::string_view text, int character) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool continues = (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
        if (!continues && --character <= 0) break;
    }
    return at;
}

SqlScan scan_sql(const std::string& text) {
    SqlScan scan;
    PgQueryScanResult result = pg_query_scan(text.c_str());
    if (result.error == nullptr) {
        scan.tokens = read_tokens(result.pbuf, text);
    } else {
        scan.stop = stop_of(*result.error, text);
    }
    pg_query_free_scan_result(result);
    if (!scan.stop || scan.stop->offset == 0 || scan.stop->offset >= text.size()) return scan;

    PgQueryScanResult before = pg_query_scan(text.substr(0, scan.stop->offset).c_str());
    if (before.error == nullptr) scan.tokens = read_tokens(before.pbuf, text);
    pg_query_free_scan_result(before);
    return scan;
}

bool is_word(const SqlToken& token, std::string_view word) {
    const auto same = [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
    };
    return std::ranges::equal(token.text, word, same);
}

}  // namespace migrate
