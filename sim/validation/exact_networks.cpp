// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "models/firm_chain/firm_chain.hpp"
#include "models/systemic/spread.hpp"
#include "sim/validation/exact_files.hpp"
#include "sim/validation/reference_table.hpp"

namespace sunder {
namespace {

using models::Essentiality;
using Matrix = std::vector<std::vector<double>>;

/// Firms of a folder; sold[seller][buyer].
struct Firms {
    ReferenceTable firms;
    std::vector<std::int32_t> sector;
    Matrix sold;
    [[nodiscard]] std::size_t count() const { return sector.size(); }
};

Firms read_firms(const std::string& folder) {
    Firms all{reference_table(folder + "/firms.csv"), {}, {}};
    for (std::size_t i = 0; i < all.firms.rows.size(); ++i)
        all.sector.push_back(static_cast<std::int32_t>(all.firms.at(i, "sector")));
    all.sold.assign(all.count(), std::vector<double>(all.count(), 0.0));
    const ReferenceTable sales = reference_table(folder + "/sales.csv");
    for (std::size_t r = 0; r < sales.rows.size(); ++r)
        all.sold[all.firms.row(sales.labels[r])][all.firms.row(sales.text[r][0])] = sales.at(r, "value");
    return all;
}

double worse(double error, double ours, double theirs) {
    const double gap = std::abs(ours - theirs);
    return gap >= error || std::isnan(gap) ? gap : error;
}

// ---- systemic risk

Essentiality essentiality(const ReferenceTable& table, std::int32_t from, std::int32_t to) {
    const double code = table.at(table.row(std::to_string(from)), std::to_string(to));
    return code > 1.5 ? Essentiality::essential : code > 0.5 ? Essentiality::other : Essentiality::none;
}

models::SystemicNetwork systemic_network(bool by_revenue) {
    const Firms all = read_firms("systemic_risk");
    const ReferenceTable kinds = reference_table("systemic_risk/essentiality.csv");
    models::SystemicNetwork net;
    for (std::size_t i = 0; i < all.count(); ++i) {
        double sales = 0.0;
        for (const double one : all.sold[i]) sales += one;
        net.out.push_back(sales);
    }
    for (std::size_t j = 0; j < all.count(); ++j) {
        std::map<std::int32_t, double> from_sector;
        double from_all = 0.0;
        for (std::size_t i = 0; i < all.count(); ++i) {
            from_all += all.sold[i][j];
            if (all.sold[i][j] > 0.0) from_sector[all.sector[i]] += all.sold[i][j];
        }
        for (const auto& [sector, bought] : from_sector) {
            const Essentiality kind = essentiality(kinds, sector, all.sector[j]);
            const auto first = static_cast<std::int32_t>(net.seller.size());
            for (std::size_t i = 0; i < all.count(); ++i) {
                const double flow = all.sold[i][j];
                if (all.sector[i] != sector || !(flow > 0.0)) continue;
                net.seller.push_back(static_cast<std::int32_t>(i));
                net.down.push_back(models::downstream_weight(kind, flow, bought, from_all));
                net.up.push_back(models::upstream_weight(flow, by_revenue ? all.firms.at(i, "revenue") : net.out[i]));
            }
            net.inlets.push_back({static_cast<std::int32_t>(j), first, static_cast<std::int32_t>(net.seller.size()), kind});
        }
    }
    return net;
}

double systemic_error(const std::string& set, bool by_revenue, const Matrix& psi) {
    const models::SystemicNetwork net = systemic_network(by_revenue);
    const ReferenceTable index = reference_table("systemic_risk/esri_" + set + ".csv"),
                         down = reference_table("systemic_risk/loss_down_" + set + ".csv"),
                         up = reference_table("systemic_risk/loss_up_" + set + ".csv");
    constexpr double eps = 1e-13;  // of the reference
    double error = index.rows.size() == psi.size() ? 0.0 : 1.0;
    for (std::size_t s = 0; s < psi.size(); ++s) {
        const models::SystemicLoss loss = models::systemic_loss(net, psi[s], eps);
        error = worse(error, loss.both, index.at(s, "both"));
        error = worse(error, loss.downstream, index.at(s, "downstream"));
        error = worse(error, loss.upstream, index.at(s, "upstream"));
        for (std::size_t i = 0; i < net.out.size(); ++i) {
            error = worse(error, loss.loss_down[i], down.rows[i][s]);
            error = worse(error, loss.loss_up[i], up.rows[i][s]);
        }
    }
    return error;
}

double single_failures() {
    Matrix psi(12, std::vector<double>(12, 1.0));
    for (std::size_t i = 0; i < psi.size(); ++i) psi[i][i] = 0.0;
    return systemic_error("a_single", true, psi);
}

double partial_failures() {
    Matrix psi(3, std::vector<double>(12, 1.0));
    psi[0][7] = 1.0 - 0.5;
    psi[1][3] = 1.0 - 0.6;
    psi[2][10] = 1.0 - 0.4;
    return systemic_error("d_partial_norevenue", false, psi);
}

// ---- firms with a stock for every supplier

enum class Rationing { even, final_last, smallest_first };
struct Damage {
    std::size_t firm;
    double lost;
    int start, hold, recovery;  ///< steps; recovery 0: for good
};
struct ChainCase {
    std::string name;
    Rationing rationing;
    std::vector<Damage> damage;
};
constexpr double cover_steps = 15.0, order_tau = 6.0;

double lost_at(const Damage& damage, int step) {
    const int age = step - damage.start - damage.hold;
    if (step < damage.start) return 0.0;
    if (age <= 0 || damage.recovery == 0) return damage.lost;
    return std::max(0.0, damage.lost * (1.0 - static_cast<double>(age) / damage.recovery));
}

/// The chain of firms step by step; rows of buyers, columns of suppliers.
class FirmChain {
public:
    explicit FirmChain(const Firms& firms) : sector_(firms.sector) {
        const std::size_t n = firms.count();
        use_.assign(n, std::vector<double>(n, 0.0));
        for (std::size_t i = 0; i < n; ++i) {
            final_.push_back(firms.firms.at(i, "final_sales"));
            output0_.push_back(final_[i]);
            for (std::size_t j = 0; j < n; ++j) {
                output0_[i] += firms.sold[i][j];
                use_[j][i] = firms.sold[i][j];
            }
        }
        output = output0_;
        delivered_ = order_ = stock_ = use_;
        for (auto& row : stock_)
            for (double& one : row) one *= cover_steps;
        for (const double one : final_) final_met += one;
    }

    std::vector<double> output;
    double final_met = 0.0;

    void step(const ChainCase& which, int now) {
        for (std::size_t i = 0; i < output.size(); ++i) stock_and_order(i);
        std::vector<double> made;
        for (std::size_t i = 0; i < output.size(); ++i) made.push_back(wanted(i, which, now));
        output = made;
        final_met = 0.0;
        for (std::size_t i = 0; i < output.size(); ++i) ration(i, which.rationing);
    }

private:
    [[nodiscard]] std::map<std::int32_t, double> by_sector(const std::vector<double>& row) const {
        std::map<std::int32_t, double> sums;
        for (std::size_t j = 0; j < row.size(); ++j) sums[sector_[j]] += row[j];
        return sums;
    }
    void stock_and_order(std::size_t i) {
        const auto held = by_sector(stock_[i]), used = by_sector(use_[i]);
        const double ratio = output[i] / output0_[i];
        for (std::size_t j = 0; j < output.size(); ++j) {
            if (!(use_[i][j] > 0.0)) continue;
            stock_[i][j] =
                models::firm_stock(stock_[i][j], delivered_[i][j], ratio, used.at(sector_[j]), held.at(sector_[j]));
            order_[i][j] = models::firm_order(use_[i][j], ratio, cover_steps, stock_[i][j], order_tau);
        }
    }
    [[nodiscard]] double wanted(std::size_t i, const ChainCase& which, int now) const {
        double demand = final_[i], lost = 0.0;
        for (const auto& row : order_) demand += row[i];
        for (const Damage& damage : which.damage)
            if (damage.firm == i) lost = lost_at(damage, now);
        double made = std::min((1.0 - lost) * output0_[i], demand);
        const auto held = by_sector(stock_[i]);
        for (const auto& [sector, used] : by_sector(use_[i]))
            if (used > 0.0) made = std::min(made, models::sector_limit(held.at(sector), used, output0_[i]));
        return made;
    }
    void ration(std::size_t i, Rationing rule) {
        std::vector<models::Claim> claims;
        for (std::size_t b = 0; b < output.size(); ++b)
            if (use_[b][i] > 0.0) claims.push_back({order_[b][i], use_[b][i]});
        claims.push_back({final_[i], final_[i]});
        if (rule == Rationing::even) models::ration_evenly(output[i], claims);
        if (rule == Rationing::final_last) models::ration_last_last(output[i], claims);
        if (rule == Rationing::smallest_first) models::ration_smallest_first(output[i], claims, true);
        std::size_t next = 0;
        for (std::size_t b = 0; b < output.size(); ++b)
            if (use_[b][i] > 0.0) delivered_[b][i] = claims[next++].served;
        final_met += claims.back().served;
    }

    std::vector<std::int32_t> sector_;
    Matrix use_, stock_, order_, delivered_;  ///< A, S, O, O*
    std::vector<double> final_, output0_;
};

/// Of the largest firm's output (and of final demand for that series).
double chain_error(const ChainCase& which) {
    const ReferenceTable output = reference_table("firm_ario/" + which.name + "_output.csv"),
                         final = reference_table("firm_ario/" + which.name + "_final.csv");
    FirmChain chain(read_firms("firm_ario"));
    const double largest = *std::max_element(chain.output.begin(), chain.output.end()), all_final = chain.final_met;
    double error = 0.0;
    for (std::size_t row = 0; row < output.rows.size(); ++row) {
        if (row > 0) chain.step(which, static_cast<int>(row) - 1);
        for (std::size_t i = 0; i < chain.output.size(); ++i)
            error = worse(error, chain.output[i] / largest, output.rows[row][i] / largest);
        error = worse(error, chain.final_met / all_final, final.rows[row][0] / all_final);
    }
    return error;
}

double chain_proportional() {
    return chain_error({"p1_proportional", Rationing::even, {{7, 0.5, 3, 0, 0}}});
}
double chain_smallest_first() {
    return chain_error({"p2_smallest_first", Rationing::smallest_first, {{7, 0.5, 3, 5, 20}}});
}
double chain_final_last() {
    return chain_error({"p3_final_last", Rationing::final_last, {{3, 0.8, 0, 30, 1}, {10, 0.3, 2, 30, 1}}});
}

constexpr std::string_view cascade = "GLcascade/fastcascade 0.9.3.1 (Diem et al. 2022)",
                           simulator = "ProductionNetworkSimulator c4dd74d (Inoue and Todo 2019)",
                           of_losses = "largest absolute difference of an index or a firm's loss",
                           of_output = "largest difference of output, share of the largest firm, or of final demand met";
constexpr std::array cases{
    ExactCase{"systemic/a_single", "every firm fails alone: index and losses down and up the chain", cascade, of_losses,
              1e-9, single_failures},
    ExactCase{"systemic/d_partial", "firms that lose part of their output, sales instead of revenue", cascade, of_losses,
              1e-9, partial_failures},
    ExactCase{"firm_ario/p1_proportional", "half of a firm lost for good, all buyers rationed alike", simulator, of_output,
              1e-9, chain_proportional},
    ExactCase{"firm_ario/p2_smallest_first", "the same, smallest relative order first, linear recovery", simulator,
              of_output, 1e-9, chain_smallest_first},
    ExactCase{"firm_ario/p3_final_last", "two firms damaged, final demand served last", simulator, of_output, 1e-9,
              chain_final_last},
};

}  // namespace

std::span<const ExactCase> firm_network_cases() {
    return cases;
}

}  // namespace sunder
