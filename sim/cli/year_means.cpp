// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/year_means.hpp"

#include <algorithm>

namespace sunder::cli {
namespace {

std::vector<int> years_of(std::span<const Day> days) {
    std::vector<int> years;
    for (const Day day : days) years.push_back(static_cast<int>(to_date(day).year()));
    return years;
}

}  // namespace

bool YearMeans::wants(std::size_t output) const {
    return std::find(wanted_.begin(), wanted_.end(), outputs()[output].name) != wanted_.end();
}

void YearMeans::open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) {
    day_year_ = years_of(days);
    month_year_ = years_of(months);
    years_ = day_year_;
    years_.erase(std::unique(years_.begin(), years_.end()), years_.end());
    sums_.clear();
    sizes_.assign(outputs().size(), {});
    for (std::size_t i = 0; i < outputs().size(); ++i) {
        const OutputInfo& info = outputs()[i];
        if (!wants(i)) continue;
        for (const Dim dim : info.dims) sizes_[i].push_back(dim_labels(dim, network, spec).size());
    }
}

void YearMeans::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    if (sizes_[output].empty()) return;
    const auto& years = outputs()[output].frequency == Frequency::weekly ? day_year_ : month_year_;
    Sum& sum = sums_[{output, lane, years[static_cast<std::size_t>(index)]}];
    sum.values.resize(values.size(), 0.0);
    for (std::size_t i = 0; i < values.size(); ++i) sum.values[i] += values[i];
    ++sum.count;
}

void YearMeans::close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) {
    audit_.assign(audit.begin(), audit.end());
    decisions_.assign(decisions.begin(), decisions.end());
}

Slice YearMeans::get(std::string_view output, std::int32_t lane, int year) const {
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
        if (outputs()[i].name != output) continue;
        const auto found = sums_.find({i, lane, year});
        if (found == sums_.end()) return {};
        Slice slice{outputs()[i].dims, sizes_[i], found->second.values};
        for (double& value : slice.values) value /= found->second.count;
        return slice;
    }
    return {};
}

}  // namespace sunder::cli
