// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/moment_sink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/record/format.hpp"
#include "sim/scenario/resolve.hpp"

namespace sunder {
namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
using Side = Reading::Side;

Day first_of_month(Day day) {
    return to_day(to_date(day).year() / to_date(day).month() / 1);
}
Day last_of_month(Day day) {
    return to_day(to_date(day).year() / to_date(day).month() / std::chrono::last);
}

const OutputInfo* find_output(std::string_view name) {
    for (const OutputInfo& info : outputs())
        if (info.name == name) return &info;
    return nullptr;
}

bool is_place(Dim dim) {
    return dim == Dim::country || dim == Dim::exporter || dim == Dim::importer || dim == Dim::vendor_country ||
           dim == Dim::hub;
}
bool is_good(Dim dim) {
    return dim == Dim::good || dim == Dim::tool_class;
}

/// Whether a label of the deck means this member of a dimension: itself, a set of countries, a class of goods.
bool means(const Network& network, Dim dim, const std::string& label, const std::string& member) {
    if (label == "*" || label == member) return true;
    if (is_place(dim)) {
        for (const Country& c : network.countries)
            if (c.code == member) return std::ranges::find(c.groups, label) != c.groups.end();
    }
    if (is_good(dim)) {
        for (const Good& g : network.goods)
            if (g.code == member) return good_kind_names()[static_cast<std::size_t>(g.kind)] == label;
    }
    return false;
}

/// Turns readings into cells; every fault at the place of its word.
class Binder {
public:
    Binder(const Network& network, const RunSpec& spec, const Moment& moment, std::vector<Fault>& faults)
        : network_(network), spec_(spec), moment_(moment), faults_(faults) {}

    /// Chosen cells, rising; empty when there are faults.
    [[nodiscard]] std::vector<std::size_t> cells(const Reading& reading) {
        const OutputInfo* info = known(reading.output, reading);
        if (info == nullptr) return {};
        std::vector<std::vector<bool>> chosen;
        std::vector<std::vector<std::string>> labels;
        for (const Dim dim : info->dims) {
            labels.push_back(dim_labels(dim, network_, spec_));
            chosen.emplace_back(labels.back().size(), true);
        }
        std::vector<bool> named(info->dims.size(), false);
        for (const bool by_name : {true, false})
            for (const Selector& selector : reading.where)
                if (selector.dim.empty() != by_name) choose(*info, selector, labels, chosen, named);
        std::vector<std::size_t> found{0};
        for (const std::vector<bool>& dim : chosen) {
            std::vector<std::size_t> next;
            for (const std::size_t cell : found)
                for (std::size_t n = 0; n < dim.size(); ++n)
                    if (dim[n]) next.push_back(cell * dim.size() + n);
            found = std::move(next);
        }
        check_sum(*info, reading, found.size());
        return found;
    }

    void fault(int column, std::string message) {
        const TextPlace& p = moment_.place();
        faults_.push_back({p.file, p.line, p.column + column, std::move(message), false});
    }

private:
    const OutputInfo* known(const std::string& name, const Reading& reading) {
        if (const OutputInfo* info = find_output(name)) return info;
        std::vector<std::string> names;
        for (const OutputInfo& info : outputs()) names.emplace_back(info.name);
        fault(reading.column, fmt::format("no output is called '{}'{}", name, did_you_mean(name, names)));
        return nullptr;
    }
    void choose(const OutputInfo& info, const Selector& selector, const std::vector<std::vector<std::string>>& labels,
                std::vector<std::vector<bool>>& chosen, std::vector<bool>& named) {
        std::size_t d = 0;
        while (d < info.dims.size() &&
               (selector.dim.empty() ? static_cast<bool>(named[d]) : dim_info(info.dims[d]).name != selector.dim))
            ++d;
        if (d == info.dims.size()) {
            std::string dims;
            for (const Dim dim : info.dims) dims += (dims.empty() ? "" : ", ") + std::string(dim_info(dim).name);
            return fault(selector.column,
                         fmt::format("{} has no {}: it has {}", info.name,
                                     selector.dim.empty() ? "more dimensions" : "dimension '" + selector.dim + "'", dims));
        }
        named[d] = true;
        for (std::size_t n = 0; n < labels[d].size(); ++n) chosen[d][n] = selector.all_but;
        for (const std::string& label : selector.labels) {
            bool met = false;
            for (std::size_t n = 0; n < labels[d].size(); ++n)
                if (means(network_, info.dims[d], label, labels[d][n])) {
                    chosen[d][n] = !selector.all_but;
                    met = true;
                }
            if (!met)
                fault(selector.column, fmt::format("{} has no {} '{}'{}", info.name, dim_info(info.dims[d]).name, label,
                                                   did_you_mean(label, labels[d])));
        }
    }
    /// Flows add up; indices do not.
    void check_sum(const OutputInfo& info, const Reading& reading, std::size_t cells) {
        if (cells == 0) fault(reading.column, "nothing is selected");
        if (!reading.weight.empty()) {
            const OutputInfo* weight = known(reading.weight, reading);
            if (weight != nullptr && (weight->dims != info.dims || weight->frequency != info.frequency))
                fault(reading.column,
                      fmt::format("{} has not the dimensions of {} and cannot weigh it", reading.weight, info.name));
        } else if (cells > 1 && !info.unit.starts_with("M$")) {
            fault(reading.column,
                  fmt::format("{} values of {} are selected, which do not add up: name one, or a weight=OUTPUT", cells,
                              info.name));
        }
    }

    const Network& network_;
    const RunSpec& spec_;
    const Moment& moment_;
    std::vector<Fault>& faults_;
};

}  // namespace

MomentSink::MomentSink(std::vector<Moment> moments) : moments_(std::move(moments)), uses_(outputs().size()) {
    for (std::size_t m = 0; m < moments_.size(); ++m) {
        place_.emplace_back();
        const std::vector<Reading>& readings = moments_[m].readings();
        for (std::size_t r = 0; r < readings.size(); ++r) {
            place_.back().push_back(kept_.size());
            Kept kept;
            kept.moment = m;
            kept.reading = r;
            kept.weighted = !readings[r].weight.empty();
            const auto place_of = [&](const std::string& name) {
                const OutputInfo* info = find_output(name);
                return info == nullptr ? outputs().size() : static_cast<std::size_t>(info - outputs().data());
            };
            kept.output = place_of(readings[r].output);
            kept.weight = kept.weighted ? place_of(readings[r].weight) : kept.output;
            for (const std::size_t output : {kept.output, kept.weight})
                if (output < uses_.size() && (uses_[output].empty() || uses_[output].back() != kept_.size()))
                    uses_[output].push_back(kept_.size());
            kept_.push_back(std::move(kept));
        }
    }
}

void MomentSink::check(const Network& network, const RunSpec& spec, std::vector<Fault>& faults) const {
    for (const Moment& moment : moments_)
        for (const Reading& reading : moment.readings()) {
            Binder binder(network, spec, moment, faults);
            (void)binder.cells(reading);
            // a run that starts on a Monday in January has that January, and that year
            const Day last = spec.start + spec.steps() * spec.step_days - 1;
            if (reading.from && (*reading.from < first_of_month(spec.start) || *reading.to > last_of_month(last)))
                binder.fault(reading.column, "this time is not within the run");
        }
}

bool MomentSink::wants(std::size_t output) const {
    return !uses_.at(output).empty();
}

void MomentSink::open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) {
    const Day end = spec.start + spec.steps() * spec.step_days;
    std::vector<Fault> faults;
    for (Kept& kept : kept_) {
        const Reading& reading = moments_[kept.moment].readings()[kept.reading];
        kept.cells = Binder(network, spec, moments_[kept.moment], faults).cells(reading);
        if (!faults.empty()) throw InputError(faults);
        const std::span<const Day> slices = outputs()[kept.output].frequency == Frequency::weekly ? days : months;
        kept.share.assign(slices.size(), 1.0);
        for (std::size_t t = 0; t < slices.size() && reading.from; ++t) {
            const Day next = t + 1 < slices.size() ? slices[t + 1] : std::max(end, slices[t] + 1);
            const Day inside = std::min(next, *reading.to + 1) - std::max(slices[t], *reading.from);
            kept.share[t] = static_cast<double>(std::max(0, inside)) / static_cast<double>(next - slices[t]);
        }
        kept.x.assign(spec.lanes.size(), std::vector<std::vector<double>>(slices.size()));
        kept.w = kept.x;
    }
}

void MomentSink::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    const auto l = static_cast<std::size_t>(lane), t = static_cast<std::size_t>(index);
    for (const std::size_t place : uses_.at(output)) {
        Kept& kept = kept_[place];
        if (kept.share[t] == 0.0) continue;
        if (kept.weighted) {
            std::vector<double> chosen;
            for (const std::size_t cell : kept.cells) chosen.push_back(values[cell]);
            if (output == kept.output) kept.x[l][t] = chosen;
            if (output == kept.weight) kept.w[l][t] = std::move(chosen);
        } else {
            double sum = 0.0;
            for (const std::size_t cell : kept.cells) sum += values[cell];
            kept.x[l][t] = {sum};
        }
    }
}

double MomentSink::over_time(const Kept& kept, std::int32_t lane) const {
    const OverTime over = moments_[kept.moment].readings()[kept.reading].over;
    double sum = 0.0, weight = 0.0, least = std::numeric_limits<double>::infinity(), most = -least;
    for (std::size_t t = 0; t < kept.share.size(); ++t) {
        if (kept.share[t] == 0.0) continue;
        const std::vector<double>& x = kept.x[static_cast<std::size_t>(lane)][t];
        if (x.empty()) return no_value;
        double value = x.front();
        if (kept.weighted) {
            const std::vector<double>& w = kept.w[static_cast<std::size_t>(lane)][t];
            double top = 0.0, bottom = 0.0;
            for (std::size_t n = 0; n < x.size() && n < w.size(); ++n)
                if (w[n] > 0.0) {  // a plant that makes nothing has no price
                    top += w[n] * x[n];
                    bottom += w[n];
                }
            value = top / bottom;
        }
        sum += kept.share[t] * value;
        weight += kept.share[t];
        least = std::min(least, value);
        most = std::max(most, value);
    }
    switch (over) {
        case OverTime::sum:
            return sum;
        case OverTime::least:
            return least;
        case OverTime::most:
            return most;
        default:
            return sum / weight;
    }
}

double MomentSink::value(std::size_t moment, std::int32_t baseline_lane, std::int32_t scenario_lane) const {
    return moments_.at(moment).value([&](std::size_t reading, Side side) {
        return over_time(kept_[place_[moment][reading]], side == Side::baseline ? baseline_lane : scenario_lane);
    });
}

}  // namespace sunder
