// SPDX-License-Identifier: Apache-2.0
#include "sim/input/csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

#include "sim/input/text.hpp"

namespace sunder {
namespace {

/// Splits text into records; knows the place of every cell.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& file, std::vector<Fault>& faults)
        : text_(text), file_(file), faults_(faults) {}

    /// The delimiter that the first line which is neither empty nor a comment holds most often outside quotes.
    [[nodiscard]] char sniff() const {
        std::array<int, 3> count{};
        constexpr std::string_view candidates = ",;\t";
        bool quoted = false, comment = false, seen = false, start = true;
        for (const char c : text_) {
            if (start) comment = c == '#';
            start = c == '\n' && !quoted;
            if (start && seen) break;
            if (comment || start) continue;
            if (c == '"') quoted = !quoted;
            seen = seen || c != '\r';
            const auto at = candidates.find(c);
            if (!quoted && at != std::string_view::npos) ++count[at];
        }
        return candidates[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
    }

    /// The next record, or nothing at the end of the text. `sound` is false when it had a quoting fault.
    std::optional<std::vector<CsvCell>> next(char delimiter, bool& sound) {
        skip_comments();
        if (done()) return std::nullopt;
        std::vector<CsvCell> cells;
        sound = true;
        for (bool more = true; more;) {
            cells.push_back(cell(delimiter, sound));
            more = !done() && peek() == delimiter;
            if (more) advance();
        }
        end_line();
        return cells;
    }

private:
    [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
    [[nodiscard]] char peek() const noexcept { return text_[at_]; }
    [[nodiscard]] bool at_line_end() const noexcept {
        return done() || peek() == '\n' || text_.substr(at_, 2) == "\r\n" || (peek() == '\r' && at_ + 1 == text_.size());
    }

    void advance() noexcept {
        const char c = text_[at_++];
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else if (at_ >= text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
            ++column_;  // a character ends where the next byte does not continue it
        }
    }
    void end_line() noexcept {
        while (!done() && peek() != '\n') advance();
        if (!done()) advance();
    }
    void skip_comments() noexcept {
        while (!done() && (peek() == '#' || at_line_end())) end_line();
    }

    CsvCell cell(char delimiter, bool& sound) {
        CsvCell result{{}, line_, column_};
        if (!done() && peek() == '"') {
            quoted(result, sound);
            if (at_line_end() || peek() == delimiter) return result;
            fault("text after the closing quote; double a quote inside a quoted cell", sound);
        }
        while (!at_line_end() && peek() != delimiter) {
            result.text += peek();
            advance();
        }
        result.text = std::string{trimmed(result.text)};
        return result;
    }

    void quoted(CsvCell& result, bool& sound) {
        const int line = line_, column = column_;
        for (advance(); !done(); advance()) {
            if (peek() == '"') {
                advance();
                if (done() || peek() != '"') return;
            }
            if (text_.substr(at_, 2) != "\r\n") result.text += peek();  // a line break in a cell is one '\n'
        }
        faults_.push_back({file_, line, column, "the quote that opens here is never closed"});
        sound = false;
    }

    void fault(std::string message, bool& sound) {
        if (sound) faults_.push_back({file_, line_, column_, std::move(message)});
        sound = false;
    }

    std::string_view text_;
    const std::string& file_;
    std::vector<Fault>& faults_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
};

void check_header(const CsvTable& table, std::vector<Fault>& faults) {
    std::unordered_set<std::string_view> seen;
    for (const CsvCell& cell : table.header) {
        if (cell.text.empty())
            faults.push_back({table.file, cell.line, cell.column, "a column without a name"});
        else if (!seen.insert(cell.text).second)
            faults.push_back({table.file, cell.line, cell.column, "column '" + cell.text + "' stands twice in the header"});
    }
}

Fault ragged(const CsvTable& table, const std::vector<CsvCell>& row) {
    const std::string found = std::to_string(row.size()), expected = std::to_string(table.header.size());
    const bool longer = row.size() > table.header.size();
    const CsvCell& at = longer ? row[table.header.size()] : row.back();
    std::string message = "the row has " + found + " cells, but the header has " + expected;
    if (longer && table.delimiter == ',') message += "; a decimal comma, or a text with commas that needs quotes?";
    return {table.file, at.line, at.column, message};
}

}  // namespace

CsvTable read_csv_rows(std::string_view bytes, std::string file, std::vector<Fault>& faults,
                       const std::function<void(const CsvTable&, std::vector<CsvCell>&&)>& on_row) {
    CsvTable table{std::move(file), ',', {}, {}};
    if (auto fault = encoding_fault(bytes, table.file)) {
        faults.push_back(*std::move(fault));
        return table;
    }
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    Scanner scanner(bytes, table.file, faults);
    table.delimiter = scanner.sniff();
    bool sound = true;
    while (auto cells = scanner.next(table.delimiter, sound)) {
        if (!sound && table.header.empty()) break;  // what follows would be judged by a wrong header
        if (!sound) continue;
        if (table.header.empty()) {
            table.header = *std::move(cells);
        } else if (cells->size() != table.header.size()) {
            faults.push_back(ragged(table, *cells));
        } else {
            on_row(table, *std::move(cells));
        }
    }
    if (table.header.empty() && sound) faults.push_back({table.file, 0, 0, "no header line"});
    check_header(table, faults);
    return table;
}

CsvTable read_csv(std::string_view bytes, std::string file, std::vector<Fault>& faults) {
    std::vector<std::vector<CsvCell>> rows;
    CsvTable table = read_csv_rows(bytes, std::move(file), faults,
                                   [&rows](const CsvTable&, std::vector<CsvCell>&& row) { rows.push_back(std::move(row)); });
    table.rows = std::move(rows);
    return table;
}

}  // namespace sunder
