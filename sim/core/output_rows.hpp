// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <span>
#include <vector>

#include "sim/core/recorder.hpp"

namespace sunder {

/// One row of the table of recorded variables: what it is, and the function that fills one time slice.
struct OutputRow {
    OutputInfo info;
    Filler fill;
};

/// Rows that stand in files of their own; outputs.cpp joins them to one table.
[[nodiscard]] std::vector<OutputRow> knowledge_outputs();
[[nodiscard]] std::vector<OutputRow> money_outputs();
[[nodiscard]] std::vector<OutputRow> account_outputs();
[[nodiscard]] std::vector<OutputRow> government_outputs();
[[nodiscard]] std::vector<OutputRow> rewiring_outputs();
[[nodiscard]] std::vector<OutputRow> ario_outputs();

/// What fillers share.
namespace slices {

using View = Recorder::View;
using Out = std::span<double>;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();  ///< an empty cell

inline std::size_t at(std::int32_t i) noexcept {
    return static_cast<std::size_t>(i);
}

/// out[country, good] += value(unit) over the units of the cell.
template <class Value>
void sum_units(const View& v, Out out, Value&& value) {
    const Base& b = v.step.base;
    for (std::size_t cell = 0; cell < b.cell_units.size(); ++cell)
        for (const std::int32_t i : b.cell_units[cell]) out[cell] += value(at(i), at(i) * at(b.lanes) + v.lane);
}
/// out[country, good] = sum(top) / sum(bottom) over the units of the cell; NaN where there is none.
template <class Top, class Bottom>
void mean_units(const View& v, Out out, Top&& top, Bottom&& bottom) {
    const Base& b = v.step.base;
    for (std::size_t cell = 0; cell < b.cell_units.size(); ++cell) {
        double a = 0.0, c = 0.0;
        for (const std::int32_t i : b.cell_units[cell]) {
            a += top(at(i), at(i) * at(b.lanes) + v.lane);
            c += bottom(at(i), at(i) * at(b.lanes) + v.lane);
        }
        out[cell] = c > 0.0 ? a / c : nothing;
    }
}
/// Mean of value(unit, x) over the units of each cell, weighted by base-year output.
template <class Value>
void output_mean(const View& v, Out out, Value&& value) {
    mean_units(
        v, out, [&](std::size_t i, std::size_t u) { return v.step.base.x0[i] * value(i, u); },
        [&](std::size_t i, std::size_t) { return v.step.base.x0[i]; });
}
/// value(slot, x, country of the buyer) for every slot, or for those of a list.
template <class Value>
void each_slot(const View& v, Value&& value) {
    const Base& b = v.step.base;
    for (std::size_t s = 0; s < at(b.slots); ++s) value(s, s * at(b.lanes) + v.lane, at(b.slot_country[s]));
}
template <class Value>
void each_slot(const View& v, std::span<const std::int32_t> slots, Value&& value) {
    const Base& b = v.step.base;
    for (const std::int32_t s : slots) value(at(s), at(s) * at(b.lanes) + v.lane, at(b.slot_country[at(s)]));
}
inline std::span<const std::int32_t> of_kind(const View& v, SlotKind kind) {
    return v.step.base.kind_slots[static_cast<std::size_t>(kind)];
}
inline double per_week(const View& v, double flow) {
    return flow / v.step.base.dt_weeks;
}

}  // namespace slices
}  // namespace sunder
