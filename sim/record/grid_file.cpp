// SPDX-License-Identifier: Apache-2.0
#include "sim/record/grid_file.hpp"

#include <fmt/format.h>

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

    Impl(const std::filesystem::path& path, bool force)
        : part(path, PartFile::Kind::file, force), file(h5::File::create(part.part(), part.target())) {}
    ~Impl() {
        scales.clear();
        file.abandon();
    }
    const Scale& find(const std::string& dim) const {
        const auto at = scales.find(dim);
        if (at == scales.end()) throw std::logic_error("unknown dimension " + dim);
        return at->second;
    }

    PartFile part;
    h5::File file;
    std::map<std::string, Scale, std::less<>> scales;
};

GridFile::GridFile(const std::filesystem::path& path, bool force) : impl_(std::make_unique<Impl>(path, force)) {
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
    std::size_t cells = 1;
    for (const std::string& dim : variable.dims) {
        const Impl::Scale& scale = impl_->find(dim);
        extent.push_back(scale.size);
        scales.push_back(scale.data.get());
        cells *= scale.size;
    }
    if (cells != variable.values.size())
        throw std::logic_error(fmt::format("{}: {} values for {} cells", variable.name, variable.values.size(), cells));
    const h5::Dataset data = h5::make_array(impl_->file, variable.name, extent, extent, scales);
    h5::write_array(impl_->file, data, variable.values);
    h5::set_attribute(impl_->file, data.get(), "units", variable.unit);
    h5::set_attribute(impl_->file, data.get(), "long_name", variable.long_name);
    h5::set_attribute(impl_->file, data.get(), "equation", variable.equation);
}

void GridFile::close() {
    impl_->file.flush();
    attribute("complete", 1);
    impl_->scales.clear();
    impl_->file.close();
    impl_->part.publish();
}

}  // namespace sunder
