// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace sunder {

/// A CSV file (RFC 4180, UTF-8, LF) that is being written, field by field. Failures are RecordErrors about `shown`.
class CsvFile {
public:
    CsvFile(const std::filesystem::path& path, std::filesystem::path shown);

    void text(std::string_view field);   ///< quoted where it must be
    void plain(std::string_view field);  ///< known to need no quotes
    void number(double value);           ///< shortest form that reads back the same; NaN is an empty field
    void end_row();
    void close();

private:
    struct Close {
        void operator()(std::FILE* file) const noexcept { std::fclose(file); }
    };
    void separate();
    void flush();
    [[noreturn]] void fail() const;

    std::filesystem::path shown_;
    std::unique_ptr<std::FILE, Close> file_;
    std::string pending_;
    bool first_ = true;
};

/// The field as it stands in a file.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace sunder
