// SPDX-License-Identifier: Apache-2.0
#include "sim/calibration/fit.hpp"

#include <nlopt.h>

#include <Eigen/Dense>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>

#include "models/math/elementary.hpp"

namespace sunder {
namespace {

constexpr double cost_of_failure = 1e9;
constexpr double first_step = 0.1;    // of a range
constexpr double finest_step = 1e-3;  // of a range: parameters are not known better than that
constexpr double difference = 0.025;  // of a range, to either side

/// What travels through NLopt's C interface; no exception may.
struct Search {
    const CaseRuns& runs;
    std::function<bool()> one_more;
    nlopt_opt optimiser = nullptr;
    Fit best{{}, {}, std::numeric_limits<double>::infinity(), 0};
    std::exception_ptr error{};
};

double cost_at(unsigned n, const double* x, double*, void* data) {
    auto& search = *static_cast<Search*>(data);
    try {
        Places places(x, x + n);
        for (double& u : places) u = std::clamp(u, 0.0, 1.0);
        std::vector<double> values = search.runs.values({places, {}});
        const double cost = fit_cost(search.runs.of(), places, values);
        ++search.best.runs;
        if (cost < search.best.cost) search.best = {std::move(places), std::move(values), cost, search.best.runs};
        if (search.one_more()) nlopt_force_stop(search.optimiser);
        return cost;
    } catch (...) {
        search.error = std::current_exception();
        nlopt_force_stop(search.optimiser);
        return cost_of_failure;
    }
}

Fit search_from(const CaseRuns& runs, Places start, int most_runs, const std::function<bool()>& one_more) {
    const auto n = static_cast<unsigned>(start.size());
    const std::unique_ptr<nlopt_opt_s, void (*)(nlopt_opt)> optimiser(
        nlopt_create(n > 1 ? NLOPT_LN_BOBYQA : NLOPT_LN_SBPLX, n), nlopt_destroy);
    Search search{runs, one_more, optimiser.get()};
    nlopt_set_min_objective(optimiser.get(), cost_at, &search);
    nlopt_set_lower_bounds1(optimiser.get(), 0.0);
    nlopt_set_upper_bounds1(optimiser.get(), 1.0);
    nlopt_set_initial_step1(optimiser.get(), first_step);
    nlopt_set_xtol_abs1(optimiser.get(), finest_step);
    nlopt_set_maxeval(optimiser.get(), most_runs);
    double cost = 0.0;
    nlopt_optimize(optimiser.get(), start.data(), &cost);  // its return code tells no more than the best point does
    if (search.error) std::rethrow_exception(search.error);
    return search.best;
}

}  // namespace

double fit_cost(const CalibrationCase& calibration, const Places& places, const std::vector<double>& values) {
    double cost = 0.0;
    for (std::size_t p = 0; p < places.size(); ++p) {
        const FreeParameter& free = calibration.free[p];
        const double pull = (places[p] - free.place(free.start)) / prior_width;
        cost += pull * pull;
    }
    const std::vector<double> z = misses(calibration, values);
    for (std::size_t m = 0; m < z.size(); ++m) {
        if (!calibration.moments[m].fitted) continue;
        if (!std::isfinite(z[m])) return cost_of_failure;
        cost += z[m] * z[m];
    }
    return cost;
}

Fit fit_from(const CaseRuns& runs, const std::vector<Places>& starts, int most_runs, Blocks& blocks,
             const CaseProgress& progress) {
    std::vector<Fit> fits(starts.size());
    std::atomic<int> done{0};
    std::atomic<bool> stopped{false};
    const double all = static_cast<double>(starts.size()) * most_runs;
    blocks.for_blocks(static_cast<std::int32_t>(starts.size()), [&](std::int32_t n) {
        const auto one_more = [&] {
            const int now = ++done;
            if (progress && progress(now / all)) stopped = true;
            return stopped.load();
        };
        const auto place = static_cast<std::size_t>(n);
        if (!stopped) fits[place] = search_from(runs, starts[place], most_runs, one_more);
    });
    if (stopped) return {};
    Fit best = fits.front();
    int count = 0;
    for (const Fit& fit : fits) {
        count += fit.runs;
        if (fit.cost < best.cost) best = fit;
    }
    best.runs = count;
    return best;
}

Sensitivity sensitivity_at(const CaseRuns& runs, const Places& places, const std::vector<double>& values, Blocks& blocks,
                           const CaseProgress& progress) {
    const CalibrationCase& c = runs.of();
    std::vector<CaseDraw> draws;
    for (std::size_t p = 0; p < places.size(); ++p)
        for (const double step : {-difference, difference}) {
            Places moved = places;
            moved[p] = std::clamp(moved[p] + step, 0.0, 1.0);
            draws.push_back({std::move(moved), {}});
        }
    const std::vector<std::vector<double>> found = runs.values(draws, blocks, progress);
    Sensitivity s;
    if (found.empty()) return s;
    const auto n = static_cast<Eigen::Index>(places.size());
    Eigen::MatrixXd precision = Eigen::MatrixXd::Identity(n, n) / (prior_width * prior_width);
    Eigen::MatrixXd jacobian(static_cast<Eigen::Index>(values.size()), n);
    for (std::size_t p = 0; p < places.size(); ++p) {
        const double left = draws[2 * p].places[p], right = draws[2 * p + 1].places[p];
        const double less = c.free[p].at(left), more = c.free[p].at(right);
        s.elasticity.emplace_back();
        s.slope.emplace_back();
        for (std::size_t m = 0; m < values.size(); ++m) {
            const double low = found[2 * p][m], high = found[2 * p + 1][m];
            const bool signs = low > 0.0 && high > 0.0 && less > 0.0;
            s.elasticity.back().push_back(signs ? models::log_exact(high / low) / models::log_exact(more / less)
                                                : std::numeric_limits<double>::quiet_NaN());
            s.slope.back().push_back((high - low) / (right - left) / c.moments[m].error);
            const double slope = s.slope.back().back();
            jacobian(static_cast<Eigen::Index>(m), static_cast<Eigen::Index>(p)) =
                c.moments[m].fitted && std::isfinite(slope) ? slope : 0.0;
        }
    }
    precision += jacobian.transpose() * jacobian;
    const Eigen::MatrixXd variance = precision.inverse();
    for (Eigen::Index p = 0; p < n; ++p) s.learned.push_back(1.0 - variance(p, p) / (prior_width * prior_width));
    return s;
}

}  // namespace sunder
