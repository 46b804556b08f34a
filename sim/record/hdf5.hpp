// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <hdf5.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The little of HDF5 that result files need, by the recipe of FORMAT.md: owned handles, strings of variable length in
/// UTF-8, creation order kept, no times inside. Every failure is a RecordError with the path and the system's reason.
namespace sunder::h5 {

template <herr_t (*Close)(hid_t)>
class Handle {
public:
    Handle() = default;
    explicit Handle(hid_t id) noexcept : id_(id) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }
    ~Handle() {
        if (id_ >= 0) Close(id_);
    }
    [[nodiscard]] hid_t get() const noexcept { return id_; }
    /// Closes now; negative when that failed.
    herr_t close() noexcept { return id_ < 0 ? 0 : Close(std::exchange(id_, H5I_INVALID_HID)); }

private:
    hid_t id_ = H5I_INVALID_HID;
};
using Dataset = Handle<H5Dclose>;

/// An open file. Objects opened through it must not outlive it.
class File {
public:
    File() = default;
    /// Format 1.8, creation order tracked, no times, no locks (the name is private to the writer). `shown` is the path in
    /// errors.
    /// `virtual_arrays`: format 1.10, which arrays need whose values lie in other files.
    static File create(const std::filesystem::path& path, const std::filesystem::path& shown, bool virtual_arrays = false);
    static File open(const std::filesystem::path& path, bool to_change = false);

    [[nodiscard]] hid_t id() const noexcept { return file_.get(); }
    [[nodiscard]] const std::filesystem::path& shown() const noexcept { return shown_; }
    void flush();
    void close();
    /// Closes a file that will be thrown away, also when its disk is full.
    void abandon() noexcept;

    /// Throws RecordError with HDF5's or the system's reason when `id` is negative; else passes it through.
    template <class T>
    T check(T id, const char* doing) const {
        if (id < 0) fail(doing);
        return id;
    }
    [[noreturn]] void fail(const char* doing) const;

private:
    Handle<H5Fclose> file_;
    std::filesystem::path shown_;
};

// Attributes of the file (object = file.id()) or of a data set.
void set_attribute(const File& file, hid_t object, const char* name, std::string_view text);
void set_attribute(const File& file, hid_t object, const char* name, std::int64_t value);
void set_attribute(const File& file, hid_t object, const char* name, std::uint64_t value);
/// As a vector of one, which is what netCDF expects of _FillValue.
void set_attribute(const File& file, hid_t object, const char* name, double value);
void set_attribute(const File& file, hid_t object, const char* name, std::span<const std::int64_t> values);
[[nodiscard]] bool has_attribute(const File& file, hid_t object, const char* name);
[[nodiscard]] std::string text_attribute(const File& file, hid_t object, const char* name);
[[nodiscard]] std::int64_t int_attribute(const File& file, hid_t object, const char* name);

// Dimension scales: one coordinate each, with the dimension's name.
Dataset make_scale(const File& file, const std::string& name, std::span<const std::string> labels);
Dataset make_scale(const File& file, const std::string& name, std::span<const std::int64_t> values);
Dataset make_scale(const File& file, const std::string& name, std::span<const double> values);

// Variables of one dimension, without chunks.
Dataset make_column(const File& file, const std::string& name, std::span<const std::string> labels, hid_t scale);
Dataset make_column(const File& file, const std::string& name, std::span<const std::int64_t> values, hid_t scale);
Dataset make_column(const File& file, const std::string& name, std::span<const double> values, hid_t scale);

/// A double array filled with NaN, stored as deflated chunks; one scale per axis.
Dataset make_array(const File& file, const std::string& name, std::span<const hsize_t> extent,
                   std::span<const hsize_t> chunk, std::span<const hid_t> scales);

/// A double array whose first axis runs over files: values of its n-th member are the array of the same name in sources[n]
/// (a path relative to this file), NaN where there is none.
Dataset make_virtual(const File& file, const std::string& name, std::span<const hsize_t> extent,
                     std::span<const hid_t> scales, std::span<const std::string> sources);

/// Values of one member of the first axis.
void write_member(const File& file, const Dataset& data, hsize_t member, std::span<const double> values);

/// All values of a double array.
void write_array(const File& file, const Dataset& data, std::span<const double> values);

/// Names of the data sets in the root group, as they were made.
[[nodiscard]] std::vector<std::string> datasets_in_order(const File& file);
[[nodiscard]] Dataset open_dataset(const File& file, const std::string& name);
[[nodiscard]] bool holds_text(const File& file, const Dataset& data);
[[nodiscard]] std::vector<hsize_t> extent_of(const File& file, const Dataset& data);
/// Names of the scales attached to each axis; throws when an axis has none. `variable` is the name in that error.
[[nodiscard]] std::vector<std::string> axis_names(const File& file, const Dataset& data, const std::string& variable);
[[nodiscard]] std::vector<std::string> read_labels(const File& file, const std::string& name);
[[nodiscard]] std::vector<std::int64_t> read_integers(const File& file, const std::string& name);
[[nodiscard]] std::vector<double> read_numbers(const File& file, const std::string& name);
/// Values of a hyperslab of a double array.
void read_slab(const File& file, const Dataset& data, std::span<const hsize_t> offset, std::span<const hsize_t> count,
               std::span<double> values);

}  // namespace sunder::h5
