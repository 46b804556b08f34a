// SPDX-License-Identifier: Apache-2.0
#include "sim/cost/cost_keys.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using enum FieldType;
using Terms = models::StudyTerms;

// clang-format off
constexpr std::array table_of_inputs{
    CostInputKey{"leader_factor",  "ratio", 0, 10, 1, "research effort that a line needs, over the share of the place that leads in it", &Terms::leader_factor},
    CostInputKey{"completeness",   "share of world research", 0, 1, 1, "effort for lines that even the leader lacks", &Terms::completeness_share},
    CostInputKey{"catch_up_years", "years", 0, 100, 1, "years of the added research that are spent up front", &Terms::catch_up_years},
    CostInputKey{"capital_factor", "ratio", 0, 100, 1, "factor on the capital of fabs", &Terms::capital_factor},
    CostInputKey{"stock_years",    "years of investment", 0, 100, 1, "capital of other plants, in years of their investment", &Terms::stock_years},
    CostInputKey{"location",       "ratio", 0, 100, 1, "cost of building at a place, over that at the cheapest", nullptr, &Terms::location_idx},
    CostInputKey{"operating_premium", "share of operating cost", 0, 100, 1, "by which plants at a place cost more to run than those they replace", nullptr, &Terms::premium_share},
    CostInputKey{"scale_premium",  "share", 0, 100, 1, "by which plants below the efficient scale cost more", &Terms::scale_premium_share},
    CostInputKey{"rate",           "1/year", 0, 1, 1, "rate at which capital is repaid", &Terms::rate_per_year},
    CostInputKey{"life_years",     "years", 1, 1000, -1, "over which it is repaid", &Terms::life_years},
    CostInputKey{"pass_through",   "share", 0, 1, 1, "part of the cost that buyers pay", &Terms::pass_through},
    CostInputKey{"sales_busd",     "bn$ a year", 1e-3, 1e6, -1, "world sales of chips", &Terms::sales_busd_yr},
    CostInputKey{"mismatch",       "share of consumption", 0, 10, 1, "added need, since classes are coarser than products", &Terms::mismatch_share},
    CostInputKey{"utilisation",    "ratio to the world mean", 0.01, 10, -1, "use of the new plants", &Terms::utilisation},
};

constexpr std::array table_of_keys{
    Field{"title",     text,    "", "", 0, 0, "one line for tables and figures", {}, true},
    Field{"question",  text,    "", "", 0, 0, "what the study asks", {}, true},
    Field{"note",      text,    "", "", 0, 0, "what was left out or chosen; for students: what to change"},
    Field{"tables",    text,    "", "cost-2019", 0, 0, "folder of tables in scenarios/economies"},
    Field{"basis",     text,    "", "end_user", 0, 0, "where chips count as consumed: a basis of consumption.csv"},
    Field{"region",    tables,  "", "", 0, 0, "groups of places that become self-sufficient; every place in exactly one, or in `pro_rata`", {}, true},
    Field{"pro_rata",  texts,   "", "[]", 0, 0, "places whose consumption is shared out among the regions in proportion to theirs; their plants and research serve nobody"},
    Field{"builders",  texts,   "", "every region", 0, 0, "regions that become self-sufficient; the others stay as they are"},
    Field{"alone",     text,    "", "none", 0, 0, "region for the second reading: it alone becomes self-sufficient"},
    Field{"activities", texts,  "", "all", 0, 0, "activities that are duplicated; the others stay as they are"},
    Field{"demand_share",    number, "share of a region's consumption", "1", 0, 1, "that it wants to make itself; the same part of the leader's research"},
    Field{"demand_factor",   number, "ratio to the base year", "1", 0.01, 100, "demand and research of the world"},
    Field{"capacity_factor", number, "ratio to the base year", "1", 0, 100, "capacity and research that stand anyway"},
    Field{"surplus_credit",  number, "share of their capital", "0", 0, 1, "that surplus plants still earn elsewhere; 0: stranded"},
    Field{"build_at",  choice,  "", "cheapest", 0, 0, "place of a region where it builds: the cheapest, or where its demand is (mean by consumption)", "cheapest|demand"},
    Field{"draws",     integer, "", "100000", 100, 1e6, "Monte Carlo draws"},
    Field{"sobol_draws", integer, "", "8192", 0, 1e6, "base sample of the Sobol indices; 0: none"},
    Field{"seed",      integer, "", "1", 1, 9e15, "seed of the draws"},
    Field{"low_high",  choice,  "", "quantiles", 0, 0, "low and high of an input in its triangle: 5 and 95 % quantiles, or its ends", "quantiles|ends"},
    Field{"curve",     flag,    "", "false", 0, 0, "print the cost by share of demand"},
    Field{"input",     table,   "", "inputs.csv", 0, 0, "inputs of the cases; a list [low, mid, high] or one number; by place: { place = [...], ... }"},
    Field{"draw",      table,   "", "input, else inputs.csv", 0, 0, "inputs of the draws where they differ from the cases"},
    Field{"subsidy",   tables,  "", "[]", 0, 0, "public money, beside the bill of its region"},

    Field{"region.id",     text,  "", "", 0, 0, "name of the region", {}, true},
    Field{"region.title",  text,  "", "the id", 0, 0, "one line for tables"},
    Field{"region.places", texts, "", "", 0, 0, "places of places.csv", {}, true},

    Field{"subsidy.id",     text, "", "", 0, 0, "name of the programme", {}, true},
    Field{"subsidy.region", text, "", "", 0, 0, "region that pays", {}, true},
    Field{"subsidy.grants_busd",   number, "bn$", "0", 0, inf, "grants for plants"},
    Field{"subsidy.research_busd", number, "bn$", "0", 0, inf, "money for research"},
    Field{"subsidy.credit_share",  number, "share of investment in fabs and equipment plants", "0", 0, 1, "tax credit"},
    Field{"subsidy.credited",      texts, "", "", 0, 0, "activities whose first investment earns the credit"},
    Field{"subsidy.source", text, "", "", 0, 0, "law or report", {}, true},
    Field{"subsidy.status", text, "", "", 0, 0, "confirmed, derived, from memory, assumption", {}, true},
};
// clang-format on

/// The paths of input.NAME and draw.NAME must live somewhere: Field holds views.
std::vector<Field> make_fields() {
    static std::vector<std::string> paths;
    paths.reserve(2 * table_of_inputs.size());
    std::vector<Field> rows(table_of_keys.begin(), table_of_keys.end());
    for (const std::string_view section : {"input.", "draw."})
        for (const CostInputKey& key : table_of_inputs) {
            paths.push_back(std::string(section) + std::string(key.name));
            rows.push_back({paths.back(), key.regional != nullptr ? spreads : spread, key.unit,
                            section == "draw." ? "as input" : "inputs.csv", key.least, key.most, key.meaning});
        }
    return rows;
}

std::string markdown_row(const Field& field) {
    const bool ranged = field.type == number || field.type == integer || field.type == spread || field.type == spreads;
    std::string range = ranged ? range_text(field.least, field.most) : std::string{};
    for (const std::string& choice : field.choices.empty() ? std::vector<std::string>{} : split(field.choices, '|'))
        range += (range.empty() ? "" : ", ") + choice;
    return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", field.path, type_name(field.type), field.unit,
                       field.required ? "required" : std::string(field.initial), range, field.meaning);
}

}  // namespace

std::span<const CostInputKey> cost_inputs() noexcept {
    return table_of_inputs;
}

std::int32_t find_cost_input(std::string_view name) noexcept {
    for (std::size_t i = 0; i < table_of_inputs.size(); ++i)
        if (table_of_inputs[i].name == name) return static_cast<std::int32_t>(i);
    return -1;
}

std::span<const Field> cost_fields() {
    static const std::vector<Field> rows = make_fields();
    return rows;
}

std::string cost_fields_markdown() {
    std::string text =
        "# Keys of a cost study\n\nMade by `sunder cost --fields`. Lists of three numbers are low, mid, high and do not "
        "fall; one "
        "number stands for all\nthree.\n\n| Key | Type | Unit | Default | Range | Meaning |\n|---|---|---|---|---|---|\n";
    for (const Field& field : cost_fields()) text += markdown_row(field);
    return text;
}

}  // namespace sunder
