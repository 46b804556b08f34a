// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

/// A variable of any of our files, whatever its dimensions.
struct GridColumn {
    std::string name;
    std::vector<std::string> dims;
    std::vector<std::size_t> extent;
    std::string unit, long_name, equation;
    bool is_text = false;
};

/// A finished file of ours (run, cost study, sweep), open for reading variable by variable. Every failure is a RecordError.
class GridReader {
public:
    /// Refuses files that are not ours or not complete.
    explicit GridReader(const std::filesystem::path& path);
    ~GridReader();
    GridReader(const GridReader&) = delete;
    GridReader& operator=(const GridReader&) = delete;

    /// Text of a root attribute, "" when there is none; whole numbers as text.
    [[nodiscard]] std::string attribute(std::string_view name) const;
    /// Names of the dimensions, in the order of the file.
    [[nodiscard]] const std::vector<std::string>& dims() const noexcept;
    [[nodiscard]] bool has_dim(std::string_view name) const noexcept;
    /// Labels of a dimension; numbers as text.
    [[nodiscard]] std::vector<std::string> labels(const std::string& dim) const;
    [[nodiscard]] const std::vector<GridColumn>& columns() const noexcept;
    /// Null when there is none of that name.
    [[nodiscard]] const GridColumn* find(std::string_view name) const noexcept;

    /// All values, the last dimension fastest.
    [[nodiscard]] std::vector<double> numbers(const GridColumn& column) const;
    /// Of places [first, first + count) of the first dimension.
    [[nodiscard]] std::vector<double> numbers(const GridColumn& column, std::size_t first, std::size_t count) const;
    [[nodiscard]] std::vector<std::string> texts(const GridColumn& column) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sunder
