// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/exact_case.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/validation/exact_files.hpp"

namespace sunder {
namespace {

constexpr std::array exact_files{
    neutral_cases, ario_cases,         equilibrium_cases, hulten_cases,     leontief_cases,     price_limit_cases,
    mark_up_cases, mass_balance_cases, relabelling_cases, tool_block_cases, step_halving_cases, order_stability_cases,
    licence_cases, surplus_cases,      two_zones_cases,   closure_cases,    gravity_cases,      firm_network_cases,
};

}  // namespace

std::span<const ExactCase> exact_cases() {
    static const std::vector<ExactCase> all = [] {
        std::vector<ExactCase> list;
        for (const auto& file : exact_files)
            for (const ExactCase& one : file()) list.push_back(one);
        return list;
    }();
    return all;
}

void require(bool holds, std::string_view what) {
    if (!holds) throw std::logic_error("the case lost its point: " + std::string(what));
}

}  // namespace sunder
