// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/record/decision_table.hpp"

namespace sunder {

/// A variable as its file describes it.
struct RecordedVariable {
    std::string name;
    std::vector<std::string> dims;    ///< run, time or month, then its own
    std::vector<std::size_t> extent;  ///< of each dimension
    std::string unit, long_name, equation;

    [[nodiscard]] std::size_t runs() const noexcept { return extent[0]; }
    [[nodiscard]] std::size_t steps() const noexcept { return extent[1]; }
    /// Values of one slice.
    [[nodiscard]] std::size_t cells() const noexcept;
};

/// A finished result file, open for reading. Every failure is a RecordError.
class ResultReader {
public:
    /// Refuses files that are not ours, not complete, or of a newer format.
    explicit ResultReader(std::filesystem::path path);
    ~ResultReader();
    ResultReader(const ResultReader&) = delete;
    ResultReader& operator=(const ResultReader&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept;
    /// Text of a root attribute, "" when there is none.
    [[nodiscard]] std::string attribute(std::string_view name) const;
    [[nodiscard]] const std::vector<RecordedVariable>& variables() const noexcept;
    /// Null when there is none of that name.
    [[nodiscard]] const RecordedVariable* find(std::string_view name) const noexcept;
    /// Labels of a dimension other than time and month; days of time or month.
    [[nodiscard]] const std::vector<std::string>& labels(std::string_view dim) const;
    [[nodiscard]] const std::vector<Day>& days(std::string_view dim) const;

    /// Of governments, in the order of the file; none where they followed the script.
    [[nodiscard]] const std::vector<RecordedDecision>& decisions() const noexcept;

    /// Slices [first, first + count) of one run, one after the other. `variable` is one of variables(), not a copy.
    [[nodiscard]] std::vector<double> read(const RecordedVariable& variable, std::size_t run, std::size_t first,
                                           std::size_t count) const;
    /// All slices of one run.
    [[nodiscard]] std::vector<double> read(const RecordedVariable& variable, std::size_t run) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// The labels of a cell of a slice, one per own dimension of the variable.
[[nodiscard]] std::vector<std::string> cell_labels(const ResultReader& file, const RecordedVariable& variable,
                                                   std::size_t cell);

/// "2021-01-04"
[[nodiscard]] std::string iso_date(Day day);

}  // namespace sunder
