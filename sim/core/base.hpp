// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/knowledge_base.hpp"
#include "sim/core/network.hpp"
#include "sim/core/param_table.hpp"
#include "sim/core/row_memory.hpp"
#include "sim/core/run.hpp"

namespace sunder {

/// Compressed rows: members of row r are item[ptr[r] .. ptr[r+1]).
struct Rows {
    std::vector<std::int32_t> ptr, item;
    [[nodiscard]] std::span<const std::int32_t> operator[](std::size_t row) const noexcept {
        return {item.data() + ptr[row], item.data() + ptr[row + 1]};
    }
    [[nodiscard]] std::size_t size() const noexcept { return ptr.empty() ? 0 : ptr.size() - 1; }
};

/// Rows from a row number per item, items in index order; items with a negative row are left out.
[[nodiscard]] Rows rows_of(std::span<const std::int32_t> row_of_item, std::size_t rows);

/// The base year as the kernels need it: everything that does not change during a run. Flows in base-M$ per step, leads in
/// steps. All sums run in the order in which the kernels sum, so that baseline ratios are exactly 1 and deviations exactly
/// 0. Arrays marked [L] hold one value per lane (parameters may differ by lane).
struct Base {
    /// Throws SetupError naming what cannot be simulated.
    Base(const Network& network, const RunSpec& spec, const ParamTable& params, int lanes);

    const Network& net;
    int lanes;
    bool ario;  ///< the run follows the rules of ARIO (switch ario): the same in all lanes
    double dt_weeks;
    double steps_per_year;  ///< of 365.25 days, of 365 with ario
    std::int32_t units, slots, links;

    std::vector<double> z0;  ///< link flow
    std::vector<double> q0;  ///< slot: sum of z0
    std::vector<double> x0;  ///< unit output: sum of z0 over its sales, in seller order
    Rows seller;             ///< links of a supplier
    std::vector<std::int32_t> link_slot;
    std::vector<float> link_abroad;          ///< 1: the plant sells across a border, else 0
    std::vector<std::int32_t> slot_country;  ///< of the buyer
    std::vector<char> ces;                   ///< slot: in some lane its suppliers are a CES composite
    bool any_ces = false;

    std::vector<std::int32_t> lead, deliver,
        ship;  ///< slot: steps from order to use (0: at once, with ario); to delivery; shipping part of it
    // Ring of shipments: links of equal lead stand together, step after step, so that a step reads and writes in a row.
    std::vector<std::int64_t> ring_first;   ///< slot: cell of its first link in place 0
    std::vector<std::int64_t> ring_stride;  ///< slot: links of this lead = cells from one place to the next
    std::int64_t ring_size = 0;
    /// Cell of a slot's first link for the shipments of a step; steps before 0 hold the baseline.
    [[nodiscard]] std::size_t ring_cell(std::size_t slot, std::int32_t step) const noexcept {
        const std::int32_t n = lead[slot], place = ((step % n) + n) % n;
        return static_cast<std::size_t>(ring_first[slot] + place * ring_stride[slot]);
    }
    std::vector<double> good_lead;  ///< good: weeks from order to delivery, of the last slot that buys it

    std::vector<double> landed_coefficient;  ///< slot: purchases at base landed prices per unit of the buyer's output
    RowArray labour;                         ///< [L] vc, labour and services per unit of output: the residual of unit cost
    RowArray finished_cover;                 ///< [L] mI in steps; 0 for goods that cannot be stored
    RowArray unit_cost0, variable_cost0;     ///< [L] set by the reference pass
    RowArray capital_charge;  ///< [L] per cap slot (index of slot): (r_c + delta) T0 per unit of yearly output

    // capital: cohorts = (cap slot, vendor HQ), contiguous link ranges
    std::vector<std::int32_t> cohort_ptr;  ///< slot -> first cohort (S+1); only cap slots have any
    std::vector<std::int32_t> cohort_link_ptr, cohort_slot, cohort_vendor;
    std::vector<std::int32_t> cohort_service;  ///< srv slot of the same buyer and vendor, or -1
    std::vector<double> cohort_q0;             ///< replacement purchases
    RowArray t0;                               ///< [L] cohort stock
    RowArray slot_t0;                          ///< [L] stock of a cap slot
    Rows service_cohorts;                      ///< slot (srv) -> its cohorts
    std::vector<char> has_tools;               ///< unit owns tool classes

    Rows pool_units;                         ///< pools of units that share capacity: one firm, country and family
    std::vector<std::int32_t> pool_of_unit;  ///< -1: alone

    std::vector<std::int32_t> build_steps;  ///< unit: construction time
    struct PlannedAddition {
        std::int32_t unit, start, online;  ///< steps: from `start` tools may be ordered, `online` the share counts in full
        double share;
    };
    std::vector<PlannedAddition> projects;  ///< sorted by unit
    /// Named plants of a unit that are on line by a step, ratio to its base-year capacity.
    [[nodiscard]] double planned_share(std::int32_t unit, std::int32_t step) const noexcept;
    KnowledgeBase knowledge;  ///< research, learning, entrants

    // blocks of rows with about 2,000 links each; bounds do not depend on threads
    std::vector<std::int32_t> slot_block, unit_block;  ///< first row of each block, then the end
    [[nodiscard]] std::int32_t slot_blocks() const noexcept { return static_cast<std::int32_t>(slot_block.size()) - 1; }
    [[nodiscard]] std::int32_t unit_blocks() const noexcept { return static_cast<std::int32_t>(unit_block.size()) - 1; }

    // recording cells: (good, country) of units are contiguous; slots by (buyer country, good)
    Rows cell_units;  ///< cell = country * goods + good
    Rows cell_slots;
    Rows kind_slots;                                      ///< slots by SlotKind
    std::vector<std::int32_t> chip_slots;                 ///< slots that buy chips
    Rows trade_links;                                     ///< links by (good, plant country, HQ country, buyer country)
    std::vector<std::int32_t> trade_cell, trade_hq_cell;  ///< of each row: cell in the cube (good, exporter or HQ, importer)

private:
    void set_flows(const RunSpec& spec);
    void set_composites(const ParamTable& params);
    void set_leads(const RunSpec& spec, const ParamTable& params);
    void set_capital(const ParamTable& params);
    void set_cost(const ParamTable& params);
    void set_projects(const RunSpec& spec);
    void set_pools();
    void set_blocks();
    void set_cells();
};

}  // namespace sunder
