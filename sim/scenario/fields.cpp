// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/fields.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "sim/scenario/actions.hpp"

namespace sunder {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
using enum FieldType;

// clang-format off
constexpr std::array table_of_fields{
    Field{"title",     text,    "",        "",      0, 0, "one line for tables and figures", {}, true},
    Field{"question",  text,    "",        "",      0, 0, "what the deck asks"},
    Field{"economy",   text,    "",        "",      0, 0, "name of the economy, see `sunder list economies`", {}, true},
    Field{"start",     date,    "",        "",      0, 0, "first day of the run", {}, true},
    Field{"end",       date,    "",        "",      0, 0, "the run stops with the last whole step before or on this day", {}, true},
    Field{"step_days", integer, "days",    "7",     1, 7, "length of a step: 7 or 1", "7|1"},
    Field{"demand",    choice,  "",        "path",  0, 0, "final demand: path (the economy's exogenous path) or flat (that of the base year)", "path|flat"},
    Field{"seed",      integer, "",        "1",     1, 9e15, "seed of the random draws"},
    Field{"measures",  texts,   "",        "[]",    0, 0, "ids of library measures in force, see `sunder list measures`"},
    Field{"belief",    table,   "",        "",      0, 0, "beliefs, for measures that do not set their own"},
    Field{"measure",   tables,  "",        "",      0, 0, "a measure of your own, or a change to a library one of the same id (listed in `measures` or not)"},
    Field{"accident",  tables,  "",        "",      0, 0, "damage to plants from outside the model, in the scenario only: fire, quake, drought, flood, strike, cut of power"},
    Field{"government", table, "",        "",      0, 0, "what governments bear and take in return; acts with the switch endogenous_governments"},
    Field{"switch",    switches,"",        "",      0, 0, "behavioural terms that can be turned off, for both runs"},
    Field{"parameter", parameters, "",     "",      0, 0, "parameters as \"key\", \"key.good\", \"key.good.country\" or \"key.good.country.firm\" (* = any), for both runs; "
                                                          "the most specific row wins, and any row beats the economy's tables"},

    Field{"belief.enactment",      number, "share of users",     "1",  0, 1, "belief that an announced measure comes into force"},
    Field{"belief.permanence",     number, "share of investors", "0.9", 0, 1, "belief that a measure lasts beyond the time to build"},
    Field{"belief.expected_share", number, "share of baseline flow", "0.2", 0, 1, "licensed share that buyers expect for the first half year; the licensed share where that is lower"},

    Field{"measure.id",        text,   "", "", 0, 0, "name of the measure, used in files and on the command line", {}, true},
    Field{"measure.title",     text,   "", "the id", 0, 0, "one line for calendars and legends"},
    Field{"measure.source",    text,   "", "", 0, 0, "rule, gazette or report the measure comes from"},
    Field{"measure.status",    text,   "", "", 0, 0, "how sure its dates and numbers are (confirmed, from memory, estimate)"},
    Field{"measure.note",      text,   "", "", 0, 0, "what was left out or chosen"},
    Field{"measure.article",   text,   "", "", 0, 0, "section of the article that names it"},
    Field{"measure.date_note", text,   "", "", 0, 0, "what is odd about its dates"},
    Field{"measure.default_range", text, "", "", 0, 0, "range of its main number"},
    Field{"measure.kind",      choice, "", "", 0, 0, "primitive, a label for readers",
          "BAN|LIC|LIST|THR|EXT|PERS|ALLY|SUBS|ITC|RD|KNOW|INV|MKT|CONT|TAR|STK|INFO|EXP|MACRO"},
    Field{"measure.issuer",    text,   "", "", 0, 0, "country that imposes it", {}, true},
    Field{"measure.leader",    text,   "", "", 0, 0, "id of the measure that this one follows: every field not set here is taken from it, "
                                                     "except that origin becomes vendor_hq = [issuer]"},
    Field{"measure.on_call",   flag,   "", "false", 0, 0, "not in force by itself: a government takes it, see government.ladder; needs no `effective`"},
    Field{"measure.draw",      choice, "", "expected with a probability, else scripted", 0, 0,
          "scripted: it comes; expected: it acts with weight `probability`; drawn: one draw from the deck's seed and the id says whether it comes", "scripted|expected|drawn"},
    Field{"measure.probability", number, "share", "1", 0, 1, "probability that it is enacted, see `draw`"},
    Field{"measure.lag_days",  numbers,"days", "", -3650, 3650, "[least, most likely, most]: with draw = drawn, announce, effective and grandfather_until move by a draw from this triangle"},
    Field{"measure.announce",  date,   "", "effective", 0, 0, "day it becomes known; notice = effective - announce"},
    Field{"measure.effective", date,   "", "", 0, 0, "first day in force", {}, true},
    Field{"measure.expires",   date,   "", "never", 0, 0, "first day no longer in force"},
    Field{"measure.savings_days",      integer, "days", "0", 0, 3650, "goods already exported may still arrive this long after `effective`"},
    Field{"measure.grandfather_until", date, "", "none", 0, 0, "orders placed before `effective` may be exported until this day"},
    Field{"measure.items",     items,  "", "", 0, 0, "goods that are traded, or (for actions on plants and firms) that the covered plants make: classes (kinds of goods such as \"tool\") or \"*\"; entries may be { good = \"arfi\", coverage = 0.5 }; "
                                                     "or one table { goods, class, coverage }"},
    Field{"measure.origin",    table,  "", "ship_from = [issuer]", 0, 0, "where the goods come from; any one of its tests suffices. Default for tariffs: "
                                                     "shipped from any country but the issuer; none for content_credit and if `sellers` is given"},
    Field{"measure.sellers",   texts,  "", "any", 0, 0, "firms that sell"},
    Field{"measure.destination", texts, "", "*", 0, 0, "countries (or named sets of countries) of the buying plant, or of the covered plants (research: HQ of the firms); \"*\" = all but the issuer. "
                                                       "Default for tariff, content_credit, subsidy, tax_credit, research, partnership, stockpile, demand: the issuer; for preference: any"},
    Field{"measure.entities",  texts,  "", "any", 0, 0, "firms that buy (entity lists; final demand is no firm), or whose plants are covered"},
    Field{"measure.buyer_hq",  texts,  "", "any", 0, 0, "HQ countries (or sets) of the buying firm, or of the firm whose plants are covered"},
    Field{"measure.end_use",   texts,  "", "any", 0, 0, "goods or classes that the buying plant makes"},
    Field{"measure.markets",   texts,  "", "any", 0, 0, "end markets of the buying final agents; plants are none"},
    Field{"measure.members",   texts,  "", "", 0, 0, "countries (or sets) of a coordination body or partnership"},
    Field{"measure.exempt",    table,  "", "none", 0, 0, "who is exempt, and until when"},
    Field{"measure.action",    choice, "", "", 0, 0, "what it does, see the table of actions", action_names, true},
    Field{"measure.license",   table,  "", "", 0, 0, "terms of a licence or quota"},
    Field{"measure.rate",      number, "ratio of value", "", -1, 10, "added ad valorem rate of a tariff; below 0: relief"},
    Field{"measure.funding",   table,  "", "", 0, 0, "money of the government"},
    Field{"measure.coverage",  number, "share of the items' value", "1", 0, 1, "part that the measure reaches, on top of the coverage of items"},
    Field{"measure.compliance",  number, "share of covered firms", "1", 0, 1, "firms that comply"},
    Field{"measure.enactment",   number, "share of users", "belief.enactment", 0, 1, "belief that it comes into force once announced"},
    Field{"measure.permanence",  number, "share of investors", "belief.permanence", 0, 1, "belief that it lasts beyond the time to build"},
    Field{"measure.expected_share", number, "share of baseline flow", "belief.expected_share", 0, 1, "licensed share that buyers expect for the first half year; 0 for a denial, the licensed share where that is lower"},
    Field{"measure.chilling",    number, "share", "0", 0, 1, "part of the listed buyers' loss that unlisted ones at the destination suffer"},
    Field{"measure.enforcement", number, "log points", "0", 0, 10, "added cost of leakage through hubs"},
    Field{"measure.rent_to",     choice, "", "exporter", 0, 0, "who gets the rent of a capped flow", "exporter|state|smuggler"},
    Field{"measure.capital_premium", number, "1/year", "0", -0.5, 0.5, "added to the cost of capital of the covered plants"},
    Field{"measure.invest_speed",    number, "ratio", "1", 0, 10, "factor on the speed at which they close their tool gap"},
    Field{"measure.persons_share",   number, "share", "parameter ps", 0, 1, "field engineers of other vendors who are persons of the issuer"},
    Field{"measure.qualify_factor",  number, "ratio", "1", 0, 10, "factor on the time to qualify a supplier"},
    Field{"measure.see_gain_weeks",  number, "weeks", "0", 0, 52, "members see shortages this much earlier"},
    Field{"measure.belief_gain",     number, "share of users", "0", 0, 1, "added to the belief of members in each other's announced measures"},
    Field{"measure.hazard_per_year", number, "1/year", "0", -1, 1, "added risk that a measure of the issuer comes"},
    Field{"measure.path",            path, "see meaning", "", 0, 520, "points of a line [[date, value], ...], without effect before the first and level after the last; cooperation: joint research, 1 = base year; "
                                                           "demand: ratio to the path of the economy; stockpile: weeks of stock; preference: factor on quality"},

    Field{"measure.items.goods",    texts,  "", "", 0, 0, "goods"},
    Field{"measure.items.class",    texts,  "", "", 0, 0, "kinds of goods: raw, material, tool, service, software, foundry, chip, backend, end"},
    Field{"measure.items.good",     text,   "", "", 0, 0, "one good or class, in a list of such tables"},
    Field{"measure.items.coverage", number, "share of the good's value", "1", 0, 1, "part of the good that is controlled (a threshold inside a bin, a list of types)"},

    Field{"measure.origin.ship_from", texts, "", "", 0, 0, "countries (or sets) the goods leave; only flows across a border count"},
    Field{"measure.origin.vendor_hq", texts, "", "", 0, 0, "HQ countries (or sets) of the selling firm, wherever it ships from; flows inside the destination count too"},
    Field{"measure.origin.content_of",  texts,  "", "", 0, 0, "countries (or sets) whose content in the good is at least `content_min` (de minimis)"},
    Field{"measure.origin.content_min", number, "share of value", "0.25", 0, 1, "least content for content_of"},
    Field{"measure.origin.fdpr_of",     texts,  "", "", 0, 0, "countries (or sets) whose tools or software the selling plant uses: foreign direct product rule"},
    Field{"measure.origin.fdpr_min",    number, "share of a tool class or of software", "0", 0, 1, "use for fdpr_of must be above this"},
    Field{"measure.origin.persons_of",  texts,  "", "issuer", 0, 0, "country whose persons may not serve (service_ban): the issuer"},
    Field{"measure.origin.owned_by",    texts,  "", "", 0, 0, "countries (or sets) that own at least `owner_min` of the selling firm"},
    Field{"measure.origin.owner_min",   number, "share of votes or equity", "0.25", 0, 1, "least part for owned_by"},

    Field{"measure.exempt.groups",       texts, "", "", 0, 0, "buying firms"},
    Field{"measure.exempt.destinations", texts, "", "", 0, 0, "countries (or sets) of the buying plant"},
    Field{"measure.exempt.until",        date,  "", "never", 0, 0, "first day without the exemptions"},

    Field{"measure.license.share",      number, "share of baseline flow licensed", "0", 0, 1, "licensed in the long run (symbol a)"},
    Field{"measure.license.delay_days", number, "days",  "0",  0, 3650, "nothing passes before the first grant"},
    Field{"measure.license.ramp_weeks", number, "weeks", "0",  0, 520, "time from the first grant to the full share, linear"},
    Field{"measure.license.office_musd_wk", number, "base-year M$ per week", "0", 0, inf, "what the licensing office can decide; 0: no limit (needs switch licence_queue)"},
    Field{"measure.license.valid_weeks", number, "weeks of baseline flow", "52", 0, 5200, "unused grants above this lapse (needs switch licence_queue)"},
    Field{"measure.license.path",       path, "share of baseline flow licensed", "", 0, 1, "steps [[date, share], ...]; beats share, delay and ramp"},

    Field{"measure.funding.budget_musd",   number, "current M$", "0: no limit", 0, 1e8, "appropriation"},
    Field{"measure.funding.tranches",      path,   "share of the budget", "all from effective", 0, 1, "part of the budget that may be spent by then, cumulated: steps [[date, share], ...]"},
    Field{"measure.funding.ratio",         number, "share of cost", "0", 0, 1, "grant: part of the cost of the plants' investment that is paid"},
    Field{"measure.funding.rate",          number, "share of spending", "0", 0, 1, "tax or content credit: part that is given back"},
    Field{"measure.funding.musd_per_year", number, "current M$ per year", "0", 0, 1e7, "research money"},
    Field{"measure.funding.guard_countries", texts, "", "none", 0, 0, "countries (or sets) in which plants of the recipients may not grow beyond guard_items"},
    Field{"measure.funding.guard_items",   tables, "", "", 0, 0, "[{ good, growth }, ...]: goods or classes, and the growth allowed"},
    Field{"measure.funding.guard_years",   number, "years", "10", 0.1, 100, "horizon of that growth"},
    Field{"measure.funding.clawback",      flag,   "", "false", 0, 0, "a recipient that grows more pays the grants back"},

    Field{"measure.funding.guard_items.good",   text,   "", "", 0, 0, "good or class", {}, true},
    Field{"measure.funding.guard_items.growth", number, "share of base-year capacity", "", 0, 10, "growth allowed over guard_years", {}, true},

    Field{"accident.name",        text,   "", "", 0, 0, "what it is called in the calendar and on the command line (accident[NAME].lost_share=0.5)", {}, true},
    Field{"accident.source",      text,   "", "", 0, 0, "report that its dates and shares come from"},
    Field{"accident.status",      text,   "", "", 0, 0, "how sure its dates and shares are (confirmed, from memory, estimate)"},
    Field{"accident.note",        text,   "", "", 0, 0, "what was left out or chosen"},
    Field{"accident.start",       date,   "", "", 0, 0, "first day of the damage, within the run", {}, true},
    Field{"accident.duration_days", integer, "days", "0", 0, 3650, "the loss is full this long, then it recovers"},
    Field{"accident.what",        choice, "", "capacity", 0, 0, "what is lost: capacity, or productive capital, which is repaired or rebuilt and counted in capital_lost", "capacity|capital"},
    Field{"accident.lost_share",  number, "share", "", 0, 1, "lost by every plant that country, good and firm name; `plants` beats it"},
    Field{"accident.country",     texts,  "", "any", 0, 0, "countries (or sets) of the plants"},
    Field{"accident.good",        texts,  "", "any", 0, 0, "goods or classes that the plants make"},
    Field{"accident.firm",        texts,  "", "any", 0, 0, "firms that own the plants"},
    Field{"accident.plants",      shares, "share", "", 0, 1, "share lost plant by plant: { \"COUNTRY.GOOD\" = 0.3, \"COUNTRY.GOOD.FIRM\" = 0.5 }; the first means all plants of the good in the country"},
    Field{"accident.recovery",    choice, "", "none", 0, 0, "how the loss goes after duration_days: none (at once), linear, convex (fast first, (1 - 1/tau)^(4 e)), convex-slow ((1 - 1/tau)^e), concave (slow first), "
                                                            "rebuild (capital only: as rebuilding demand is delivered)", "none|linear|convex|convex-slow|concave|rebuild"},
    Field{"accident.recovery_days", integer, "days", "0", 0, 36500, "tau of the recovery; with rebuild, the time over which the damage is ordered"},
    Field{"accident.rebuild",     shares, "share of the damage", "", 0, 1, "who rebuilds: { GOOD = 0.7, OTHER = 0.3 }; the shares sum to 1"},
    Field{"accident.rebuild_factor", number, "ratio", "1", 0, 100, "rebuilding demand per lost capital"},

    Field{"government.allies",           tables, "", "[]", 0, 0, "[{ country, loss_tolerance, sector_tolerance }, ...]: issuers of measures with a leader that have tolerances of their own"},
    Field{"government.loss_tolerance",   number, "share of GDP", "0.001", 0, 1, "welfare loss that an ally bears"},
    Field{"government.sector_tolerance", number, "share of base-year profit", "0.1", 0, 10, "loss of chip-sector profit that an ally bears"},
    Field{"government.leave_step",       number, "share", "0.25", 0, 1, "by which an ally's compliance falls or rises per decision"},
    Field{"government.quarters",         integer, "quarters", "2", 1, 40, "quarters in a row beyond its tolerance before an ally acts"},
    Field{"government.ladder",           tables, "", "[]", 0, 0, "[{ measure, harm_threshold, delay_days, harm_ratio }, ...]: what governments take in return"},
    Field{"government.restraint_threshold", number, "share of GDP", "0.002", 0, 1, "a sender with a larger loss takes no further measure"},
    Field{"government.approval",         number, "share", "1", 0, 1, "approval of the sender's government"},
    Field{"government.approval_min",     number, "share", "0", 0, 1, "with less approval the sender rests"},
    Field{"government.review_weeks",     integer, "weeks", "13", 1, 520, "between decisions"},

    Field{"government.allies.country",          text,   "", "", 0, 0, "issuer of a measure with a leader", {}, true},
    Field{"government.allies.loss_tolerance",   number, "share of GDP", "government.loss_tolerance", 0, 1, "welfare loss that it bears"},
    Field{"government.allies.sector_tolerance", number, "share of base-year profit", "government.sector_tolerance", 0, 10, "loss of chip-sector profit that it bears"},

    Field{"government.ladder.measure",        text,   "", "", 0, 0, "id of an on-call measure of this deck", {}, true},
    Field{"government.ladder.harm_threshold", number, "share of GDP", "0", 0, 1, "taken when its issuer's welfare loss is above this"},
    Field{"government.ladder.delay_days",     integer, "days", "0", 0, 3650, "from decision to force"},
    Field{"government.ladder.harm_ratio",     number, "ratio", "1", 0, 1e6, "harm to the other over harm to its issuer; the largest goes first"},
};
// clang-format on

}  // namespace

std::span<const Field> fields() noexcept {
    return table_of_fields;
}

const Field* find_field(std::string_view path) noexcept {
    for (const Field& field : fields())
        if (field.path == path) return &field;
    return nullptr;
}

std::vector<const Field*> section_fields(std::string_view section) {
    return section_fields(section, fields());
}

std::vector<const Field*> section_fields(std::string_view section, std::span<const Field> keys) {
    std::vector<const Field*> rows;
    for (const Field& field : keys) {
        const auto dot = field.path.rfind('.');
        const auto parent = dot == std::string_view::npos ? std::string_view{} : field.path.substr(0, dot);
        if (parent == section) rows.push_back(&field);
    }
    return rows;
}

std::string_view leaf(std::string_view path) noexcept {
    return path.substr(path.rfind('.') + 1);
}

std::string_view type_name(FieldType type) noexcept {
    switch (type) {
        case text:
            return "text";
        case flag:
            return "true or false";
        case integer:
            return "whole number";
        case number:
            return "number";
        case date:
            return "date";
        case choice:
            return "text";
        case texts:
            return "list of texts";
        case path:
            return "list of [date, number]";
        case numbers:
            return "list of three numbers";
        case spread:
            return "number, or list of three";
        case spreads:
            return "number, or list of three, or table of these";
        case items:
            return "list or table";
        case table:
            return "table";
        case tables:
            return "list of tables";
        case values:
            return "list of values";
        case shares:
            return "table of numbers";
        case switches:
            return "table";
        case parameters:
            return "table";
    }
    return "";
}

std::string range_text(double least, double most) {
    if (least == -inf && most == inf) return {};
    if (most == inf) return fmt::format("at least {}", least);
    return fmt::format("[{}, {}]", least, most);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

}  // namespace sunder
