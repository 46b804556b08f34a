// SPDX-License-Identifier: Apache-2.0
#include "sim/record/memory_sink.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace sunder {

MemorySink::MemorySink(std::vector<std::string> names, std::span<const OutputInfo> outputs, DimLabels labels)
    : labels_(std::move(labels)), place_(outputs.size(), -1) {
    for (const std::string& name : names) {
        const auto found = std::ranges::find(outputs, name, &OutputInfo::name);
        if (found == outputs.end()) throw std::invalid_argument("no output is called '" + name + "'");
        std::int32_t& place = place_[static_cast<std::size_t>(found - outputs.begin())];
        if (place >= 0) continue;
        place = static_cast<std::int32_t>(kept_.size());
        kept_.push_back({&*found, {}, {}});
    }
}

void MemorySink::open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) {
    days_.assign(days.begin(), days.end());
    months_.assign(months.begin(), months.end());
    audit_.clear();
    decisions_.clear();
    closed_ = false;
    for (Series& s : kept_) {
        s.labels.clear();
        for (const Dim dim : s.info->dims) s.labels.push_back(labels_(dim, network, spec));
        const std::size_t slices = this->days(s.info->frequency).size();
        s.values.assign(spec.lanes.size(), std::vector<std::vector<double>>(slices));
    }
}

void MemorySink::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    const std::int32_t place = place_.at(output);
    if (place < 0) return;
    auto& lanes = kept_[static_cast<std::size_t>(place)].values;
    lanes.at(static_cast<std::size_t>(lane)).at(static_cast<std::size_t>(index)).assign(values.begin(), values.end());
}

void MemorySink::close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) {
    audit_.assign(audit.begin(), audit.end());
    decisions_.assign(decisions.begin(), decisions.end());
    closed_ = true;
}

std::size_t MemorySink::Series::cell(std::span<const std::string_view> names) const {
    if (names.size() != labels.size()) throw std::out_of_range(std::string(info->name) + " needs one label per dimension");
    std::size_t cell = 0;
    for (std::size_t d = 0; d < names.size(); ++d) {
        const auto found = std::ranges::find(labels[d], names[d]);
        if (found == labels[d].end()) {
            throw std::out_of_range(std::string(info->name) + " has no " + std::string(dim_info(info->dims[d]).name) + " '" +
                                    std::string(names[d]) + "'");
        }
        cell = cell * labels[d].size() + static_cast<std::size_t>(found - labels[d].begin());
    }
    return cell;
}

std::vector<double> MemorySink::Series::over_time(std::int32_t lane, std::size_t cell) const {
    std::vector<double> out;
    for (const std::vector<double>& slice : values.at(static_cast<std::size_t>(lane))) {
        out.push_back(slice.empty() ? std::numeric_limits<double>::quiet_NaN() : slice.at(cell));
    }
    return out;
}

const MemorySink::Series& MemorySink::series(std::string_view name) const {
    const auto found = std::ranges::find(kept_, name, [](const Series& s) { return s.info->name; });
    if (found == kept_.end()) throw std::out_of_range("'" + std::string(name) + "' is not kept");
    return *found;
}

std::span<const Day> MemorySink::days(Frequency frequency) const noexcept {
    return frequency == Frequency::weekly ? days_ : months_;
}

}  // namespace sunder
