// SPDX-License-Identifier: Apache-2.0
#include "sim/core/base.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "sim/core/simulation.hpp"

namespace sunder {
namespace {

constexpr std::int32_t links_per_block = 2000;

std::size_t at(std::int32_t i) {
    return static_cast<std::size_t>(i);
}

std::int32_t steps_of(double weeks, double dt) {
    return static_cast<std::int32_t>(std::ceil(weeks / dt - 1e-9));
}

/// Bounds of consecutive blocks of rows with at least `links_per_block` units of weight each.
template <class Weight>
std::vector<std::int32_t> blocks_of(std::int32_t rows, Weight weight) {
    std::vector<std::int32_t> bounds{0};
    std::int32_t sum = 0;
    for (std::int32_t r = 0; r < rows; ++r) {
        sum += weight(r);
        if (sum >= links_per_block && r + 1 < rows) {
            bounds.push_back(r + 1);
            sum = 0;
        }
    }
    bounds.push_back(rows);
    return bounds;
}

std::string unit_name(const Network& net, std::int32_t unit) {
    return net.groups[at(net.unit_group[at(unit)])].name + " / " + net.countries[at(net.unit_country[at(unit)])].code +
           " / " + net.goods[at(net.unit_good[at(unit)])].code;
}

std::string slot_name(const Network& net, std::int32_t slot) {
    const std::int32_t buyer = net.slot_buyer[at(slot)];
    const std::string who = buyer < net.units() ? unit_name(net, buyer)
                                                : net.countries[at(net.buyer_country(buyer))].code + " / " +
                                                      net.markets[at(net.final_market[at(buyer - net.units())])];
    return "input " + net.goods[at(net.slot_good[at(slot)])].code + " of " + who;
}

/// Collects set-up faults, at most twenty lines.
class Faults {
public:
    void add(const std::string& line) {
        if (++count_ <= 20) text_ += (text_.empty() ? "" : "\n") + line;
    }
    void raise() const {
        if (count_ > 20) throw SetupError(text_ + "\nand " + std::to_string(count_ - 20) + " more");
        if (count_ > 0) throw SetupError(text_);
    }

private:
    std::string text_;
    int count_ = 0;
};

/// ARIO has its own year and its own order of the step: a run follows it in all lanes or in none.
bool follows_ario(const RunSpec& spec) {
    const bool first = !spec.lanes.empty() && spec.lanes[0].switches[Switch::ario];
    for (const LaneSpec& lane : spec.lanes) {
        if (lane.switches[Switch::ario] != first)
            throw SetupError("switch ario: on in one lane of the run and off in another");
        for (const Rule& rule : lane.rules)
            if (first && !caps_volume(rule.action) && rule.action != Action::demand && rule.action != Action::statement)
                throw SetupError("measure '" + rule.id + "': with the switch ario measures may deny or cap flows or move " +
                                 "demand; prices, money and knowledge stand still");
    }
    return first;
}

}  // namespace

Rows rows_of(std::span<const std::int32_t> row_of_item, std::size_t rows) {
    Rows result;
    result.ptr.assign(rows + 1, 0);
    for (const std::int32_t row : row_of_item)
        if (row >= 0) ++result.ptr[at(row) + 1];
    std::partial_sum(result.ptr.begin(), result.ptr.end(), result.ptr.begin());
    result.item.resize(at(result.ptr.back()));
    std::vector<std::int32_t> next(result.ptr.begin(), result.ptr.end() - 1);
    for (std::size_t i = 0; i < row_of_item.size(); ++i)
        if (row_of_item[i] >= 0) result.item[at(next[at(row_of_item[i])]++)] = static_cast<std::int32_t>(i);
    return result;
}

Base::Base(const Network& network, const RunSpec& spec, const ParamTable& params, int lane_count)
    : net(network),
      lanes(lane_count),
      ario(follows_ario(spec)),
      dt_weeks(spec.step_days / 7.0),
      steps_per_year((ario ? 365.0 : 365.25) / spec.step_days),
      units(network.units()),
      slots(network.slots()),
      links(network.links()) {
    set_flows(spec);
    set_composites(params);
    set_leads(spec, params);
    set_capital(params);
    set_cost(params);
    set_projects(spec);
    set_pools();
    set_blocks();
    set_cells();
    knowledge.set(*this, params);
}

void Base::set_flows(const RunSpec& spec) {
    const double per_step = spec.step_days / (ario ? 365.0 : 365.25);
    z0.resize(at(links));
    for (std::size_t e = 0; e < z0.size(); ++e) z0[e] = net.link_z0_musd_yr[e] * per_step;
    link_slot.resize(at(links));
    q0.assign(at(slots), 0.0);
    for (std::int32_t s = 0; s < slots; ++s)
        for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e) {
            q0[at(s)] += z0[at(e)];
            link_slot[at(e)] = s;
        }
    for (std::int32_t s = 0; s < slots; ++s) slot_country.push_back(net.buyer_country(net.slot_buyer[at(s)]));
    for (std::size_t e = 0; e < z0.size(); ++e)
        link_abroad.push_back(net.unit_country[at(net.link_supplier[e])] != slot_country[at(link_slot[e])] ? 1.0F : 0.0F);
    seller = rows_of(net.link_supplier, at(units));
    x0.assign(at(units), 0.0);
    Faults faults;
    for (std::size_t i = 0; i < x0.size(); ++i) {
        for (const std::int32_t e : seller[i]) x0[i] += z0[at(e)];
        if (!(x0[i] > 0.0)) faults.add(unit_name(net, static_cast<std::int32_t>(i)) + ": sells nothing in the base year");
    }
    faults.raise();
}

/// Slots whose suppliers are differentiated; they must hold no stock, since composites of different weeks do not add up.
void Base::set_composites(const ParamTable& params) {
    ces.assign(at(slots), 0);
    const double *on = params.of(Param::ces), *n = params.of(Param::n);
    Faults faults;
    std::set<std::string> named;  // one line a good
    const auto refuse = [&](std::size_t slot, const std::string& why) {
        const std::string line = "good " + net.goods[at(net.slot_good[slot])].code + ": ces = 1, but " + why;
        if (named.insert(line).second) faults.add(line);
    };
    for (std::size_t s = 0; s < at(slots); ++s)
        for (std::size_t l = 0; l < at(lanes); ++l) {
            const std::size_t row = at(params.slot_row()[s]) * at(lanes) + l;
            if (on[row] == 0.0) continue;
            ces[s] = 1;
            any_ces = true;
            if (on[row] != 1.0) refuse(s, "it is " + std::to_string(on[row]) + "; allowed: 0 or 1");
            if (params.switches(static_cast<int>(l))[Switch::ario])
                refuse(s, "the switch ario knows goods that add up only");
            if (net.slot_kind[s] == SlotKind::cap || net.slot_kind[s] == SlotKind::srv)
                refuse(s, "tools and their service are stocks; allowed: final goods, and inputs without stock");
            else if (net.slot_kind[s] == SlotKind::cur && n[row] != 0.0)
                refuse(s,
                       "its buyers hold n = " + std::to_string(n[row]) + " weeks of it; a composite holds no stock (n = 0)");
        }
    faults.raise();
}

void Base::set_leads(const RunSpec& spec, const ParamTable& params) {
    (void)spec;
    const double *lead_w = params.of(Param::lead_weeks), *ship_w = params.of(Param::ship_weeks),
                 *install_w = params.of(Param::install_weeks);
    Faults faults;
    for (std::int32_t s = 0; s < slots; ++s) {
        const std::size_t row = at(params.slot_row()[at(s)]) * at(lanes);
        const bool tool = net.slot_kind[at(s)] == SlotKind::cap;
        const std::int32_t to_delivery = std::max(ario ? 0 : 1, steps_of(lead_w[row], dt_weeks));
        deliver.push_back(to_delivery);
        lead.push_back(to_delivery + (tool ? steps_of(install_w[row], dt_weeks) : 0));
        ship.push_back(std::min(to_delivery, steps_of(ship_w[row], dt_weeks)));
        for (int l = 1; l < lanes; ++l)
            if (lead_w[row + at(l)] != lead_w[row] || ship_w[row + at(l)] != ship_w[row] ||
                install_w[row + at(l)] != install_w[row])
                faults.add(slot_name(net, s) + ": lanes of one run must share lead_weeks, ship_weeks and install_weeks");
    }
    faults.raise();
    const std::int32_t longest = slots > 0 ? *std::max_element(lead.begin(), lead.end()) : 0;
    std::vector<std::int64_t> width(at(longest) + 1, 0), first(at(longest) + 1, 0);
    for (std::int32_t s = 0; s < slots; ++s)
        width[at(lead[at(s)])] += net.slot_link_ptr[at(s) + 1] - net.slot_link_ptr[at(s)];
    for (std::int32_t n = 1; n <= longest; ++n) {
        first[at(n)] = ring_size;
        ring_size += n * width[at(n)];
    }
    good_lead.assign(net.goods.size(), 0.0);
    for (std::int32_t s = 0; s < slots; ++s) {
        const std::int32_t n = lead[at(s)];
        ring_first.push_back(first[at(n)]);
        ring_stride.push_back(width[at(n)]);
        first[at(n)] += net.slot_link_ptr[at(s) + 1] - net.slot_link_ptr[at(s)];
        for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e)
            good_lead[at(net.unit_good[at(net.link_supplier[at(e)])])] = deliver[at(s)] * dt_weeks;
    }
}

void Base::set_capital(const ParamTable& params) {
    const double* wear = params.rate(Param::delta);
    const auto width = at(lanes);
    has_tools.assign(at(units), 0);
    slot_t0.assign(at(slots) * width, 0.0);
    std::vector<std::int32_t> service_slot_of;
    for (std::int32_t s = 0; s < slots; ++s) {
        cohort_ptr.push_back(static_cast<std::int32_t>(cohort_q0.size()));
        if (net.slot_kind[at(s)] != SlotKind::cap) continue;
        const std::int32_t buyer = net.slot_buyer[at(s)];
        has_tools[at(buyer)] = 1;
        for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e) {
            const std::int32_t vendor = net.unit_hq(net.link_supplier[at(e)]);
            const bool fresh = at(cohort_ptr.back()) == cohort_q0.size() || cohort_vendor.back() != vendor;
            if (fresh) {
                cohort_link_ptr.push_back(e);
                cohort_slot.push_back(s);
                cohort_vendor.push_back(vendor);
                cohort_q0.push_back(0.0);
                std::int32_t service = -1;
                for (std::int32_t r = net.buyer_slot_ptr[at(buyer)]; r < net.buyer_slot_ptr[at(buyer) + 1]; ++r)
                    if (net.slot_kind[at(r)] == SlotKind::srv && net.slot_vendor[at(r)] == vendor) service = r;
                cohort_service.push_back(service);
            }
            cohort_q0.back() += z0[at(e)];
        }
        const std::size_t row = at(params.slot_row()[at(s)]) * width;
        for (std::size_t c = at(cohort_ptr.back()); c < cohort_q0.size(); ++c)
            for (std::size_t l = 0; l < width; ++l) {
                t0.push_back(cohort_q0[c] / wear[row + l]);
                slot_t0[at(s) * width + l] += t0.back();
            }
    }
    cohort_ptr.push_back(static_cast<std::int32_t>(cohort_q0.size()));
    cohort_link_ptr.push_back(links);
    service_cohorts = rows_of(cohort_service, at(slots));
}

void Base::set_cost(const ParamTable& params) {
    const auto width = at(lanes);
    landed_coefficient.assign(at(slots), 0.0);
    capital_charge.assign(at(slots) * width, 0.0);
    labour.assign(at(units) * width, 0.0);
    unit_cost0.assign(at(units) * width, 1.0);
    variable_cost0.assign(at(units) * width, 0.0);
    finished_cover.assign(at(units) * width, 0.0);
    const double *mu = params.of(Param::mu), *rd = params.of(Param::rd), *r_c = params.of(Param::r_c),
                 *delta = params.of(Param::delta), *n = params.of(Param::n), *nmin = params.of(Param::nmin),
                 *mI = params.of(Param::mI);
    Faults faults;
    for (std::int32_t i = 0; i < units; ++i) {
        const double yearly = x0[at(i)] / dt_weeks * weeks_per_year;
        for (std::int32_t s = net.buyer_slot_ptr[at(i)]; s < net.buyer_slot_ptr[at(i) + 1]; ++s) {
            const std::size_t row = at(params.slot_row()[at(s)]) * width;
            double landed = 0.0;
            for (std::int32_t e = net.slot_link_ptr[at(s)]; e < net.slot_link_ptr[at(s) + 1]; ++e)
                landed += z0[at(e)] * (1.0 + static_cast<double>(net.link_tariff0[at(e)]) +
                                       static_cast<double>(net.link_freight0[at(e)]));
            landed_coefficient[at(s)] = landed / x0[at(i)];
            bool told = false;
            for (std::size_t l = 0; l < width; ++l) {
                if (net.slot_kind[at(s)] == SlotKind::cap)
                    capital_charge[at(s) * width + l] =
                        (r_c[row + l] + delta[row + l]) * slot_t0[at(s) * width + l] / yearly;
                if (net.slot_kind[at(s)] == SlotKind::cur && ces[at(s)] == 0 &&
                    n[row + l] < std::max(nmin[row + l], dt_weeks) - 1e-12 && !std::exchange(told, true))
                    faults.add(slot_name(net, s) + ": target stock n = " + std::to_string(n[row + l]) +
                               " weeks is below its minimum nmin = " + std::to_string(std::max(nmin[row + l], dt_weeks)));
            }
        }
        const std::size_t row = at(params.unit_row()[at(i)]) * width;
        bool told = false;  // the first lane that fails stands for the others
        for (std::size_t l = 0; l < width; ++l) {
            double vc = 1.0 / (1.0 + mu[row + l]) - rd[row + l];
            for (std::int32_t s = net.buyer_slot_ptr[at(i)]; s < net.buyer_slot_ptr[at(i) + 1]; ++s)
                vc -= net.slot_kind[at(s)] == SlotKind::cap ? capital_charge[at(s) * width + l] : landed_coefficient[at(s)];
            labour[at(i) * width + l] = vc;
            if (net.goods[at(net.unit_good[at(i)])].storable) finished_cover[at(i) * width + l] = mI[row + l] / dt_weeks;
            if (!(vc > 0.0) && !ario &&
                !std::exchange(told, true))  // ARIO has no prices: input-output tables may spend more than they sell
                faults.add(unit_name(net, i) + ": inputs, capital and R&D leave " + std::to_string(vc) +
                           " of each dollar for labour; must be above 0");
        }
    }
    faults.raise();
}

void Base::set_projects(const RunSpec& spec) {
    build_steps.resize(at(units));
    for (std::size_t i = 0; i < build_steps.size(); ++i)
        build_steps[i] = std::max(1, steps_of(net.countries[at(net.unit_country[i])].build_days / 7.0, dt_weeks));
    for (const Project& p : net.projects)
        projects.push_back({p.unit, (p.announce_day - spec.start) / spec.step_days,
                            (p.online_day - spec.start) / spec.step_days, p.addition});
    std::stable_sort(projects.begin(), projects.end(), [](const auto& a, const auto& b) { return a.unit < b.unit; });
}

void Base::set_pools() {
    std::map<std::array<std::int32_t, 3>, std::vector<std::int32_t>> pools;  // group, country, first good of the family
    for (std::int32_t i = 0; i < units; ++i) {
        // A fab's bins stand on tools of their own: pooled, denied tools would be made good by those of a lower bin
        // (choice).
        if (has_tools[at(i)]) continue;
        const std::int32_t good = net.unit_good[at(i)];
        const auto first = std::find_if(net.goods.begin(), net.goods.end(),
                                        [&](const Good& g) { return g.slot == net.goods[at(good)].slot; });
        pools[{net.unit_group[at(i)], net.unit_country[at(i)], static_cast<std::int32_t>(first - net.goods.begin())}]
            .push_back(i);
    }
    pool_of_unit.assign(at(units), -1);
    std::int32_t count = 0;
    for (const auto& [key, members] : pools) {
        if (members.size() < 2) continue;
        for (const std::int32_t i : members) pool_of_unit[at(i)] = count;
        ++count;
    }
    pool_units = rows_of(pool_of_unit, at(count));
}

double Base::planned_share(std::int32_t unit, std::int32_t step) const noexcept {
    double sum = 0.0;
    auto p = std::lower_bound(projects.begin(), projects.end(), unit,
                              [](const PlannedAddition& a, std::int32_t u) { return a.unit < u; });
    for (; p != projects.end() && p->unit == unit; ++p)
        if (step >= p->online) sum += p->share;
    return sum;
}

void Base::set_blocks() {
    // Slots of a buyer stand in one block: it adds up what they pay.
    const std::vector<std::int32_t>& slot = net.buyer_slot_ptr;
    slot_block = blocks_of(static_cast<std::int32_t>(slot.size()) - 1, [&](std::int32_t buyer) {
        return net.slot_link_ptr[at(slot[at(buyer) + 1])] - net.slot_link_ptr[at(slot[at(buyer)])];
    });
    for (std::int32_t& bound : slot_block) bound = slot[at(bound)];
    unit_block = blocks_of(units, [&](std::int32_t i) { return static_cast<std::int32_t>(seller[at(i)].size()); });
}

void Base::set_cells() {
    const auto goods = net.goods.size(), countries = net.countries.size();
    const auto cell = [&](std::int32_t country, std::int32_t good) {
        return country * static_cast<std::int32_t>(goods) + good;
    };
    std::vector<std::int32_t> unit_cell, slot_cell;
    for (std::size_t i = 0; i < at(units); ++i) unit_cell.push_back(cell(net.unit_country[i], net.unit_good[i]));
    for (std::size_t s = 0; s < at(slots); ++s)
        slot_cell.push_back(cell(net.buyer_country(net.slot_buyer[s]), net.slot_good[s]));
    cell_units = rows_of(unit_cell, goods * countries);
    cell_slots = rows_of(slot_cell, goods * countries);
    std::vector<std::int32_t> kinds;
    for (std::int32_t s = 0; s < slots; ++s) {
        kinds.push_back(static_cast<std::int32_t>(net.slot_kind[at(s)]));
        if (net.goods[at(net.slot_good[at(s)])].kind == GoodKind::chip) chip_slots.push_back(s);
    }
    kind_slots = rows_of(kinds, 4);

    // Trade rows: one for each (good, plant, headquarters, buyer) that has links; each belongs to one cell of either cube.
    std::map<std::array<std::int32_t, 4>, std::int32_t> row_of;
    std::vector<std::int32_t> trade_row;
    for (std::size_t e = 0; e < at(links); ++e) {
        const std::int32_t j = net.link_supplier[e];
        const std::array key{net.unit_good[at(j)], net.unit_country[at(j)], net.unit_hq(j),
                             net.buyer_country(net.slot_buyer[at(link_slot[e])])};
        const auto [place, fresh] = row_of.try_emplace(key, static_cast<std::int32_t>(row_of.size()));
        trade_row.push_back(place->second);
        if (!fresh) continue;
        const auto cube = [&](std::int32_t from) {
            return (key[0] * static_cast<std::int32_t>(countries) + from) * static_cast<std::int32_t>(countries) + key[3];
        };
        trade_cell.push_back(cube(key[1]));
        trade_hq_cell.push_back(cube(key[2]));
    }
    trade_links = rows_of(trade_row, trade_cell.size());
}

}  // namespace sunder
