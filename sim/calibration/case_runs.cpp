// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/case_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "models/math/elementary.hpp"
#include "sim/core/simulation.hpp"
#include "sim/validation/moment_sink.hpp"

namespace sunder {
namespace {

constexpr std::size_t draws_at_once = 4;  // lanes of one run; more are no faster a lane and balance worse
constexpr double not_run = std::numeric_limits<double>::quiet_NaN();

std::vector<Moment> expressions(const CalibrationCase& calibration) {
    std::vector<Moment> list;
    for (const ObservedMoment& m : calibration.moments) list.push_back(m.moment);
    return list;
}

}  // namespace

CaseRuns::CaseRuns(const CalibrationCase& calibration, const EconomyProvider& economy) : case_(calibration) {
    const Scenario plain = read_scenario(case_.deck, {case_.set, "", 0}, economy);
    network_ = &economy(plain.economy);
    check(economy);
    std::vector<Fault> faults;
    MomentSink(expressions(case_)).check(*network_, plain.spec, faults);
    if (!faults.empty()) throw InputError(std::move(faults));
}

/// Every key at the ends of its range, alone; what the deck says against it is a fault of the case.
void CaseRuns::check(const EconomyProvider& economy) const {
    std::vector<Fault> faults;
    const auto attempt = [&](const std::vector<std::string>& set, const Mark& mark, const std::string& what) {
        std::vector<std::string> all = case_.set;
        all.insert(all.end(), set.begin(), set.end());
        try {
            (void)read_scenario(case_.deck, {all, "", 0}, economy);
            return true;
        } catch (const InputError& error) {
            faults.push_back(fault_at(mark, fmt::format("{}: {}", what, error.faults().front().message)));
            return false;
        }
    };
    for (const FreeParameter& p : case_.free)
        for (const double value : {p.low, p.start, p.high}) {
            std::vector<std::string> set;
            for (const std::string& key : p.keys) set.push_back(fmt::format("{}={}", key, value));
            if (!attempt(set, p.mark, set.front())) break;
        }
    for (const CaseVariant& variant : case_.variants)
        attempt(variant.set, {std::make_shared<const std::string>(case_.name + ".toml"), 0, 0}, "variant " + variant.name);
    if (!faults.empty()) throw InputError(std::move(faults));
}

std::vector<std::string> CaseRuns::settings(const Places& places) const {
    std::vector<std::string> set;
    for (std::size_t n = 0; n < places.size(); ++n)
        for (const std::string& key : case_.free[n].keys)
            set.push_back(fmt::format("{}={}", key, case_.free[n].at(places[n])));
    return set;
}

Scenario CaseRuns::scenario(const CaseDraw& draw) const {
    std::vector<std::string> set = case_.set;
    const std::vector<std::string> chosen = settings(draw.places);
    set.insert(set.end(), chosen.begin(), chosen.end());
    set.insert(set.end(), draw.set.begin(), draw.set.end());
    return read_scenario(case_.deck, {set, "", 0}, [this](const std::string&) -> const Network& { return *network_; });
}

std::vector<std::vector<double>> CaseRuns::run(const std::vector<CaseDraw>& draws) const {
    const bool baseline = case_.reads_baseline();
    RunSpec spec;
    for (std::size_t d = 0; d < draws.size(); ++d) {
        Scenario one = scenario(draws[d]);
        if (d == 0) {
            spec = one.spec;
            spec.lanes.clear();
        }
        if (baseline) spec.lanes.push_back(std::move(one.spec.lanes.front()));
        spec.lanes.push_back(std::move(one.spec.lanes.back()));
    }
    MomentSink sink(expressions(case_));
    SerialBlocks serial;
    Simulation(*network_, spec, serial).run(&sink);
    std::vector<std::vector<double>> found(draws.size());
    const std::int32_t lanes = baseline ? 2 : 1;
    for (std::size_t d = 0; d < draws.size(); ++d) {
        const auto first = lanes * static_cast<std::int32_t>(d);
        for (std::size_t m = 0; m < case_.moments.size(); ++m) found[d].push_back(sink.value(m, first, first + lanes - 1));
    }
    return found;
}

std::vector<double> CaseRuns::values(const CaseDraw& draw) const {
    try {
        return run({draw}).front();
    } catch (const SetupError&) {
    } catch (const AuditError&) {
    }
    return std::vector<double>(case_.moments.size(), not_run);
}

std::vector<std::vector<double>> CaseRuns::values(const std::vector<CaseDraw>& draws, Blocks& blocks,
                                                  const CaseProgress& progress) const {
    std::vector<std::vector<double>> found(draws.size());
    std::mutex one_at_a_time;
    std::size_t done = 0;
    bool stopped = false;
    const std::size_t groups = (draws.size() + draws_at_once - 1) / draws_at_once;
    blocks.for_blocks(static_cast<std::int32_t>(groups), [&](std::int32_t group) {
        {
            const std::lock_guard lock(one_at_a_time);
            if (stopped) return;
        }
        const std::size_t first = static_cast<std::size_t>(group) * draws_at_once;
        const std::size_t last = std::min(draws.size(), first + draws_at_once);
        const std::vector<CaseDraw> part(draws.begin() + static_cast<std::ptrdiff_t>(first),
                                         draws.begin() + static_cast<std::ptrdiff_t>(last));
        std::vector<std::vector<double>> values;
        try {
            values = run(part);
        } catch (const SetupError&) {  // one of them cannot be simulated: each on its own
            for (const CaseDraw& draw : part) values.push_back(this->values(draw));
        } catch (const AuditError&) {
            for (const CaseDraw& draw : part) values.push_back(this->values(draw));
        }
        std::move(values.begin(), values.end(), found.begin() + static_cast<std::ptrdiff_t>(first));
        const std::lock_guard lock(one_at_a_time);
        done += last - first;
        stopped = stopped || (progress && progress(static_cast<double>(done) / static_cast<double>(draws.size())));
    });
    if (stopped) found.clear();
    return found;
}

std::vector<double> misses(const CalibrationCase& calibration, const std::vector<double>& values) {
    std::vector<double> z;
    for (std::size_t m = 0; m < values.size(); ++m)
        z.push_back((values[m] - calibration.moments[m].observed) / calibration.moments[m].error);
    return z;
}

double implausibility(const CalibrationCase& calibration, const std::vector<double>& values) {
    const std::vector<double> z = misses(calibration, values);
    double largest = 0.0;
    for (std::size_t m = 0; m < z.size(); ++m) {
        if (!calibration.moments[m].fitted) continue;
        if (!std::isfinite(z[m])) return std::numeric_limits<double>::infinity();
        largest = std::max(largest, std::abs(z[m]));
    }
    return largest;
}

double rms_log(const CalibrationCase& calibration, const std::vector<double>& values, const std::string& group) {
    double sum = 0.0;
    int count = 0;
    for (std::size_t m = 0; m < values.size(); ++m) {
        const ObservedMoment& moment = calibration.moments[m];
        if (moment.group != group || !moment.fitted) continue;
        if (!(values[m] > 0.0) || !(moment.observed > 0.0)) return not_run;
        const double deviation = models::log_exact(values[m] / moment.observed);
        sum += deviation * deviation;
        ++count;
    }
    return count == 0 ? not_run : std::sqrt(sum / count);
}

}  // namespace sunder
