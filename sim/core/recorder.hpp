// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// P14: aggregates the state into the rows of outputs() and hands them to a sink. Keeps only the running month.
class Recorder {
public:
    Recorder(const Base& base, const RunSpec& spec);

    void open(Sink& sink);
    /// After a step: weekly variables, and the months that ended.
    void record(Step& step, Sink& sink);

    /// What a filler of the table sees.
    struct View {
        const Step& step;
        std::size_t lane;
        std::size_t lanes;  ///< recorded lanes
        std::span<const double> month_quantity,
            month_value;  ///< exports of the running month by trade row (Base::trade_links) and lane
        std::span<const double> leak_quantity, leak_value;  ///< leaked in the month, by record (Rewiring::records) and lane
        std::span<const double> zone_prices;                ///< of this lane and step: outside and inside by good
        std::span<const std::int32_t> vendors, tool_row;    ///< vendor row of a country, tool-class row of a good; -1: none
        std::size_t vendor_count, tool_count;
    };

private:
    void sum_exports(Step& step);
    void sum_leaks(const Step& step, double share);
    void put_month(const Step& step, Sink& sink);
    void put(std::size_t output, std::size_t lane, std::int32_t index, const Step& step, Sink& sink);

    const Base& base_;
    const RunSpec& spec_;
    std::vector<Day> days_, months_;
    std::int32_t month_ = 0;
    std::vector<double> quantity_, value_;            ///< trade row x lane, the running month
    std::vector<double> leak_quantity_, leak_value_;  ///< record x lane, the running month
    std::vector<double> zone_prices_;                 ///< outside and inside by good, lane after lane
    std::vector<std::size_t> zone_outputs_;           ///< outputs that need them
    std::vector<double> step_quantity_, step_value_;  ///< the same, this step, by lane of the kernels
    std::vector<const double*> leaves_;               ///< of slots: `leaving` in this step
    std::vector<std::size_t> sizes_;                  ///< values in a slice, by output
    std::vector<std::int32_t> vendors_, tool_row_;
    std::size_t vendor_count_ = 0, tool_count_ = 0;
    std::vector<double> slice_;
};

/// Countries that sell tools or service, and goods that are tool classes, in index order (Dim::vendor_country,
/// Dim::tool_class).
[[nodiscard]] std::vector<std::int32_t> vendor_countries(const Network& network);
[[nodiscard]] std::vector<std::int32_t> tool_classes(const Network& network);

/// Countries of the hubs, in index order (Dim::hub).
[[nodiscard]] std::vector<std::int32_t> hub_countries(const Network& network);

/// Fills one time slice of one variable; order of outputs().
using Filler = void (*)(const Recorder::View&, std::span<double>);
[[nodiscard]] Filler filler_of(std::size_t output);

}  // namespace sunder
