// SPDX-License-Identifier: Apache-2.0
#include "sim/scenario/fields.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

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
    Field{"measure.kind",      choice, "", "", 0, 0, "primitive of model.md 7.2, a label for readers", "BAN|LIC|LIST|THR|PERS|ALLY|MKT|TAR"},
    Field{"measure.issuer",    text,   "", "", 0, 0, "country that imposes it", {}, true},
    Field{"measure.leader",    text,   "", "", 0, 0, "id of the measure that this one follows: every field not set here is taken from it, "
                                                     "except that origin becomes vendor_hq = [issuer]"},
    Field{"measure.announce",  date,   "", "effective", 0, 0, "day it becomes known; notice = effective - announce"},
    Field{"measure.effective", date,   "", "", 0, 0, "first day in force", {}, true},
    Field{"measure.expires",   date,   "", "never", 0, 0, "first day no longer in force"},
    Field{"measure.savings_days",      integer, "days", "0", 0, 3650, "goods already exported may still arrive this long after `effective`"},
    Field{"measure.grandfather_until", date, "", "none", 0, 0, "orders placed before `effective` may be exported until this day"},
    Field{"measure.items",     items,  "", "", 0, 0, "goods, classes (kinds of goods such as \"tool\") or \"*\"; entries may be { good = \"arfi\", coverage = 0.5 }; "
                                                     "or one table { goods, class, coverage }", {}, true},
    Field{"measure.origin",    table,  "", "ship_from = [issuer]", 0, 0, "where the goods come from; with both lists either suffices. Default for tariffs: "
                                                     "shipped from any country but the issuer; none if `sellers` is given"},
    Field{"measure.sellers",   texts,  "", "any", 0, 0, "firms that sell"},
    Field{"measure.destination", texts, "", "*", 0, 0, "countries (or named sets of countries) of the buying plant; \"*\" = all but the issuer. Default for tariffs: the issuer"},
    Field{"measure.entities",  texts,  "", "any", 0, 0, "firms that buy (entity lists); final demand is no firm"},
    Field{"measure.buyer_hq",  texts,  "", "any", 0, 0, "HQ countries (or sets) of the buying firm"},
    Field{"measure.end_use",   texts,  "", "any", 0, 0, "goods or classes that the buying plant makes"},
    Field{"measure.exempt",    table,  "", "none", 0, 0, "who is exempt, and until when"},
    Field{"measure.action",    choice, "", "", 0, 0, "deny: nothing passes; license: a share of the baseline flow passes after a delay and a ramp; "
                                                     "quota: license.share passes from the first day; tariff: `rate` is added", "deny|license|quota|tariff", true},
    Field{"measure.license",   table,  "", "", 0, 0, "terms of a licence or quota"},
    Field{"measure.rate",      number, "ratio of value", "", 0, 10, "added ad valorem rate of a tariff"},
    Field{"measure.coverage",  number, "share of the items' value", "1", 0, 1, "part that the measure reaches, on top of the coverage of items"},
    Field{"measure.compliance",  number, "share of covered firms", "1", 0, 1, "firms that comply"},
    Field{"measure.probability", number, "share", "1", 0, 1, "weight with which the measure acts (a rule that may not be enacted)"},
    Field{"measure.enactment",   number, "share of users", "belief.enactment", 0, 1, "belief that it comes into force once announced"},
    Field{"measure.permanence",  number, "share of investors", "belief.permanence", 0, 1, "belief that it lasts beyond the time to build"},
    Field{"measure.expected_share", number, "share of baseline flow", "belief.expected_share", 0, 1, "licensed share that buyers expect for the first half year; 0 for a denial, the licensed share where that is lower"},

    Field{"measure.items.goods",    texts,  "", "", 0, 0, "goods"},
    Field{"measure.items.class",    texts,  "", "", 0, 0, "kinds of goods: raw, material, tool, service, software, foundry, chip, backend, end"},
    Field{"measure.items.good",     text,   "", "", 0, 0, "one good or class, in a list of such tables"},
    Field{"measure.items.coverage", number, "share of the good's value", "1", 0, 1, "part of the good that is controlled (a threshold inside a bin, a list of types)"},

    Field{"measure.origin.ship_from", texts, "", "", 0, 0, "countries (or sets) the goods leave; only flows across a border count"},
    Field{"measure.origin.vendor_hq", texts, "", "", 0, 0, "HQ countries (or sets) of the selling firm, wherever it ships from; flows inside the destination count too"},

    Field{"measure.exempt.groups",       texts, "", "", 0, 0, "buying firms"},
    Field{"measure.exempt.destinations", texts, "", "", 0, 0, "countries (or sets) of the buying plant"},
    Field{"measure.exempt.until",        date,  "", "never", 0, 0, "first day without the exemptions"},

    Field{"measure.license.share",      number, "share of baseline flow licensed", "0", 0, 1, "licensed in the long run (symbol a)"},
    Field{"measure.license.delay_days", number, "days",  "0",  0, 3650, "nothing passes before the first grant"},
    Field{"measure.license.ramp_weeks", number, "weeks", "0",  0, 520, "time from the first grant to the full share, linear"},
    Field{"measure.license.office_musd_wk", number, "base-year M$ per week", "0", 0, inf, "what the licensing office can decide; 0: no limit (needs switch licence_queue)"},
    Field{"measure.license.valid_weeks", number, "weeks of baseline flow", "52", 0, 5200, "unused grants above this lapse (needs switch licence_queue)"},
    Field{"measure.license.path",       path, "share of baseline flow licensed", "", 0, 1, "steps [[date, share], ...]; beats share, delay and ramp"},
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
    std::vector<const Field*> rows;
    for (const Field& field : fields()) {
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
        case items:
            return "list or table";
        case table:
            return "table";
        case tables:
            return "list of tables";
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
