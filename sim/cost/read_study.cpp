// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "sim/cost/cost_keys.hpp"
#include "sim/cost/study.hpp"
#include "sim/input/document.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/override.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;
constexpr std::string_view default_study = "self-sufficiency";
constexpr std::string_view default_tables = "cost-2019";
constexpr std::string_view default_basis = "end_user";

std::string archive(const std::string& text, const std::vector<std::string>& overrides) {
    std::string archive = text;
    if (!archive.empty() && archive.back() != '\n') archive += '\n';
    for (std::string line : overrides) {
        std::replace(line.begin(), line.end(), '\n', ' ');
        archive += "# --set " + line + '\n';
    }
    return archive;
}

/// One number stands for low, mid and high.
void spread_number(Value& value) {
    if (!value.numeric()) return;
    Value list;
    list.kind = ValueKind::array;
    list.mark = value.mark;
    list.items = {value, value, value};
    value = std::move(list);
}

/// Values of regional inputs by place, taken out of the document: place names are not keys that the strict check knows.
struct ByPlace {
    std::string_view section;
    std::int32_t input = 0;
    Entry place;
};

/// [input] and [draw]: numbers become lists; tables by place are taken out.
std::vector<ByPlace> prepare_inputs(Value& deck) {
    std::vector<ByPlace> taken;
    for (const std::string_view section : {"input", "draw"}) {
        Value* table = deck.find(section);
        if (table == nullptr || !table->is(ValueKind::table)) continue;
        std::vector<std::string> gone;
        for (Entry& entry : table->entries) {
            const std::int32_t input = find_cost_input(entry.key);
            if (input >= 0 && cost_inputs()[static_cast<std::size_t>(input)].regional != nullptr &&
                entry.value.is(ValueKind::table)) {
                for (Entry& place : entry.value.entries) {
                    spread_number(place.value);
                    taken.push_back({section, input, place});
                }
                gone.push_back(entry.key);
            }
            spread_number(entry.value);
        }
        for (const std::string& key : gone) table->erase(key);
    }
    return taken;
}

class StudyReader {
public:
    StudyReader(CostStudy& study, const Value& deck, Faults& faults) : study_(study), deck_(deck), faults_(faults) {}
    void read(const std::vector<ByPlace>& by_place);

private:
    void read_plain();
    void read_regions();
    void read_coverage(const Value& regions);
    void share_out(const std::vector<std::int32_t>& pro_rata);
    void read_world();
    void read_inputs(const std::vector<ByPlace>& by_place);
    void set_by_place(const ByPlace& row);
    void read_subsidies();
    std::int32_t region_of(const Name& name);
    std::int32_t activity_of(const Name& name);
    std::int32_t place_of(const Name& name);
    std::int32_t known(const Name& name, std::string_view what, const std::vector<std::string>& names);

    CostStudy& study_;
    const Value& deck_;
    Faults& faults_;
    std::vector<double> consumption_;  ///< by place
    std::vector<std::int32_t> pro_rata_;
};

void StudyReader::read(const std::vector<ByPlace>& by_place) {
    read_plain();
    read_regions();
    if (study_.regions.empty()) return;
    read_world();
    read_inputs(by_place);
    read_subsidies();
}

std::int32_t StudyReader::known(const Name& name, std::string_view what, const std::vector<std::string>& names) {
    const auto at = std::find(names.begin(), names.end(), name.text);
    if (at != names.end()) return static_cast<std::int32_t>(at - names.begin());
    const std::string near = did_you_mean(name.text, names);
    faults_.push_back(
        fault_at(name.mark, fmt::format("unknown {} '{}'{}", what, name.text,
                                        near.empty() ? fmt::format("; known: {}", fmt::join(names, ", ")) : near)));
    return -1;
}

std::int32_t StudyReader::place_of(const Name& name) {
    return known(name, "place", study_.tables.place_codes());
}
std::int32_t StudyReader::activity_of(const Name& name) {
    return known(name, "activity", study_.tables.activity_codes());
}
std::int32_t StudyReader::region_of(const Name& name) {
    std::vector<std::string> ids;
    for (const CostRegion& region : study_.regions) ids.push_back(region.id);
    return known(name, "region", ids);
}

void StudyReader::read_plain() {
    study_.title = get_text(deck_, "title").value_or("");
    study_.question = get_text(deck_, "question").value_or("");
    study_.note = get_text(deck_, "note").value_or("");
    study_.basis = get_text(deck_, "basis").value_or(std::string(default_basis));
    std::vector<std::string> bases;
    for (const ConsumptionBasis& basis : study_.tables.bases) {
        bases.push_back(basis.name);
        if (basis.name == study_.basis) consumption_ = basis.share;
    }
    const Value* basis = deck_.find("basis");
    if (consumption_.empty()) (void)known({study_.basis, basis == nullptr ? deck_.mark : basis->mark}, "basis", bases);
    if (consumption_.empty()) consumption_.assign(study_.tables.places.size(), 0.0);
    study_.build_at_cheapest = get_text(deck_, "build_at").value_or("cheapest") != "demand";
    study_.low_high_quantiles = get_text(deck_, "low_high").value_or("quantiles") != "ends";
    study_.curve = get_flag(deck_, "curve").value_or(false);
    study_.draws = get_whole<std::int32_t>(deck_, "draws").value_or(100000);
    study_.sobol_draws = get_whole<std::int32_t>(deck_, "sobol_draws").value_or(8192);
    study_.seed = get_whole<std::uint64_t>(deck_, "seed").value_or(1);
}

void StudyReader::read_regions() {
    const Value* regions = deck_.find("region");
    if (regions == nullptr || !regions->is(ValueKind::array)) return;
    for (const Value& table : regions->items) {
        if (!table.is(ValueKind::table)) continue;
        CostRegion region;
        region.id = get_text(table, "id").value_or("");
        region.title = get_text(table, "title").value_or(region.id);
        for (const CostRegion& other : study_.regions)
            if (other.id == region.id)
                faults_.push_back(fault_at(table.find("id")->mark, fmt::format("a second region '{}'", region.id)));
        for (const Name& name : get_names(table, "places")) {
            const std::int32_t place = place_of(name);
            if (place < 0) continue;
            const auto holds = [place](const CostRegion& other) {
                return std::find(other.places.begin(), other.places.end(), place) != other.places.end();
            };
            const auto other = std::find_if(study_.regions.begin(), study_.regions.end(), holds);
            if (other != study_.regions.end() || holds(region))
                faults_.push_back(
                    fault_at(name.mark, fmt::format("regions overlap: '{}' is already in region '{}'", name.text,
                                                    other == study_.regions.end() ? region.id : other->id)));
            region.places.push_back(place);
        }
        const Value* places = table.find("places");
        if (places != nullptr && get_names(table, "places").empty())
            faults_.push_back(fault_at(places->mark, fmt::format("region '{}' has no places", region.id)));
        study_.regions.push_back(std::move(region));
    }
    if (regions->items.empty()) faults_.push_back(fault_at(regions->mark, "no regions"));
    read_coverage(*regions);
    std::erase_if(study_.regions, [](const CostRegion& region) { return region.places.empty(); });
}

/// Every place once: in a region, or shared out.
void StudyReader::read_coverage(const Value& regions) {
    for (const Name& name : get_names(deck_, "pro_rata")) {
        const std::int32_t place = place_of(name);
        if (place < 0) continue;
        for (const CostRegion& region : study_.regions)
            if (std::find(region.places.begin(), region.places.end(), place) != region.places.end())
                faults_.push_back(
                    fault_at(name.mark, fmt::format("'{}' is in region '{}' and in pro_rata", name.text, region.id)));
        pro_rata_.push_back(place);
    }
    for (std::size_t p = 0; p < study_.tables.places.size(); ++p) {
        const auto place = static_cast<std::int32_t>(p);
        const auto has = [place](const std::vector<std::int32_t>& list) {
            return std::find(list.begin(), list.end(), place) != list.end();
        };
        if (has(pro_rata_) || std::any_of(study_.regions.begin(), study_.regions.end(),
                                          [&has](const CostRegion& region) { return has(region.places); }))
            continue;
        faults_.push_back(fault_at(
            regions.mark, fmt::format("no region holds '{}' ({}, {:.3g} % of consumption); put it in a "
                                      "region or in pro_rata",
                                      study_.tables.places[p].code, study_.tables.places[p].name, 100.0 * consumption_[p])));
    }
}

void StudyReader::share_out(const std::vector<std::int32_t>& pro_rata) {
    double rest = 0.0, sum = 0.0;
    for (const std::int32_t place : pro_rata) rest += consumption_[static_cast<std::size_t>(place)];
    for (const double share : study_.world.consumption_share) sum += share;
    if (rest > 0.0 && sum > 0.0)
        for (double& share : study_.world.consumption_share) share += rest * share / sum;
}

void StudyReader::read_world() {
    models::StudyWorld& world = study_.world;
    for (const CostActivity& activity : study_.tables.activities) world.activities.push_back(activity.totals);
    for (const CostRegion& region : study_.regions) {
        double consumption = 0.0;
        std::vector<double> present(study_.tables.activities.size(), 0.0);
        for (const std::int32_t place : region.places) {
            consumption += consumption_[static_cast<std::size_t>(place)];
            for (std::size_t a = 0; a < present.size(); ++a)
                present[a] += study_.tables.activities[a].share[static_cast<std::size_t>(place)];
        }
        world.consumption_share.push_back(consumption);
        world.present_share.insert(world.present_share.end(), present.begin(), present.end());
    }
    share_out(pro_rata_);
    world.builds.assign(study_.regions.size(), deck_.find("builders") == nullptr);
    for (const Name& name : get_names(deck_, "builders"))
        if (const std::int32_t region = region_of(name); region >= 0) world.builds[static_cast<std::size_t>(region)] = true;
    if (const Value* builders = deck_.find("builders"); builders != nullptr && get_names(deck_, "builders").empty())
        faults_.push_back(fault_at(builders->mark, "builders is empty: no region becomes self-sufficient"));
    if (const Value* alone = deck_.find("alone"); alone != nullptr && alone->is(ValueKind::text))
        study_.alone = region_of({alone->text, alone->mark});
    if (const Value* listed = deck_.find("activities")) {
        for (models::StudyActivity& activity : world.activities) activity.counted = false;
        for (const Name& name : get_names(deck_, "activities"))
            if (const std::int32_t a = activity_of(name); a >= 0)
                world.activities[static_cast<std::size_t>(a)].counted = true;
        if (get_names(deck_, "activities").empty())
            faults_.push_back(fault_at(listed->mark, "activities is empty: nothing is duplicated"));
    }
    world.demand_share = get_number(deck_, "demand_share").value_or(1.0);
    world.demand_factor = get_number(deck_, "demand_factor").value_or(1.0);
    world.capacity_factor = get_number(deck_, "capacity_factor").value_or(1.0);
    world.surplus_credit_share = get_number(deck_, "surplus_credit").value_or(0.0);
}

bool three_numbers(const Value& value) {
    return value.items.size() == 3 &&
           std::all_of(value.items.begin(), value.items.end(), [](const Value& item) { return item.numeric(); });
}

LowMidHigh spread_of(const Value& value) {
    return {value.items[0].number, value.items[1].number, value.items[2].number};
}

/// Tables, then the deck: an input that the deck sets holds in the draws too, unless it sets these.
void StudyReader::read_inputs(const std::vector<ByPlace>& by_place) {
    const std::size_t n = study_.tables.places.size();
    study_.inputs.resize(cost_inputs().size());
    for (const bool draw : {false, true})
        for (const bool for_all : {true, false})  // a place's own row beats that for all
            for (const CostInputRow& row : study_.tables.inputs) {
                if (row.draw != draw || (row.place < 0) != for_all) continue;
                InputRange& range = study_.inputs[static_cast<std::size_t>(row.input)];
                const bool regional = cost_inputs()[static_cast<std::size_t>(row.input)].regional != nullptr;
                if (range.cases.empty()) range.cases.resize(regional ? n : 1);
                if (range.draws.empty()) range.draws.resize(range.cases.size());
                const std::size_t first = for_all ? 0 : static_cast<std::size_t>(row.place);
                const std::size_t last = for_all ? range.cases.size() : first + 1;
                for (std::size_t i = first; i < last; ++i) range.draws[i] = row.value;
                for (std::size_t i = first; i < last && !draw; ++i) range.cases[i] = row.value;
            }
    for (const std::string_view section : {"input", "draw"}) {
        const Value* table = get_table(deck_, section);
        if (table == nullptr) continue;
        for (const Entry& entry : table->entries) {
            const std::int32_t input = find_cost_input(entry.key);
            if (input < 0 || !three_numbers(entry.value)) continue;  // reported already
            InputRange& range = study_.inputs[static_cast<std::size_t>(input)];
            for (LowMidHigh& value : range.draws) value = spread_of(entry.value);
            if (section == "input") range.cases = range.draws;
        }
    }
    for (const ByPlace& row : by_place) set_by_place(row);
}

void StudyReader::set_by_place(const ByPlace& row) {
    const CostInputKey& key = cost_inputs()[static_cast<std::size_t>(row.input)];
    const std::int32_t place = place_of({row.place.key, row.place.mark});
    const std::string path = fmt::format("{}.{}", row.section, key.name);
    const Field field{path, FieldType::numbers, key.unit, {}, key.least, key.most, key.meaning};
    Value section;
    section.entries.push_back({std::string(key.name), row.place.mark, row.place.value});
    const std::size_t before = faults_.size();
    check_section(section, row.section, false, std::span(&field, 1), faults_);
    if (place < 0 || faults_.size() != before) return;
    InputRange& range = study_.inputs[static_cast<std::size_t>(row.input)];
    range.draws[static_cast<std::size_t>(place)] = spread_of(row.place.value);
    if (row.section == "input") range.cases[static_cast<std::size_t>(place)] = spread_of(row.place.value);
}

void StudyReader::read_subsidies() {
    const Value* list = deck_.find("subsidy");
    if (list == nullptr) return;
    for (const Value& table : list->items) {
        if (!table.is(ValueKind::table)) continue;
        CostSubsidy subsidy;
        subsidy.id = get_text(table, "id").value_or("");
        subsidy.source = get_text(table, "source").value_or("");
        subsidy.status = get_text(table, "status").value_or("");
        const Value* region = table.find("region");
        if (region != nullptr && region->is(ValueKind::text)) subsidy.region = region_of({region->text, region->mark});
        subsidy.grants_busd = get_number(table, "grants_busd").value_or(0.0);
        subsidy.research_busd = get_number(table, "research_busd").value_or(0.0);
        subsidy.credit_share = get_number(table, "credit_share").value_or(0.0);
        for (const Name& name : get_names(table, "credited")) subsidy.credited.push_back(activity_of(name));
        if (subsidy.region >= 0) study_.subsidies.push_back(std::move(subsidy));
    }
}

/// The published figures are about four given regions, all activities and the demand of the base year by end users.
bool asks_as_published(const CostStudy& study) {
    const models::StudyWorld& world = study.world;
    std::vector<std::vector<std::int32_t>> published, here;
    for (const PublishedFigure& figure : study.tables.published)
        if (figure.compared && !figure.places.empty()) published.push_back(figure.places);
    for (const CostRegion& region : study.regions) here.push_back(region.places);
    for (auto* lists : {&published, &here}) {
        for (std::vector<std::int32_t>& places : *lists) std::sort(places.begin(), places.end());
        std::sort(lists->begin(), lists->end());
    }
    return published == here && study.basis == default_basis &&
           std::all_of(world.builds.begin(), world.builds.end(), [](bool b) { return b; }) &&
           std::all_of(world.activities.begin(), world.activities.end(), [](const auto& a) { return a.counted; }) &&
           world.demand_share == 1.0 && world.demand_factor == 1.0 && world.capacity_factor == 1.0;
}

}  // namespace

CostStudy read_study_text(const std::string& text, const std::string& file, const CostOptions& options,
                          const CostTables* tables) {
    Faults faults;
    Value deck = parse_toml(text, file);
    for (const std::string& argument : options.set) apply_override(deck, argument, faults);
    const std::vector<ByPlace> by_place = prepare_inputs(deck);
    check_section(deck, "", true, cost_fields(), faults);
    CostStudy study;
    study.name = std::filesystem::path(file).stem().string();
    study.deck_text = archive(text, options.set);
    try {
        const std::string name = get_text(deck, "tables").value_or(std::string(default_tables));
        study.tables = tables != nullptr ? *tables : read_cost_tables(name, find_cost_tables(name));
        StudyReader(study, deck, faults).read(by_place);
    } catch (const InputError& error) {
        const Value* name = deck.find("tables");
        for (Fault fault : error.faults())
            faults.push_back(fault.line == 0 && name != nullptr ? fault_at(name->mark, fault.message) : std::move(fault));
    }
    if (!faults.empty()) {
        std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
            return a.file != b.file ? a.file < b.file : a.line < b.line;
        });
        // One number that stands for low, mid and high is wrong once.
        const auto same = [](const Fault& a, const Fault& b) {
            return a.file == b.file && a.line == b.line && a.column == b.column && a.message == b.message;
        };
        faults.erase(std::unique(faults.begin(), faults.end(), same), faults.end());
        throw InputError(std::move(faults));
    }
    study.as_published = asks_as_published(study);
    return study;
}

CostStudy read_study(const std::string& study, const CostOptions& options) {
    const SourceText source = find_study(study.empty() ? std::string(default_study) : study);
    return read_study_text(source.text, source.file, options);
}

}  // namespace sunder
