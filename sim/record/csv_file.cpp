// SPDX-License-Identifier: Apache-2.0
#include "sim/record/csv_file.hpp"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include "sim/record/record_error.hpp"

namespace sunder {
namespace {

constexpr std::size_t buffer_bytes = 1 << 20;

}  // namespace

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

CsvFile::CsvFile(const std::filesystem::path& path, std::filesystem::path shown)
    : shown_(std::move(shown)), file_(std::fopen(path.c_str(), "wbe")) {
    if (!file_) fail();
}

void CsvFile::fail() const {
    throw RecordError(shown_, std::generic_category().message(errno));
}

void CsvFile::separate() {
    if (!first_) pending_ += ',';
    first_ = false;
}

void CsvFile::text(std::string_view field) {
    separate();
    pending_ += csv_field(field);
}

void CsvFile::plain(std::string_view field) {
    separate();
    pending_ += field;
}

void CsvFile::number(double value) {
    separate();
    if (std::isnan(value)) return;
    char digits[32];  // enough for any double
    const auto result = std::to_chars(digits, digits + sizeof digits, value);
    pending_.append(digits, result.ptr);
}

void CsvFile::end_row() {
    pending_ += '\n';
    first_ = true;
    if (pending_.size() >= buffer_bytes) flush();
}

void CsvFile::flush() {
    if (std::fwrite(pending_.data(), 1, pending_.size(), file_.get()) != pending_.size()) fail();
    pending_.clear();
}

void CsvFile::close() {
    flush();
    if (std::fclose(file_.release()) != 0) fail();
}

}  // namespace sunder
