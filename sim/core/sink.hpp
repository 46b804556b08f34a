// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/decision.hpp"
#include "sim/core/network.hpp"
#include "sim/core/run.hpp"

namespace sunder {

/// Dimensions of recorded variables besides run and time or month. Labels come from the network and the run.
enum class Dim : std::int32_t {
    country,
    good,
    exporter,
    importer,
    end_market,
    measure,
    tool_class,
    vendor_country,
    hub,
    input,  ///< good that is bought, next to the good that is made of it; no member without the switch ario: too many cells
};

enum class Frequency : std::int32_t { weekly, monthly };

/// One recorded variable: the row behind the file, FORMAT.md and `sunder list outputs`.
struct OutputInfo {
    std::string_view name;
    Frequency frequency;
    std::vector<Dim> dims;  ///< in storage order, last fastest
    std::string_view unit;  ///< as written to the file
    std::string_view long_name;
    std::string_view equation;  ///< where it comes from, in the words of model.md
};
[[nodiscard]] std::span<const OutputInfo> outputs();

/// Labels of one dimension in this run.
[[nodiscard]] std::vector<std::string> dim_labels(Dim dim, const Network& network, const RunSpec& spec);

/// Largest residual of one identity (model.md section 10) over the run.
struct AuditResidual {
    std::string_view id;  ///< "I1"
    std::string_view claim;
    double tolerance = 0.0;
    double largest = 0.0;
    std::int32_t step = -1;  ///< where
    std::int32_t lane = -1;
};

/// Where results go. The core calls open once, then put in order of time, then close once; nothing is kept.
class Sink {
public:
    virtual ~Sink() = default;
    /// Whether slices of this output are used at all; what no one wants is not computed.
    [[nodiscard]] virtual bool wants(std::size_t output) const {
        (void)output;
        return true;
    }
    /// `days[t]` is the first day of step t; `months` the first day of each recorded month.
    virtual void open(const Network& network, const RunSpec& spec, std::span<const Day> days,
                      std::span<const Day> months) = 0;
    /// One time slice of one variable of one lane: `values` in the order of OutputInfo::dims. `index` counts steps or
    /// months.
    virtual void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) = 0;
    /// `decisions`: of governments, in order of time (switch endogenous_governments); none when they follow the script.
    virtual void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) = 0;
};

}  // namespace sunder
