// SPDX-License-Identifier: Apache-2.0
// N1: the model under the switches ario and ario_compat against the output that BoARIO 0.6.4 (commit ecd475f) computed from
// the same tables and accidents (tests/limits/ario).
#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/core/impl.hpp"
#include "sim/embedded/embedded.hpp"
#include "sim/validation/ario_case.hpp"
#include "sim/validation/exact_files.hpp"

namespace sunder {
namespace {

ario::Table built_in(const std::string& path) {
    const std::string_view text = embedded_file("validation/ario/" + path);
    if (text.empty()) throw std::logic_error("not built in: " + path);
    return ario::read_table(text);
}

template <std::size_t N>
double production_error() {
    const ario::Case& one = ario::reference_cases()[N];
    const std::string table(one.table);
    const ario::Table z = built_in("tables/" + table + "_Z.csv"), y = built_in("tables/" + table + "_Y.csv"),
                      reference = built_in("cases/" + std::string(one.name) + "/production.csv");
    const ario::World world = ario::world_of(z, y);
    SerialBlocks blocks;
    Simulation simulation(world.network, ario::run_of(one, world, z, true), blocks);
    auto& run = simulation.impl();
    require(reference.rows.size() == static_cast<std::size_t>(run.spec.steps()), "as many steps as the reference");
    double largest = 0.0, difference = 0.0, moved = 0.0;
    for (std::size_t t = 0; t < reference.rows.size(); ++t) {
        run.advance(nullptr);
        for (std::size_t j = 0; j < reference.columns.size(); ++j) {
            const auto unit = static_cast<std::size_t>(world.unit[z.column(reference.columns[j])]);
            largest = std::max(largest, reference.at(t, j));
            difference = std::max(difference, std::abs(run.state.output[unit] - reference.at(t, j)));
            moved = std::max(moved, std::abs(reference.at(t, j) - reference.at(0, j)) / reference.at(0, j));
        }
    }
    require(one.hits.empty() || moved > 0.03, "the accident moves output by more than 3 %");
    return difference / largest;
}

constexpr std::string_view program = "BoARIO 0.6.4 (commit ecd475f)",
                           measure = "largest difference of output, all industries and days, over the largest output";
constexpr double round_off = 1e-9;  // of sums over some hundred steps in another order, with some room

}  // namespace

std::span<const ExactCase> ario_cases() {
    static const std::array<ExactCase, 5> rows{{
        {"N1/o1_steady", "ARIO without accident: nothing moves for 60 days", program, measure, round_off,
         production_error<0>},
        {"N1/o2_capacity30", "ARIO: 30 % of a chip industry's capacity out for 20 days, back in 30, stocks of 10 days",
         program, measure, round_off, production_error<1>},
        {"N1/o3_capital_noalt", "ARIO 2008: 30 % of capital lost, fixed supplier shares, gaps ordered at once", program,
         measure, round_off, production_error<2>},
        {"N1/o4_rebuild", "ARIO: lost capital is rebuilt by two sectors and output recovers", program, measure, round_off,
         production_error<3>},
        {"N1/o5_rebuild_spiral", "ARIO: the same damage with thin stocks ends in a spiral of rationing", program, measure,
         round_off, production_error<4>},
    }};
    return rows;
}

}  // namespace sunder
