// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/cli/command.hpp"
#include "sim/cli/ranking.hpp"
#include "sim/cli/shelf.hpp"
#include "sim/input/fault.hpp"
#include "sim/parallel/parallel.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

constexpr std::int64_t usual_rows = 15, most_rows = 1'000'000;
constexpr std::size_t widest = 44;  // of a name, so that a row fits a screen
constexpr std::array<std::string_view, 4> by_names{"plant", "firm", "country", "good"};  // order of RankBy

std::string shortened(const std::string& name) {
    return name.size() <= widest ? name : name.substr(0, widest - 3) + "...";
}

std::string rank_text(const std::string& economy, std::string_view by, bool rigid, const std::vector<RankRow>& rows,
                      std::size_t shown) {
    std::string text = fmt::format(
        "{}: output of the base year that hangs on each {} (static worst case{})\n{:<4} {:<{}} {:>9} {:>9} {:>9} {:>9}\n",
        economy, by, rigid ? ", nobody stands in for another" : "", "", by, widest, "own %", "lost %", "down %", "up %");
    for (std::size_t i = 0; i < shown; ++i)
        text += fmt::format("{:>4} {:<{}} {:>9.3f} {:>9.3f} {:>9.3f} {:>9.3f}\n", i + 1, shortened(rows[i].name), widest,
                            100.0 * rows[i].own_share, 100.0 * rows[i].both, 100.0 * rows[i].downstream,
                            100.0 * rows[i].upstream);
    if (shown < rows.size()) text += fmt::format("and {} more (--top)\n", rows.size() - shown);
    return text;
}

std::string rank_json(const std::string& economy, std::string_view by, bool rigid, const std::vector<RankRow>& rows,
                      std::size_t shown) {
    JsonWriter json;
    json.begin_object().key("economy").value(economy).key("by").value(by).key("rigid").value(rigid ? 1 : 0);
    json.key("rows").begin_array();
    for (std::size_t i = 0; i < shown; ++i) {
        const RankRow& row = rows[i];
        json.begin_object().key("name").value(row.name).key("plants").value(row.plants);
        json.key("own_share").value(row.own_share).key("lost_share").value(row.both);
        json.key("lost_downstream_share").value(row.downstream).key("lost_upstream_share").value(row.upstream);
        json.end_object();
    }
    json.end_array().end_object();
    return json.text() + '\n';
}

int rank_economy(const Arguments& args) {
    const std::string by = args.text("by", "plant");
    const auto which = std::find(by_names.begin(), by_names.end(), by);
    if (which == by_names.end())
        throw UsageError(fmt::format("--by = '{}', but it must be one of {}{}", by, fmt::join(by_names, ", "),
                                     did_you_mean(by, {by_names.begin(), by_names.end()})));
    const auto top = static_cast<std::size_t>(args.number("top", usual_rows, 1, most_rows));
    EconomyShelf shelf;
    const std::string economy = args.words.empty() ? shelf.largest() : args.words.front();
    const std::unique_ptr<Blocks> blocks = make_blocks(thread_count(0));
    const bool rigid = args.has("rigid");
    const std::vector<RankRow> rows =
        rank(shelf.get(economy), static_cast<RankBy>(which - by_names.begin()), rigid, *blocks);
    const std::size_t shown = std::min(top, rows.size());
    fmt::print("{}",
               args.has("json") ? rank_json(economy, by, rigid, rows, shown) : rank_text(economy, by, rigid, rows, shown));
    return done;
}

}  // namespace

Command rank_command() {
    return {
        .name = "rank",
        .arguments = "[ECONOMY] [--by WHAT] [--top N]",
        .summary = "plants, firms, countries or goods of an economy by systemic importance",
        .details =
            "For each one: the share of base-year output that is lost when it fails, with what its buyers then cannot make\n"
            "(down) and its suppliers not sell (up): the economic systemic risk index. A static worst case without stocks,\n"
            "time, prices or new suppliers: it says where to look, not what will happen; for that, run an [[accident]].",
        .example = "sunder rank mini --by firm --top 5",
        .options = {{"by", '\0', "WHAT", "plant (default), firm, country or good: what fails together"},
                    {"top", '\0', "N", "rows to show (default 15)"},
                    {"rigid", '\0', "", "no other plant of its market makes good for what failed"},
                    {"json", '\0', "", "print the rows as JSON"}},
        .least_words = 0,
        .most_words = 1,
        .run = rank_economy};
}

}  // namespace sunder::cli
