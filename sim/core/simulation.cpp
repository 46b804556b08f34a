// SPDX-License-Identifier: Apache-2.0
#include "sim/core/simulation.hpp"

#include <algorithm>

#include "sim/core/impl.hpp"
#include "sim/core/week_ario.hpp"

namespace sunder {
namespace {

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

int kernel_lanes(const RunSpec& spec) {
    for (const int width : {1, 2, 4, 8, 16})
        if (spec.lanes.size() <= static_cast<std::size_t>(width) && !spec.lanes.empty()) return width;
    throw SetupError("a run has 1 to 16 lanes, not " + std::to_string(spec.lanes.size()));
}

}  // namespace

Simulation::Impl::Impl(const Network& network, RunSpec run, Blocks& loop)
    : spec(std::move(run)),
      lanes(kernel_lanes(spec)),
      params(network, spec, lanes),
      base(network, spec, params, lanes),
      state(base),
      policy(base, spec, params),
      funds(base, spec, params),
      rewiring(base, spec, params, policy),
      accidents(base, spec, params),
      accounts(base, spec, params),
      government(base, spec, policy),
      audit(base),
      recorder(base, spec),
      blocks(loop),
      demand(at(network.finals()), 1.0) {
    set_initial_state();
}

/// Values that come from parameters, and the reference pass: the cost kernel at baseline gives the base unit cost, so that
/// cost ratios start at exactly 1.
void Simulation::Impl::set_initial_state() {
    const auto width = at(lanes);
    const double *u0 = params.of(Param::u0), *A = params.of(Param::A), *shell = params.of(Param::shell),
                 *floor = params.of(Param::h_fl);
    for (std::size_t i = 0; i < at(base.units); ++i)
        for (std::size_t l = 0; l < width; ++l) {
            const std::size_t row = at(params.unit_row()[i]) * width + l;
            state.capacity[i * width + l] = A[row] * (base.x0[i] / u0[row]);
            state.shell[i * width + l] = shell[row];
        }
    for (std::size_t s = 0; s < at(base.slots); ++s)
        for (std::size_t l = 0; l < width; ++l) state.floor[s * width + l] = floor[at(params.slot_row()[s]) * width + l];
    const auto cost_phase = std::find_if(phases().begin(), phases().end(), [](const Phase& p) { return p.name == "cost"; });
    if (cost_phase == phases().end()) return;  // ARIO: prices stay at 1
    Step now = step();
    cost_phase->does(now);
    base.unit_cost0 = state.cost_ratio;
    base.variable_cost0 = state.variable_cost;
    for (std::size_t i = 0; i < at(base.units); ++i)  // the base year's cost is that of A = 1
        for (std::size_t l = 0; l < width; ++l) state.productivity[i * width + l] = A[at(params.unit_row()[i]) * width + l];
    cost_phase->does(now);
}

namespace {

template <int L>
std::span<const Phase> phases_of(bool ario) {
    if (ario) return ario_step<L>;
    return week<L>;
}

}  // namespace

std::span<const Phase> Simulation::Impl::phases() const {
    switch (lanes) {
        case 1:
            return phases_of<1>(base.ario);
        case 2:
            return phases_of<2>(base.ario);
        case 4:
            return phases_of<4>(base.ario);
        case 8:
            return phases_of<8>(base.ario);
        default:
            return phases_of<16>(base.ario);
    }
}

/// Y(t): linear between the points of the demand path; the first and last values hold outside it.
void Simulation::Impl::set_demand() {
    if (!spec.demand_path) return;
    const Day day = spec.start + t * spec.step_days;
    const auto& path = base.net.demand_path;
    for (std::size_t p = 0; p < path.size();) {
        std::size_t end = p;
        while (end < path.size() && path[end].agent == path[p].agent) ++end;
        std::size_t next = p;
        while (next < end && path[next].day <= day) ++next;
        double ratio = next == p ? path[p].ratio : path[next - 1].ratio;
        if (next > p && next < end)
            ratio += (path[next].ratio - ratio) * (day - path[next - 1].day) / (path[next].day - path[next - 1].day);
        demand[at(path[p].agent)] = ratio;
        p = end;
    }
}

void Simulation::Impl::advance(Sink* sink) {
    set_demand();
    Step now = step();
    audit.before_rules(state);
    std::size_t done = 0;
    for (const Phase& phase : phases()) {
        phase.does(now);
        if (++done == phases_by_decree) audit.after_rules(state);
    }
    audit.check(now);
    if (sink != nullptr) recorder.record(now, *sink);
    ++t;
}

Simulation::Simulation(const Network& network, RunSpec spec, Blocks& blocks)
    : impl_(std::make_unique<Impl>(network, std::move(spec), blocks)) {
    set_references(impl_->accounts, network, impl_->spec, blocks, static_cast<std::size_t>(impl_->lanes));
}
Simulation::~Simulation() = default;

std::int32_t Simulation::run(Sink* sink, const std::function<bool(std::int32_t)>& stop) {
    if (sink != nullptr) impl_->recorder.open(*sink);
    while (impl_->t < impl_->spec.steps()) {
        if (stop && stop(impl_->t)) return impl_->t;
        impl_->advance(sink);
    }
    if (sink != nullptr) sink->close(audit(), decisions());
    return impl_->t;
}

std::span<const AuditResidual> Simulation::audit() const noexcept {
    return impl_->audit.residuals();
}

std::span<const Decision> Simulation::decisions() const noexcept {
    return impl_->government.decisions();
}

}  // namespace sunder
