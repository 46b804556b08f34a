// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/equilibrium.hpp"
#include "sim/core/impl.hpp"

namespace sunder {

/// The iteration behind Equilibrium, on the state of a simulation that never runs. Arrays are by row and lane like State.
struct Equilibrium::Work {
    Work(const Network& network, RunSpec spec, Blocks& blocks, EquilibriumSpec rules);

    Simulation simulation;
    Simulation::Impl& impl;
    EquilibriumSpec how;
    std::size_t width;  ///< lanes of the kernels
    Day day;            ///< first day of the last step

    void solve();

    // Prices and quantities for given wages and incomes (equilibrium.cpp).
    double settle_prices();      ///< largest change of a log price in the last round
    double settle_quantities();  ///< largest relative change of an output in the last round
    void check_served() const;

    // Mark-up game (equilibrium_mark_up.cpp): log mark-up of units relative to the base year.
    std::vector<double> ln_mark_up, mark_up0;
    void start_mark_ups();
    [[nodiscard]] double elasticity(std::size_t unit, std::size_t lane) const;
    void set_mark_ups();

    // Income closure (equilibrium_income.cpp), by country.
    std::vector<double> endowment, income0;  ///< labour in base-year M$ per step; base-year income without the balance B
    std::vector<double> income, spending;    ///< now, M$ per step
    std::vector<double> spending0, eps_f;    ///< base year; of final demand, NaN: unequal
    RowArray demand_by_rule;                 ///< demand factor of final agents that measures set
    double labour_gap = 0.0;
    void start_incomes();
    void read_incomes(std::vector<double>& labour);  ///< `income` and `spending` of the state; labour demanded
    void spend_incomes();                            ///< final demand of a country = its income
    void clear_labour(double kappa);                 ///< wages after one round; sets labour_gap
    [[nodiscard]] double price_index(std::size_t country, std::size_t lane) const;

    [[nodiscard]] std::string name_of(std::size_t slot) const;
    void does(std::string_view phase);
};

}  // namespace sunder
