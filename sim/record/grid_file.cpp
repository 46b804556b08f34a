// SPDX-License-Identifier: Apache-2.0
#include "sim/record/grid_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "sim/record/hdf5.hpp"
#include "sim/record/part_file.hpp"

namespace sunder {

class GridFile::Impl {
public:
    struct Scale {
        h5::Dataset data;
        std::size_t size = 0;
    };

    Impl(const std::filesystem::path& path, bool force, bool virtual_arrays)
        : part(path, PartFile::Kind::file, force), file(h5::File::create(part.part(), part.target(), virtual_arrays)) {}
    ~Impl() {
        filling.clear();
        scales.clear();
        file.abandon();
    }
    const Scale& find(const std::string& dim) const {
        const auto at = scales.find(dim);
        if (at == scales.end()) throw std::logic_error("unknown dimension " + dim);
        return at->second;
    }

    void describe(const h5::Dataset& data, const GridVariable& variable) const {
        h5::set_attribute(file, data.get(), "units", variable.unit);
        h5::set_attribute(file, data.get(), "long_name", variable.long_name);
        h5::set_attribute(file, data.get(), "equation", variable.equation);
    }
    void shape(const GridVariable& variable, std::vector<hsize_t>& extent, std::vector<hid_t>& along) const {
        for (const std::string& dim : variable.dims) {
            const Scale& scale = find(dim);
            extent.push_back(scale.size);
            along.push_back(scale.data.get());
        }
    }

    PartFile part;
    h5::File file;
    std::map<std::string, h5::Dataset, std::less<>> filling;
    std::map<std::string, Scale, std::less<>> scales;
};

GridFile::GridFile(const std::filesystem::path& path, bool force, bool virtual_arrays)
    : impl_(std::make_unique<Impl>(path, force, virtual_arrays)) {
    attribute("Conventions", "CF-1.10");
}

GridFile::~GridFile() = default;

void GridFile::attribute(const char* name, std::string_view text) {
    h5::set_attribute(impl_->file, impl_->file.id(), name, text);
}

void GridFile::attribute(const char* name, std::int64_t number) {
    h5::set_attribute(impl_->file, impl_->file.id(), name, number);
}

void GridFile::scale(const std::string& name, std::string_view long_name, std::span<const std::string> labels) {
    h5::Dataset data = h5::make_scale(impl_->file, name, labels);
    h5::set_attribute(impl_->file, data.get(), "long_name", long_name);
    impl_->scales.emplace(name, Impl::Scale{std::move(data), labels.size()});
}

void GridFile::scale(const std::string& name, std::string_view long_name, std::string_view unit,
                     std::span<const std::int64_t> values) {
    h5::Dataset data = h5::make_scale(impl_->file, name, values);
    h5::set_attribute(impl_->file, data.get(), "units", unit);
    h5::set_attribute(impl_->file, data.get(), "long_name", long_name);
    impl_->scales.emplace(name, Impl::Scale{std::move(data), values.size()});
}

void GridFile::scale(const std::string& name, std::string_view long_name, std::string_view unit,
                     std::span<const double> values) {
    h5::Dataset data = h5::make_scale(impl_->file, name, values);
    h5::set_attribute(impl_->file, data.get(), "units", unit);
    h5::set_attribute(impl_->file, data.get(), "long_name", long_name);
    impl_->scales.emplace(name, Impl::Scale{std::move(data), values.size()});
}

void GridFile::times(const std::string& name, std::string_view long_name, std::span<const std::int64_t> days) {
    scale(name, long_name, "days since 2000-01-01", days);
    const hid_t data = impl_->find(name).data.get();
    h5::set_attribute(impl_->file, data, "calendar", std::string_view("proleptic_gregorian"));
    h5::set_attribute(impl_->file, data, "standard_name", std::string_view("time"));
    h5::set_attribute(impl_->file, data, "axis", std::string_view("T"));
}

void GridFile::codes(const std::string& name, const std::string& dim, std::string_view long_name,
                     std::span<const std::int64_t> values, const std::vector<std::string>& meanings) {
    const h5::Dataset data = h5::make_column(impl_->file, name, values, impl_->find(dim).data.get());
    h5::set_attribute(impl_->file, data.get(), "long_name", long_name);
    std::vector<std::int64_t> flags;
    std::string words;
    for (const std::string& meaning : meanings) {
        flags.push_back(static_cast<std::int64_t>(flags.size()));
        words += (words.empty() ? "" : " ") + meaning;
    }
    h5::set_attribute(impl_->file, data.get(), "flag_values", std::span<const std::int64_t>(flags));
    h5::set_attribute(impl_->file, data.get(), "flag_meanings", std::string_view(words));
}

void GridFile::elsewhere(const GridVariable& variable, std::span<const std::string> sources) {
    std::vector<hsize_t> extent;
    std::vector<hid_t> scales;
    impl_->shape(variable, extent, scales);
    impl_->describe(h5::make_virtual(impl_->file, variable.name, extent, scales, sources), variable);
}

void GridFile::by_member(const GridVariable& variable) {
    std::vector<hsize_t> extent;
    std::vector<hid_t> scales;
    impl_->shape(variable, extent, scales);
    std::vector<hsize_t> chunk = extent;  // one member, or less of a large one
    chunk[0] = 1;
    std::size_t cells = 1;
    for (const hsize_t n : chunk) cells *= n;
    constexpr std::size_t most_cells = 128 * 1024;
    for (std::size_t axis = 1; axis < chunk.size() && cells > most_cells; ++axis) {
        cells /= chunk[axis];
        chunk[axis] = std::max<hsize_t>(1, most_cells / cells);
        cells *= chunk[axis];
    }
    h5::Dataset data = h5::make_array(impl_->file, variable.name, extent, chunk, scales);
    impl_->describe(data, variable);
    impl_->filling.emplace(variable.name, std::move(data));
}

void GridFile::put_member(const std::string& variable, std::size_t member, std::span<const double> values) {
    const auto data = impl_->filling.find(variable);
    if (data == impl_->filling.end()) throw std::logic_error("no variable is filled by member: " + variable);
    h5::write_member(impl_->file, data->second, member, values);
}

void GridFile::labels(const std::string& name, const std::string& dim, std::string_view long_name,
                      std::span<const std::string> values) {
    const Impl::Scale& along = impl_->find(dim);
    if (values.size() != along.size)
        throw std::logic_error(fmt::format("{}: {} labels for {} places", name, values.size(), along.size));
    const h5::Dataset data = h5::make_column(impl_->file, name, values, along.data.get());
    h5::set_attribute(impl_->file, data.get(), "long_name", long_name);
}

void GridFile::variable(const GridVariable& variable) {
    std::vector<hsize_t> extent;
    std::vector<hid_t> scales;
    impl_->shape(variable, extent, scales);
    std::size_t cells = 1;
    for (const hsize_t n : extent) cells *= n;
    if (cells != variable.values.size())
        throw std::logic_error(fmt::format("{}: {} values for {} cells", variable.name, variable.values.size(), cells));
    const h5::Dataset data = h5::make_array(impl_->file, variable.name, extent, extent, scales);
    h5::write_array(impl_->file, data, variable.values);
    impl_->describe(data, variable);
}

void GridFile::close() {
    impl_->file.flush();
    attribute("complete", 1);
    impl_->filling.clear();
    impl_->scales.clear();
    impl_->file.close();
    impl_->part.publish();
}

}  // namespace sunder
