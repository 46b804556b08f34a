// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/dates.hpp"
#include "sim/cli/headline.hpp"
#include "sim/report/json.hpp"

namespace sunder::cli {
namespace {

void write_measures(JsonWriter& json, const Headline& headline) {
    json.key("measures").begin_array();
    for (const MeasureInForce& measure : headline.measures) {
        json.begin_object()
            .key("id")
            .value(measure.id)
            .key("title")
            .value(measure.title)
            .key("issuer")
            .value(measure.issuer);
        json.key("announce").value(date_text(measure.announce)).key("effective").value(date_text(measure.effective));
        json.key("expires").value(date_text(measure.expires)).end_object();
    }
    json.end_array();
}

void write_changes(JsonWriter& json, const Headline& headline) {
    json.key("years").begin_array();
    for (const int year : headline.years) json.value(year);
    json.end_array();
    json.key("change_against_baseline").begin_object();
    for (const HeadlineRow& row : headline.rows) {
        json.key(row.country).begin_object();
        for (std::size_t i = 0; i < headline.indicators.size(); ++i) {
            json.key(headline.indicators[i]).begin_array();
            for (const double change : row.change[i]) json.value(change);
            json.end_array();
        }
        json.end_object();
    }
    json.end_object();
}

void write_scarcity(JsonWriter& json, const Headline& headline) {
    json.key("covered_plants").begin_object().key("measure").value(headline.covered.measure).key("change").begin_array();
    for (const double change : headline.covered.change) json.value(change);
    json.end_array().end_object();
    json.key("largest_price_rises").begin_array();
    for (const PriceRise& rise : headline.scarcest) {
        json.begin_object().key("good").value(rise.good).key("country").value(rise.country);
        json.key("year").value(rise.year).key("change").value(rise.change).end_object();
    }
    json.end_array();
    json.key("bottleneck").begin_array();
    for (const Bottleneck& one : headline.bottleneck) {
        json.begin_object().key("input").value(one.input).key("country").value(one.country).key("year").value(one.year);
        json.key("extra_musd_wk").value(one.extra_musd_wk).end_object();
    }
    json.end_array();
}

void write_attribution(JsonWriter& json, const NamedAttribution& one) {
    const auto numbers = [&json](const std::vector<double>& percent) {
        json.begin_array();
        for (const double value : percent) json.value(value);
        json.end_array();
    };
    json.begin_object().key("heading").value(one.heading).key("yardsticks").begin_array();
    for (const Yardstick& by : one.attribution.yardsticks) json.value(by.indicator + " " + by.country);
    json.end_array().key("unit").value("% of baseline").key("all");
    numbers(one.attribution.total);
    json.key("rows").begin_object();
    for (const Contribution& row : one.attribution.rows) numbers((json.key(row.name), row.percent));
    json.end_object().end_object();
}

}  // namespace

std::string headline_json(const RunFacts& facts, const Headline& headline, const std::vector<NamedAttribution>& attributions,
                          const std::vector<AllyValue>& allies) {
    JsonWriter json;
    json.begin_object();
    json.key("deck").value(facts.deck).key("title").value(facts.title).key("question").value(facts.question);
    json.key("economy").value(facts.economy).key("file").value(facts.file);
    json.key("steps").value(facts.steps).key("threads").value(facts.threads).key("seconds").value(facts.seconds);
    write_measures(json, headline);
    write_changes(json, headline);
    write_scarcity(json, headline);
    write_indicators(json, headline.summary);
    write_decisions(json, headline.decisions);
    json.key("audit").begin_object().key("identity").value(headline.worst.id).key("claim").value(headline.worst.claim);
    json.key("largest").value(headline.worst.largest).key("tolerance").value(headline.worst.tolerance).end_object();
    json.key("attribution").begin_array();
    for (const NamedAttribution& one : attributions) write_attribution(json, one);
    json.end_array();
    write_allies(json, allies);
    return json.end_object().text() + '\n';
}

}  // namespace sunder::cli
