// SPDX-License-Identifier: Apache-2.0
#include "sim/record/result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/record/format.hpp"
#include "sim/record/hdf5.hpp"
#include "sim/record/record_error.hpp"

namespace sunder {
namespace {

bool is_time(std::string_view dim) {
    return dim == time_name(Frequency::weekly) || dim == time_name(Frequency::monthly);
}

std::string text_or_none(const h5::File& file, hid_t object, const char* name) {
    return h5::has_attribute(file, object, name) ? h5::text_attribute(file, object, name) : std::string();
}

}  // namespace

std::size_t RecordedVariable::cells() const noexcept {
    std::size_t n = 1;
    for (std::size_t axis = 2; axis < extent.size(); ++axis) n *= extent[axis];
    return n;
}

class ResultReader::Impl {
public:
    explicit Impl(const std::filesystem::path& path) : file(h5::File::open(path)) {
        check_format();
        for (const std::string& name : h5::datasets_in_order(file)) {
            if (!std::ranges::count(decision_columns(), name, &DecisionColumn::name)) add(name);
        }
        decisions = read_decisions(file);
    }

    void check_format() const {
        if (!h5::has_attribute(file, file.id(), "format_version")) {
            throw RecordError(file.shown(), "is not a result of sunder: it has no format_version");
        }
        const std::int64_t version = h5::int_attribute(file, file.id(), "format_version");
        if (version < 1 || version > result_format_version) {
            throw RecordError(file.shown(), fmt::format("has format_version {}; this program reads 1 to {}", version,
                                                        result_format_version));
        }
        if (const std::string kind = text_or_none(file, file.id(), "kind"); !kind.empty()) {
            const std::string how = text_or_none(file, file.id(), "read_with");
            throw RecordError(file.shown(), fmt::format("is a {}, not the result of a run{}", kind,
                                                        how.empty() ? how : "; read it with " + how));
        }
        if (!h5::has_attribute(file, file.id(), "complete") || h5::int_attribute(file, file.id(), "complete") != 1) {
            throw RecordError(file.shown(), "is not complete: its writer was stopped");
        }
    }

    void add(const std::string& name) {
        h5::Dataset data = h5::open_dataset(file, name);
        const std::vector<hsize_t> extent = h5::extent_of(file, data);
        if (extent.size() == 1) return add_coordinate(name, data);
        RecordedVariable v;
        v.name = name;
        v.dims = h5::axis_names(file, data, name);
        v.extent.assign(extent.begin(), extent.end());
        if (v.dims.size() < 2 || v.dims[0] != "run" || !is_time(v.dims[1])) return;  // added by another tool
        v.unit = text_or_none(file, data.get(), "units");
        v.long_name = text_or_none(file, data.get(), "long_name");
        v.equation = text_or_none(file, data.get(), "equation");
        variables.push_back(std::move(v));
        arrays.push_back(std::move(data));
    }

    void add_coordinate(const std::string& name, const h5::Dataset& data) {
        if (is_time(name)) {
            for (const std::int64_t day : h5::read_integers(file, name)) days[name].push_back(static_cast<Day>(day));
        } else if (h5::holds_text(file, data)) {
            labels[name] = h5::read_labels(file, name);
        }
    }

    h5::File file;
    std::vector<RecordedVariable> variables;
    std::vector<h5::Dataset> arrays;  // of the variables; kept open, so that HDF5 unpacks a chunk once for all its slices
    std::map<std::string, std::vector<std::string>, std::less<>> labels;
    std::map<std::string, std::vector<Day>, std::less<>> days;
    std::vector<RecordedDecision> decisions;
};

ResultReader::ResultReader(std::filesystem::path path) : impl_(std::make_unique<Impl>(path)) {}
ResultReader::~ResultReader() = default;

const std::filesystem::path& ResultReader::path() const noexcept {
    return impl_->file.shown();
}

std::string ResultReader::attribute(std::string_view name) const {
    return text_or_none(impl_->file, impl_->file.id(), std::string(name).c_str());
}

const std::vector<RecordedVariable>& ResultReader::variables() const noexcept {
    return impl_->variables;
}

const RecordedVariable* ResultReader::find(std::string_view name) const noexcept {
    const auto found = std::ranges::find(impl_->variables, name, &RecordedVariable::name);
    return found == impl_->variables.end() ? nullptr : &*found;
}

const std::vector<std::string>& ResultReader::labels(std::string_view dim) const {
    const auto found = impl_->labels.find(dim);
    if (found == impl_->labels.end()) throw RecordError(path(), "has no dimension '" + std::string(dim) + "'");
    return found->second;
}

const std::vector<Day>& ResultReader::days(std::string_view dim) const {
    const auto found = impl_->days.find(dim);
    if (found == impl_->days.end()) throw RecordError(path(), "has no dimension '" + std::string(dim) + "'");
    return found->second;
}

const std::vector<RecordedDecision>& ResultReader::decisions() const noexcept {
    return impl_->decisions;
}

std::vector<double> ResultReader::read(const RecordedVariable& variable, std::size_t run, std::size_t first,
                                       std::size_t count) const {
    std::vector<hsize_t> offset(variable.extent.size(), 0);
    std::vector<hsize_t> size(variable.extent.begin(), variable.extent.end());
    offset[0] = run;
    offset[1] = first;
    size[0] = 1;
    size[1] = count;
    std::vector<double> values(count * variable.cells());
    const auto place = static_cast<std::size_t>(&variable - impl_->variables.data());
    h5::read_slab(impl_->file, impl_->arrays.at(place), offset, size, values);
    return values;
}

std::vector<double> ResultReader::read(const RecordedVariable& variable, std::size_t run) const {
    return read(variable, run, 0, variable.steps());
}

std::vector<std::string> cell_labels(const ResultReader& file, const RecordedVariable& variable, std::size_t cell) {
    std::vector<std::string> names(variable.dims.size() - 2);
    for (std::size_t axis = variable.dims.size(); axis-- > 2;) {
        names[axis - 2] = file.labels(variable.dims[axis])[cell % variable.extent[axis]];
        cell /= variable.extent[axis];
    }
    return names;
}

std::string iso_date(Day day) {
    const std::chrono::year_month_day date = to_date(day);
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

}  // namespace sunder
