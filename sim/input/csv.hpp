// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/fault.hpp"

namespace sunder {

/// A cell with the place where it starts (1-based; columns count characters, not bytes).
struct CsvCell {
    std::string text;  ///< unquoted, blanks at both ends of unquoted cells removed
    int line = 0;
    int column = 0;
};

/// A table as it stands in its file: every row has as many cells as the header.
struct CsvTable {
    std::string file;
    char delimiter = ',';
    std::vector<CsvCell> header;
    std::vector<std::vector<CsvCell>> rows;
};

/// Reads RFC 4180 text: quoted cells may hold delimiters, line breaks and doubled quotes. Beyond the RFC: a byte order
/// mark, LF or CRLF, lines that start with '#', empty lines, and the delimiter of the header line (comma, semicolon, tab).
/// Appends a fault for wrong encoding, stray or unclosed quotes, ragged rows, empty or repeated column names; rows with a
/// fault are left out. `file` is only a label.
[[nodiscard]] CsvTable read_csv(std::string_view bytes, std::string file, std::vector<Fault>& faults);

/// The same row by row, for tables too large to be held as text: `on_row` gets the header and each sound row in turn.
/// Returns the table without rows.
[[nodiscard]] CsvTable read_csv_rows(std::string_view bytes, std::string file, std::vector<Fault>& faults,
                                     const std::function<void(const CsvTable&, std::vector<CsvCell>&&)>& on_row);

}  // namespace sunder
