// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/claim_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "sim/core/simulation.hpp"
#include "sim/scenario/find.hpp"
#include "sim/validation/moment_sink.hpp"

namespace sunder {
namespace {

/// Scenario lanes in one simulation beside their baseline, when so many want the same one: lanes come in powers of two, a
/// lane costs the same however many stand beside it, and small simulations share out better.
std::size_t scenarios_at_once(std::size_t left) {
    return left >= 7 ? 7 : left >= 3 ? 3 : 1;
}

struct Prepared {
    std::size_t run;  ///< place in the book
    const Network* network;
    RunSpec spec;
};

/// Simulations that share a baseline.
struct Job {
    const Network* network = nullptr;
    RunSpec spec;
    std::vector<std::size_t> runs;                            ///< of the lanes 1, 2, ...
    std::vector<std::pair<std::size_t, std::size_t>> wanted;  ///< claim (in order of the call) and moment, of the sink
    std::vector<Moment> moments;
    [[nodiscard]] double cost() const {
        return static_cast<double>(network->links()) * spec.steps() * static_cast<double>(spec.lanes.size());
    }
};

bool same_params(const std::vector<ParamSetting>& a, const std::vector<ParamSetting>& b) {
    return std::ranges::equal(a, b, [](const ParamSetting& x, const ParamSetting& y) {
        return x.key == y.key && x.good == y.good && x.country == y.country && x.group == y.group && x.value == y.value;
    });
}

bool same_switches(const Switches& a, const Switches& b) {
    for (std::size_t s = 0; s < switch_count; ++s)
        if (a[static_cast<Switch>(s)] != b[static_cast<Switch>(s)]) return false;
    return true;
}

/// Whether two runs have the same baseline, so that their scenarios may stand beside it.
bool same_baseline(const Prepared& a, const Prepared& b) {
    if (&a == &b) return true;
    const RunSpec &x = a.spec, &y = b.spec;
    const LaneSpec &p = x.lanes.front(), &q = y.lanes.front();
    return a.network == b.network && x.start == y.start && x.end == y.end && x.step_days == y.step_days &&
           x.demand_path == y.demand_path && x.seed == y.seed && same_switches(p.switches, q.switches) &&
           same_params(p.params, q.params) && p.rules.empty() && q.rules.empty() && p.accidents.empty() &&
           q.accidents.empty();
}

Prepared prepare(const ClaimBook& book, std::size_t place, const EconomyProvider& economy) {
    const ClaimRun& run = book.runs[place];
    const DeckOptions options{run.set, {}, 0};
    try {
        SourceText text;
        Scenario scenario = find_validation(run.deck, text) ? read_scenario_text(text.text, text.file, options, economy)
                                                            : read_scenario(run.deck, options, economy);
        return {place, &economy(scenario.economy), std::move(scenario.spec)};
    } catch (const InputError& error) {  // what has no line of its own stands where the run is asked for
        std::vector<Fault> faults = error.faults();
        for (Fault& fault : faults)
            if (fault.line == 0)
                fault = fault_at(run.mark, fmt::format("run '{}': {}: {}", run.id, fault.file, fault.message));
        throw InputError(std::move(faults));
    }
}

std::vector<Job> plan(std::vector<Prepared> runs) {
    std::vector<Job> jobs;
    std::vector<bool> placed(runs.size(), false);
    for (std::size_t first = 0; first < runs.size(); ++first) {
        if (placed[first]) continue;
        std::size_t left = 0;
        for (std::size_t n = first; n < runs.size(); ++n)
            if (!placed[n] && same_baseline(runs[first], runs[n])) ++left;
        Job job;
        for (std::size_t n = first; n < runs.size() && job.runs.size() < scenarios_at_once(left); ++n) {
            if (placed[n] || !same_baseline(runs[first], runs[n])) continue;
            if (job.runs.empty())
                job.network = runs[n].network, job.spec = runs[n].spec;
            else
                job.spec.lanes.push_back(runs[n].spec.lanes.back());
            job.spec.lanes.back().name = fmt::format("scenario {}", job.spec.lanes.size() - 1);
            job.runs.push_back(runs[n].run);
            placed[n] = true;
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

/// Which moments each job must keep; every fault of all of them at once.
void bind(const ClaimBook& book, std::span<const std::size_t> places, std::vector<Job>& jobs) {
    std::vector<Fault> faults;
    for (Job& job : jobs) {
        for (std::size_t c = 0; c < places.size(); ++c) {
            const Claim& claim = book.claims[places[c]];
            const bool reads = std::ranges::any_of(
                claim.runs, [&](std::size_t run) { return std::ranges::find(job.runs, run) != job.runs.end(); });
            for (std::size_t m = 0; reads && m < claim.moments.size(); ++m) {
                job.wanted.emplace_back(c, m);
                job.moments.push_back(claim.moments[m]);
            }
        }
        MomentSink(job.moments).check(*job.network, job.spec, faults);
    }
    if (!faults.empty()) throw InputError(std::move(faults));
}

}  // namespace

std::vector<std::vector<double>> values_of_claims(const ClaimBook& book, std::span<const std::size_t> places,
                                                  const EconomyProvider& economy, Blocks& blocks,
                                                  const std::function<bool(double)>& progress) {
    std::set<std::size_t> used;
    for (const std::size_t place : places) used.insert(book.claims[place].runs.begin(), book.claims[place].runs.end());
    std::vector<Prepared> runs;
    for (const std::size_t run : used) runs.push_back(prepare(book, run, economy));
    std::vector<Job> jobs = plan(std::move(runs));
    bind(book, places, jobs);
    std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.cost() > b.cost(); });

    std::vector<std::vector<double>> values;
    for (const std::size_t place : places)
        values.emplace_back(book.claims[place].runs.size() * book.claims[place].moments.size());
    double all = 0.0, done = 0.0;
    for (const Job& job : jobs) all += job.cost();
    std::mutex one_at_a_time;
    bool stopped = false;
    blocks.for_blocks(static_cast<std::int32_t>(jobs.size()), [&](std::int32_t n) {
        const Job& job = jobs[static_cast<std::size_t>(n)];
        MomentSink sink(job.moments);
        SerialBlocks serial;
        Simulation simulation(*job.network, job.spec, serial);
        simulation.run(&sink, [&](std::int32_t) {
            const std::lock_guard lock(one_at_a_time);
            done += job.cost() / job.spec.steps();
            stopped = stopped || progress(done / all);
            return stopped;
        });
        const std::lock_guard lock(one_at_a_time);
        for (std::size_t w = 0; w < job.wanted.size() && !stopped; ++w) {
            const auto& [c, m] = job.wanted[w];
            const Claim& claim = book.claims[places[c]];
            for (std::size_t r = 0; r < claim.runs.size(); ++r) {
                const auto lane = std::ranges::find(job.runs, claim.runs[r]);
                if (lane != job.runs.end())
                    values[c][r * claim.moments.size() + m] =
                        claim.scale * sink.value(w, 0, static_cast<std::int32_t>(lane - job.runs.begin()) + 1);
            }
        }
    });
    if (stopped) values.clear();
    return values;
}

}  // namespace sunder
