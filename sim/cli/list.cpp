// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/cli/command.hpp"
#include "sim/cli/dates.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/core/sink.hpp"
#include "sim/cost/study.hpp"
#include "sim/economy/economy.hpp"
#include "sim/input/fault.hpp"
#include "sim/record/format.hpp"
#include "sim/record/legend.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/sweep/sweep.hpp"

namespace sunder::cli {
namespace {

/// Base value of each country or good: what its units sell in the base year, M$.
std::vector<double> base_value(const Network& network, const std::vector<std::int32_t>& unit_key, std::size_t n) {
    std::vector<double> value(n, 0.0);
    for (std::size_t e = 0; e < network.link_supplier.size(); ++e)
        value[static_cast<std::size_t>(unit_key[static_cast<std::size_t>(network.link_supplier[e])])] +=
            network.link_z0_musd_yr[e];
    return value;
}

std::vector<int> count(const std::vector<std::int32_t>& unit_key, std::size_t n) {
    std::vector<int> counts(n, 0);
    for (const std::int32_t key : unit_key) ++counts[static_cast<std::size_t>(key)];
    return counts;
}

/// "confirmed 61 %, derived 20 %, ..." of the base value of all tables.
std::string status_text(const Network& network) {
    std::map<std::string, double> by_status;
    double all = 0.0;
    for (const StatusShare& share : network.status_shares) {
        by_status[share.status] += share.value_musd;
        all += share.value_musd;
    }
    std::string text;
    for (const auto& [status, value] : by_status)
        text += fmt::format("{}{} {:.1f} %", text.empty() ? "" : ", ", status, all > 0.0 ? 100.0 * value / all : 0.0);
    return text;
}

void list_tables(const Network& network) {
    std::map<std::string, std::map<std::string, double>> tables;
    for (const StatusShare& share : network.status_shares) tables[share.table][share.status] += share.value_musd;
    for (const auto& [table, shares] : tables) {
        double all = 0.0;
        for (const auto& [status, value] : shares) all += value;
        fmt::print("    {:<20}", table);
        for (const auto& [status, value] : shares) fmt::print(" {} {:.1f} %", status, all > 0.0 ? 100.0 * value / all : 0.0);
        fmt::print("\n");
    }
}

void list_economies(EconomyShelf& shelf, const std::string&) {
    for (const std::string& name : economy_names()) {
        const Network& network = shelf.get(name);
        const auto named = std::count_if(network.groups.begin(), network.groups.end(),
                                         [](const Group& group) { return group.name.find(':') == std::string::npos; });
        fmt::print("{}: base year {}, {} countries, {} goods, {} named firms, {} units, {} links\n", name, network.base_year,
                   network.countries.size(), network.goods.size(), named, network.units(), network.links());
        fmt::print("  base value by status: {}\n", status_text(network));
        list_tables(network);
    }
}

void list_decks(EconomyShelf& shelf, const std::string&) {
    for (const std::string& name : deck_names()) {
        std::string title;
        try {
            title = read_scenario(name, {}, [&shelf](const std::string& economy) -> const Network& {
                        return shelf.get(economy);
                    }).title;
        } catch (const InputError& error) {
            title = fmt::format("({} errors, see: sunder check {})", error.faults().size(), name);
        }
        fmt::print("{:<28} {}\n", name, title);
    }
}

void list_sweeps(EconomyShelf& shelf, const std::string&) {
    for (const std::string& name : sweep_names()) {
        std::string title;
        try {
            const Sweep sweep =
                read_sweep(name, [&shelf](const std::string& economy) -> const Network& { return shelf.get(economy); });
            title = fmt::format("{} ({} draws of {})", sweep.title, sweep.draws(), sweep.base.file);
        } catch (const InputError& error) {
            title = fmt::format("({} errors, see: sunder check {})", error.faults().size(), name);
        }
        fmt::print("{:<32} {}\n", name, title);
    }
}

void list_studies(EconomyShelf&, const std::string&) {
    for (const std::string& name : study_names()) {
        std::string title;
        try {
            title = read_study(name, {}).title;
        } catch (const InputError& error) {
            title = fmt::format("({} errors, see: sunder check {})", error.faults().size(), name);
        }
        fmt::print("{:<28} {}\n", name, title);
    }
}

void list_measures(bool article) {
    const std::vector<LibraryRow> rows = library_rows();
    std::size_t width = 0;
    for (const LibraryRow& row : rows) width = std::max(width, row.id.size());
    for (const LibraryRow& row : rows)
        fmt::print("{:<{}}  {:<10}  {:<14}  {}{}\n", row.id, width,
                   row.effective == never ? "on call" : date_text(row.effective), row.action, row.title,
                   article && !row.article.empty() ? fmt::format("  [{}]", row.article) : "");
}

void list_countries(EconomyShelf& shelf, const std::string& economy) {
    const Network& network = shelf.get(economy);
    const auto value = base_value(network, network.unit_country, network.countries.size());
    const auto units = count(network.unit_country, network.countries.size());
    for (std::size_t c = 0; c < network.countries.size(); ++c) {
        std::string groups;
        for (const std::string& group : network.countries[c].groups) groups += (groups.empty() ? "" : ", ") + group;
        fmt::print("{:<5} {:<28} {:>5} units {:>12.0f} M$/year  {}\n", network.countries[c].code, network.countries[c].name,
                   units[c], value[c], groups);
    }
}

void list_goods(EconomyShelf& shelf, const std::string& economy) {
    const Network& network = shelf.get(economy);
    const auto value = base_value(network, network.unit_good, network.goods.size());
    const auto units = count(network.unit_good, network.goods.size());
    for (std::size_t g = 0; g < network.goods.size(); ++g)
        fmt::print("{:<16} {:<9} {:>5} units {:>12.0f} M$/year  {}\n", network.goods[g].code,
                   good_kind_name(network.goods[g].kind), units[g], value[g], network.goods[g].name);
}

void list_firms(EconomyShelf& shelf, const std::string& economy) {
    const Network& network = shelf.get(economy);
    const auto value = base_value(network, network.unit_group, network.groups.size());
    std::vector<std::set<std::string>> goods(network.groups.size());
    for (std::size_t u = 0; u < network.unit_group.size(); ++u)
        goods[static_cast<std::size_t>(network.unit_group[u])].insert(
            network.goods[static_cast<std::size_t>(network.unit_good[u])].code);
    for (std::size_t i = 0; i < network.groups.size(); ++i) {
        std::string list;
        for (const std::string& good : goods[i]) list += (list.empty() ? "" : ", ") + good;
        const std::int32_t hq = network.groups[i].hq;
        fmt::print("{:<28} {:<4} {:>12.0f} M$/year  {}\n", network.groups[i].name,
                   hq < 0 ? "-" : network.countries[static_cast<std::size_t>(hq)].code, value[i], list);
    }
}

void list_outputs(EconomyShelf&, const std::string&) {
    for (const OutputInfo& info : outputs()) {
        fmt::print("{:<18} ({}) [{}]: {}\n", info.name, fmt::join(file_dims(info), ", "), info.unit, info.long_name);
    }
}

struct Topic {
    std::string_view name;
    bool of_economy;
    void (*print)(EconomyShelf&, const std::string& economy);  ///< null: measures, which have an option of their own
};
constexpr Topic topics[] = {
    {"economies", false, list_economies}, {"decks", false, list_decks}, {"sweeps", false, list_sweeps},
    {"studies", false, list_studies},     {"measures", false, nullptr}, {"countries", true, list_countries},
    {"goods", true, list_goods},          {"firms", true, list_firms},  {"outputs", false, list_outputs}};

/// Names alone, at once, for completion in shells.
int print_names(std::string_view topic) {
    if (topic == "decks")
        for (const std::string& name : deck_names()) fmt::print("{}\n", name);
    else if (topic == "sweeps")
        for (const std::string& name : sweep_names()) fmt::print("{}\n", name);
    else if (topic == "measures")
        for (const LibraryRow& row : library_rows()) fmt::print("{}\n", row.id);
    else if (topic == "economies")
        for (const std::string& name : economy_names()) fmt::print("{}\n", name);
    else if (topic == "studies")
        for (const std::string& name : study_names()) fmt::print("{}\n", name);
    else
        throw UsageError("--names is for decks, sweeps, studies, measures and economies");
    return done;
}

int list(const Arguments& args) {
    std::vector<std::string> names;
    for (const Topic& topic : topics) {
        names.emplace_back(topic.name);
        if (topic.name != args.words.front()) continue;
        if (args.has("names")) return print_names(topic.name);
        if (topic.print == nullptr) {
            list_measures(args.has("article"));
            return done;
        }
        EconomyShelf shelf;
        topic.print(shelf, topic.of_economy ? args.text("economy", args.has("economy") ? "" : shelf.largest()) : "");
        return done;
    }
    throw UsageError(fmt::format("unknown list '{}'{}", args.words.front(), did_you_mean(args.words.front(), names)));
}

}  // namespace

Command list_command() {
    return {.name = "list",
            .arguments = "economies|decks|sweeps|studies|measures|countries|goods|firms|outputs",
            .summary = "what there is, by name",
            .details =
                "Studies are those of `sunder cost`. Measures come with their date, action and title; economies with their\n"
                "size and the part of the base value that rests on each status of source; countries, goods and firms with\n"
                "what they sell in the base year. Names found in the current folder come first.",
            .example = "sunder list goods --economy mini",
            .options = {{"economy", '\0', "NAME", "whose countries, goods or firms (default: the largest at hand)"},
                        {"article", '\0', "", "with each measure the section of the article that names it"},
                        {"names", '\0', "", "only the names, one a line (decks, sweeps, studies, measures, economies)"}},
            .least_words = 1,
            .most_words = 1,
            .run = list};
}

}  // namespace sunder::cli
