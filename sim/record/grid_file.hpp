// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sunder {

/// A variable of a grid file, with all its values in the order of its dimensions.
struct GridVariable {
    std::string name;
    std::vector<std::string> dims;
    std::string unit, long_name, equation;
    std::vector<double> values;
};

/// A result without time: variables over named dimensions, all values at hand. The file follows the same recipe as that of a
/// run (FORMAT.md) and appears whole or not at all: call in the order attributes, scales, variables, close.
class GridFile {
public:
    /// `virtual_arrays`: values may lie in other files; such a file needs HDF5 1.10.
    GridFile(const std::filesystem::path& path, bool force, bool virtual_arrays = false);
    ~GridFile();
    GridFile(const GridFile&) = delete;
    GridFile& operator=(const GridFile&) = delete;

    void attribute(const char* name, std::string_view text);
    void attribute(const char* name, std::int64_t number);
    void scale(const std::string& name, std::string_view long_name, std::span<const std::string> labels);
    void scale(const std::string& name, std::string_view long_name, std::string_view unit,
               std::span<const std::int64_t> values);
    void scale(const std::string& name, std::string_view long_name, std::string_view unit, std::span<const double> values);
    /// Days since 2000-01-01, as readers know time.
    void times(const std::string& name, std::string_view long_name, std::span<const std::int64_t> days);
    /// A text for every place of one dimension.
    void labels(const std::string& name, const std::string& dim, std::string_view long_name,
                std::span<const std::string> values);
    /// A code for every place of one dimension; `meanings` of 0, 1, ...
    void codes(const std::string& name, const std::string& dim, std::string_view long_name,
               std::span<const std::int64_t> values, const std::vector<std::string>& meanings);
    /// A variable without values here: the n-th member of its first dimension is the variable of the same name in
    /// sources[n], a path relative to this file; NaN where there is none.
    void elsewhere(const GridVariable& variable, std::span<const std::string> sources);
    /// A variable that gets its values member by member of its first dimension, NaN until then.
    void by_member(const GridVariable& variable);
    void put_member(const std::string& variable, std::size_t member, std::span<const double> values);
    /// Throws std::logic_error for an unknown dimension or a wrong number of values.
    void variable(const GridVariable& variable);
    /// complete = 1, then the file gets its name.
    void close();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sunder
