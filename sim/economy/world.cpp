// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/world.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>

namespace sunder {
namespace {

/// Goods that use each other in a circle, as "a -> b -> a". `left` are goods that a topological order could not place.
std::string circle(const BaseYear& base, const Grid& needs, const std::vector<bool>& left) {
    const std::size_t goods = base.goods.size();
    std::vector<std::size_t> path;
    std::size_t here = static_cast<std::size_t>(std::find(left.begin(), left.end(), true) - left.begin());
    while (std::find(path.begin(), path.end(), here) == path.end()) {
        path.push_back(here);
        std::size_t user = 0;  // each good that is left has a user that is left
        while (user < goods && !(left[user] && needs(here, user) > 0)) ++user;
        here = user;
    }
    std::string text;
    for (auto at = std::find(path.begin(), path.end(), here); at != path.end(); ++at) text += base.goods[*at].code + " -> ";
    return text + base.goods[here].code;
}

/// Kahn's order: a good comes when all its users have come. Among those that may come, the first of the table.
std::vector<std::int32_t> users_first(const BaseYear& base, const Grid& needs, std::string& cycle) {
    const std::size_t goods = base.goods.size();
    std::vector<bool> left(goods, true);
    std::vector<std::int32_t> order;
    for (bool found = true; found;) {
        found = false;
        for (std::size_t g = 0; g < goods && !found; ++g) {
            bool ready = left[g];
            for (std::size_t user = 0; user < goods && ready; ++user) ready = !(left[user] && needs(g, user) > 0);
            if (!ready) continue;
            left[g] = false;
            order.push_back(static_cast<std::int32_t>(g));
            found = true;
        }
    }
    if (order.size() == goods) return order;
    cycle = circle(base, needs, left);
    return {};
}

}  // namespace

Grid needs_per_output(const BaseYear& base) {
    const std::size_t goods = base.goods.size();
    Grid needs = base.input;
    for (std::size_t user = 0; user < goods; ++user)
        for (std::size_t m = 0; m < goods; ++m) {
            if (base.intensity(m, user) == 0.0) continue;
            for (std::size_t c = 0; c < base.countries.size(); ++c) {
                const double stock = base.share_plant(user, c) * base.stock_per_output(m, user, c);
                if (stock == 0.0) continue;
                needs(m, user) += base.wear(m, c) * stock;
                if (base.service_good >= 0)
                    needs(static_cast<std::size_t>(base.service_good), user) += base.service_rate * stock;
            }
        }
    return needs;
}

World solve_world(const BaseYear& base, const std::string& label, std::vector<Fault>& faults) {
    const auto goods = static_cast<Eigen::Index>(base.goods.size());
    const Grid needs = needs_per_output(base);
    using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const Eigen::Map<const Matrix> l(needs.x.data(), goods, goods);
    const Eigen::PartialPivLU<Matrix> lu(Matrix::Identity(goods, goods) - l);
    // A matrix of needs is productive exactly if (I - L) y = 1 has a solution with every y >= 1 (Hawkins and Simon 1949).
    const Eigen::VectorXd probe = lu.solve(Eigen::VectorXd::Ones(goods));
    World world;
    if (!probe.allFinite() || (goods > 0 && probe.minCoeff() < 1.0 - 1e-9)) {
        faults.push_back(
            {label, 0, 0, "the world economy is not productive: io.csv and tools.csv ask for more input than output"});
        return world;
    }
    Eigen::VectorXd demand = Eigen::VectorXd::Zero(goods);
    for (std::size_t f = 0; f < base.final_demand.rows; ++f)
        for (Eigen::Index g = 0; g < goods; ++g) demand[g] += base.final_demand(f, static_cast<std::size_t>(g));
    const Eigen::VectorXd x = lu.solve(demand);
    world.output_musd_yr.assign(x.data(), x.data() + goods);
    std::string cycle;
    world.users_first = users_first(base, needs, cycle);
    if (!cycle.empty())
        faults.push_back(
            {label, 0, 0,
             fmt::format("goods need each other in a circle: {}; the chain must run from raw materials to end goods",
                         cycle)});
    return world;
}

}  // namespace sunder
