// SPDX-License-Identifier: Apache-2.0
#include "sim/record/grid_reader.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>

#include "sim/record/hdf5.hpp"
#include "sim/record/record_error.hpp"

namespace sunder {
namespace {

constexpr std::int64_t newest_format = 1;  // of every kind of file

std::string text_if_any(const h5::File& file, hid_t object, const char* name) {
    return h5::has_attribute(file, object, name) ? h5::text_attribute(file, object, name) : std::string();
}

void check_ours(const h5::File& file) {
    const auto number = [&](const char* name) {
        return h5::has_attribute(file, file.id(), name) ? h5::int_attribute(file, file.id(), name) : std::int64_t{0};
    };
    if (!h5::has_attribute(file, file.id(), "format_version"))
        throw RecordError(file.shown(), "is not a file of sunder: it has no format_version");
    const std::int64_t version = number("format_version");
    if (version < 1 || version > newest_format)
        throw RecordError(file.shown(),
                          fmt::format("has format_version {}; this program reads 1 to {}", version, newest_format));
    if (number("complete") != 1) throw RecordError(file.shown(), "is not complete: its writer was stopped");
}

}  // namespace

class GridReader::Impl {
public:
    explicit Impl(const std::filesystem::path& path) : file(h5::File::open(path)) {
        check_ours(file);
        for (const std::string& name : h5::datasets_in_order(file)) {
            const h5::Dataset data = h5::open_dataset(file, name);
            if (file.check(H5DSis_scale(data.get()), name.c_str()) > 0)
                dims.push_back(name);
            else
                columns.push_back(describe(name, data));
        }
    }
    [[nodiscard]] GridColumn describe(const std::string& name, const h5::Dataset& data) const {
        GridColumn column;
        column.name = name;
        const std::vector<hsize_t> extent = h5::extent_of(file, data);
        column.extent.assign(extent.begin(), extent.end());
        column.dims = h5::axis_names(file, data, name);
        column.unit = text_if_any(file, data.get(), "units");
        column.long_name = text_if_any(file, data.get(), "long_name");
        column.equation = text_if_any(file, data.get(), "equation");
        column.is_text = h5::holds_text(file, data);
        return column;
    }

    h5::File file;
    std::vector<std::string> dims;
    std::vector<GridColumn> columns;
};

GridReader::GridReader(const std::filesystem::path& path) : impl_(std::make_unique<Impl>(path)) {}
GridReader::~GridReader() = default;

std::string GridReader::attribute(std::string_view name) const {
    const std::string key{name};
    const h5::File& file = impl_->file;
    if (!h5::has_attribute(file, file.id(), key.c_str())) return {};
    const h5::Handle<H5Aclose> attribute{H5Aopen(file.id(), key.c_str(), H5P_DEFAULT)};
    const h5::Handle<H5Tclose> type{H5Aget_type(attribute.get())};
    if (H5Tget_class(type.get()) == H5T_INTEGER) return std::to_string(h5::int_attribute(file, file.id(), key.c_str()));
    return h5::text_attribute(file, file.id(), key.c_str());
}

const std::vector<std::string>& GridReader::dims() const noexcept {
    return impl_->dims;
}

bool GridReader::has_dim(std::string_view name) const noexcept {
    return std::ranges::find(impl_->dims, name) != impl_->dims.end();
}

std::vector<std::string> GridReader::labels(const std::string& dim) const {
    const h5::Dataset data = h5::open_dataset(impl_->file, dim);
    if (h5::holds_text(impl_->file, data)) return h5::read_labels(impl_->file, dim);
    std::vector<std::string> texts;
    const h5::Handle<H5Tclose> type{impl_->file.check(H5Dget_type(data.get()), dim.c_str())};
    if (H5Tget_class(type.get()) == H5T_FLOAT) {
        for (const double number : h5::read_numbers(impl_->file, dim)) texts.push_back(fmt::format("{}", number));
        return texts;
    }
    for (const std::int64_t number : h5::read_integers(impl_->file, dim)) texts.push_back(std::to_string(number));
    return texts;
}

const std::vector<GridColumn>& GridReader::columns() const noexcept {
    return impl_->columns;
}

const GridColumn* GridReader::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(impl_->columns, name, &GridColumn::name);
    return found == impl_->columns.end() ? nullptr : &*found;
}

std::vector<double> GridReader::numbers(const GridColumn& column) const {
    return numbers(column, 0, column.extent.empty() ? 1 : column.extent.front());
}

std::vector<double> GridReader::numbers(const GridColumn& column, std::size_t first, std::size_t count) const {
    if (column.is_text) throw RecordError(impl_->file.shown(), "'" + column.name + "' holds texts, not numbers");
    std::vector<hsize_t> offset(column.extent.size(), 0), extent(column.extent.begin(), column.extent.end());
    if (!extent.empty()) {
        offset.front() = first;
        extent.front() = count;
    }
    std::size_t cells = 1;
    for (const hsize_t n : extent) cells *= n;
    std::vector<double> values(cells);
    h5::read_slab(impl_->file, h5::open_dataset(impl_->file, column.name), offset, extent, values);
    return values;
}

std::vector<std::string> GridReader::texts(const GridColumn& column) const {
    if (!column.is_text || column.extent.size() != 1)
        throw RecordError(impl_->file.shown(), "'" + column.name + "' is not a list of texts");
    return h5::read_labels(impl_->file, column.name);
}

}  // namespace sunder
