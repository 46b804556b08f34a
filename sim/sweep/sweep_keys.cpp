// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/sweep_keys.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using enum FieldType;

// clang-format off
constexpr std::array table_of_sweep_keys{
    Field{"title",     text,    "", "",   0, 0, "one line for tables and figures", {}, true},
    Field{"question",  text,    "", "",   0, 0, "what the sweep asks"},
    Field{"note",      text,    "", "",   0, 0, "what was left out or chosen"},
    Field{"base",      text,    "", "",   0, 0, "deck that every draw starts from: a name, or a file (beside the sweep, or from the current folder)", {}, true},
    Field{"set",       texts,   "", "[]", 0, 0, "changes to the deck in every draw, as in --set"},
    Field{"axis",      tables,  "", "",   0, 0, "what varies; in the order given, the last one fastest in a factorial design", {}, true},
    Field{"design",    table,   "", "",   0, 0, "how the axes are combined"},
    Field{"output",    table,   "", "",   0, 0, "what is kept of every draw"},
    Field{"indicator", tables,  "", "chip output, chip prices, value added and welfare of the world, targets and issuers", 0, 0, "numbers that the sweep answers with"},

    Field{"axis.name",     text,   "", "the first key, or the first measure", 0, 0, "name of the axis in tables and files"},
    Field{"axis.key",      text,   "", "", 0, 0, "any key that --set takes, e.g. parameter.tau_deg, switch.backlog or measure[ID].coverage; not economy, start, end, step_days"},
    Field{"axis.keys",     texts,  "", "", 0, 0, "several keys that take one value"},
    Field{"axis.measures", texts,  "", "", 0, 0, "measures that are on or off together: ids of the deck, or of the library"},
    Field{"axis.values",   values, "", "", 0, 0, "values that the key takes; lists and texts too"},
    Field{"axis.distribution", choice, "", "uniform", 0, 0, "law of the key's value", "uniform|log-uniform|triangular|normal"},
    Field{"axis.low",      number, "", "", -inf, inf, "least value; of a normal law: cut off there"},
    Field{"axis.mode",     number, "", "", -inf, inf, "most likely value (triangular)"},
    Field{"axis.high",     number, "", "", -inf, inf, "largest value; of a normal law: cut off there"},
    Field{"axis.mean",     number, "", "", -inf, inf, "mean of the normal law before it is cut off"},
    Field{"axis.sd",       number, "", "", 0, inf, "standard deviation of the normal law before it is cut off"},
    Field{"axis.points",   integer, "", "", 2, 10000, "values from low to high in a factorial design, evenly spaced (by logarithm where the law is log-uniform)"},
    Field{"axis.whole",    flag,   "", "false", 0, 0, "values are rounded to whole numbers"},
    Field{"axis.probability", number, "", "0.5", 0, 1, "of `measures` being on, in designs that draw"},
    Field{"axis.unit",     text,   "", "", 0, 0, "unit of the values"},
    Field{"axis.basis",    text,   "", "", 0, 0, "where the range comes from"},

    Field{"design.kind",   choice, "", "factorial", 0, 0, "factorial: every combination; latin_hypercube, sobol (shifted), random: `draws` points; saltelli: draws x (axes + 2) points for Sobol indices",
          "factorial|latin_hypercube|sobol|saltelli|random"},
    Field{"design.draws",  integer, "", "", 1, 1e6, "points of the sample; of saltelli the base sample"},
    Field{"design.seed",   integer, "", "1", 1, 9e15, "seed of the draws"},
    Field{"design.replications", integer, "", "1", 1, 10000, "runs of each point; run r has the deck's seed + r at every point (common random numbers)"},

    Field{"output.variables", texts, "", "chip_price_index, value_added_real, welfare", 0, 0, "variables of the run files, see `sunder list outputs`; not those over measures"},

    Field{"indicator.id",    text, "", "", 0, 0, "name in tables and files", {}, true},
    Field{"indicator.value", text, "", "", 0, 0, "expression over outputs, e.g. effect(output[country=USA, good=chip] @ 2027); grammar: sim/validation/README.md", {}, true},
    Field{"indicator.unit",  text, "", "1", 0, 0, "its unit"},
    Field{"indicator.title", text, "", "the id", 0, 0, "one line for tables"},
};
// clang-format on

std::string markdown_row(const Field& field) {
    const bool ranged = field.type == number || field.type == integer;
    std::string range = ranged ? range_text(field.least, field.most) : std::string{};
    for (const std::string& choice : field.choices.empty() ? std::vector<std::string>{} : split(field.choices, '|'))
        range += (range.empty() ? "" : ", ") + choice;
    return fmt::format("| `{}` | {} | {} | {} | {} |\n", field.path, type_name(field.type),
                       field.required ? "required" : std::string(field.initial), range, field.meaning);
}

}  // namespace

std::span<const Field> sweep_fields() noexcept {
    return table_of_sweep_keys;
}

std::string sweep_fields_markdown() {
    std::string text =
        "# Keys of a sweep\n\nMade by `sunder schema --sweep --fields`.\n\n"
        "| Key | Type | Default | Range | Meaning |\n|---|---|---|---|---|\n";
    for (const Field& field : sweep_fields()) text += markdown_row(field);
    return text;
}

}  // namespace sunder
