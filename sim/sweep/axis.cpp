// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "models/math/elementary.hpp"
#include "sim/scenario/draw.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

double normal_share(double z) {
    return std::isinf(z) ? (z > 0.0 ? 1.0 : 0.0) : 0.5 * boost::math::erfc(-z / std::numbers::sqrt2);
}

double normal_place(double share) {
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2.0 * share);
}

double between(double low, double high, double share, bool logarithmic) {
    if (share <= 0.0) return low;
    if (share >= 1.0) return high;
    if (!logarithmic) return low + share * (high - low);
    return low * models::exp_exact(share * models::log_exact(high / low));
}

AxisLaw::Kind kind_of(const std::string& name) {
    if (name == "log-uniform") return AxisLaw::Kind::log_uniform;
    if (name == "triangular") return AxisLaw::Kind::triangular;
    if (name == "normal") return AxisLaw::Kind::normal;
    return AxisLaw::Kind::uniform;
}

void check_order(const SweepAxis& axis, std::vector<Fault>& faults) {
    const AxisLaw& law = axis.law;
    const auto fault = [&](std::string text) { faults.push_back(fault_at(axis.mark, std::move(text))); };
    if (!(law.low < law.high))
        fault(fmt::format("axis {}: low = {} must lie below high = {}", axis.name, law.low, law.high));
    else if (law.kind == AxisLaw::Kind::triangular && !(law.low <= law.mode && law.mode <= law.high))
        fault(fmt::format("axis {}: mode = {} must lie in [low, high] = [{}, {}]", axis.name, law.mode, law.low, law.high));
    else if (law.kind == AxisLaw::Kind::log_uniform && !(law.low > 0.0))
        fault(fmt::format("axis {}: low = {}, but a log-uniform law needs it above 0", axis.name, law.low));
    else if (law.kind == AxisLaw::Kind::normal && !(law.sd > 0.0))
        fault(fmt::format("axis {}: sd = {}, but it must be above 0", axis.name, law.sd));
}

/// The numbers that a law needs, and none that it does not know.
void read_law(const Value& table, SweepAxis& axis, std::vector<Fault>& faults) {
    axis.law.kind = kind_of(get_text(table, "distribution").value_or("uniform"));
    const bool normal = axis.law.kind == AxisLaw::Kind::normal, triangular = axis.law.kind == AxisLaw::Kind::triangular;
    const std::size_t before = faults.size();
    const auto take = [&](const char* key, double& to, bool needed, bool known) {
        const auto number = get_number(table, key);
        if (number) to = *number;
        if (needed && !number) faults.push_back(fault_at(axis.mark, fmt::format("axis {} needs '{}'", axis.name, key)));
        if (!known && number)
            faults.push_back(
                fault_at(table.find(key)->mark, fmt::format("axis {}: '{}' is no number of a {} law", axis.name, key,
                                                            get_text(table, "distribution").value_or("uniform"))));
    };
    if (normal) {
        axis.law.low = -inf;
        axis.law.high = inf;
    }
    take("low", axis.law.low, !normal, true);
    take("high", axis.law.high, !normal, true);
    take("mode", axis.law.mode, triangular, triangular);
    take("mean", axis.law.mean, normal, normal);
    take("sd", axis.law.sd, normal, normal);
    if (faults.size() == before) check_order(axis, faults);
}

}  // namespace

double AxisLaw::quantile(double uniform) const {
    switch (kind) {
        case Kind::uniform:
            return between(low, high, uniform, false);
        case Kind::log_uniform:
            return between(low, high, uniform, true);
        case Kind::triangular:
            return sunder::triangular(uniform, low, mode, high);
        case Kind::normal:
            break;
    }
    const double from = normal_share((low - mean) / sd), to = normal_share((high - mean) / sd);
    return std::clamp(mean + sd * normal_place(from + uniform * (to - from)), low, high);
}

double SweepAxis::at(double uniform) const {
    if (!measures.empty()) return uniform < 1.0 - probability ? 0.0 : 1.0;
    if (!values.empty()) {
        const auto n = static_cast<double>(values.size());
        return std::min(std::floor(uniform * n), n - 1.0);
    }
    const double value = law.quantile(uniform);
    return whole ? std::round(value) : value;
}

std::vector<double> SweepAxis::levels() const {
    std::vector<double> codes;
    const std::size_t n = measures.empty() ? values.size() : 2;
    for (std::size_t i = 0; i < n; ++i) codes.push_back(static_cast<double>(i));
    if (n > 0) return codes;
    const bool logarithmic = law.kind == AxisLaw::Kind::log_uniform;
    for (std::int32_t i = 0; i < points; ++i) {
        const double value = between(law.low, law.high, static_cast<double>(i) / (points - 1), logarithmic);
        codes.push_back(whole ? std::round(value) : value);
    }
    return codes;
}

double SweepAxis::shown(double code) const {
    const auto plain = [](const Value& value) { return value.numeric() || value.is(ValueKind::boolean); };
    if (values.empty() || !std::all_of(values.begin(), values.end(), plain)) return code;
    const Value& value = values[static_cast<std::size_t>(code)];
    return value.is(ValueKind::boolean) ? static_cast<double>(value.flag) : value.number;
}

std::string SweepAxis::text(double code) const {
    if (!measures.empty()) return code > 0.5 ? "on" : "off";
    if (!values.empty()) return show(values[static_cast<std::size_t>(code)]);
    return fmt::format("{}", code);
}

bool SweepAxis::moves_baseline() const {
    return std::any_of(keys.begin(), keys.end(), [](const std::string& key) {
        for (const std::string_view head : {"measure", "belief", "accident", "government", "seed", "title", "question"})
            if (key.starts_with(head)) return false;
        return true;
    });
}

bool SweepAxis::of_whole_run() const {
    return std::any_of(keys.begin(), keys.end(), [](const std::string& key) {
        for (const std::string_view head :
             {"demand", "switch.ario", "parameter.lead_weeks", "parameter.ship_weeks", "parameter.install_weeks"})
            if (key.starts_with(head)) return true;
        return false;
    });
}

SweepAxis read_axis(const Value& table, std::vector<Fault>& faults) {
    SweepAxis axis;
    axis.mark = table.mark;
    if (const auto key = get_text(table, "key")) axis.keys.push_back(*key);
    for (const Name& key : get_names(table, "keys")) axis.keys.push_back(key.text);
    for (const Name& id : get_names(table, "measures")) axis.measures.push_back(id.text);
    const std::string first = axis.keys.empty() ? (axis.measures.empty() ? "" : axis.measures.front()) : axis.keys.front();
    axis.name = get_text(table, "name").value_or(first);
    axis.unit = get_text(table, "unit").value_or("");
    axis.basis = get_text(table, "basis").value_or("");
    axis.points = get_whole<std::int32_t>(table, "points").value_or(0);
    axis.whole = get_flag(table, "whole").value_or(false);
    axis.probability = get_number(table, "probability").value_or(0.5);
    if (const Value* values = table.find("values"); values != nullptr) axis.values = values->items;
    if (axis.keys.empty() == axis.measures.empty()) {
        faults.push_back(fault_at(table.mark, "an axis needs either a 'key' (or 'keys') or 'measures'"));
        return axis;
    }
    for (const std::string& key : axis.keys)
        for (const std::string_view fixed : {"economy", "start", "end", "step_days"})
            if (key == fixed)
                faults.push_back(
                    fault_at(table.mark,
                             fmt::format("axis {}: all draws of a sweep share '{}'; change it with 'set'", axis.name, key)));
    const bool listed = !axis.measures.empty() || !axis.values.empty();
    if (!listed) read_law(table, axis, faults);
    for (const char* key : {"distribution", "low", "mode", "high", "mean", "sd", "points", "whole"})
        if (listed && table.find(key) != nullptr)
            faults.push_back(
                fault_at(table.find(key)->mark, fmt::format("axis {}: '{}' does not go with {}", axis.name, key,
                                                            axis.measures.empty() ? "'values'" : "'measures'")));
    if (!axis.measures.empty() && !axis.values.empty())
        faults.push_back(fault_at(table.mark, fmt::format("axis {}: measures are on or off, without 'values'", axis.name)));
    return axis;
}

}  // namespace sunder
