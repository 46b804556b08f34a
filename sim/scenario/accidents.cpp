// SPDX-License-Identifier: Apache-2.0
// The [[accident]] tables of a deck.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sim/scenario/names.hpp"
#include "sim/scenario/resolve.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;
using Ids = std::vector<std::int32_t>;

constexpr double sum_tolerance = 1e-9;  // shares are typed: their sum is off by rounding only

constexpr std::array recovery_names{"none", "linear", "convex", "convex-slow", "concave", "rebuild"};

bool among(const Ids& ids, std::int32_t id) {
    return ids.empty() || std::find(ids.begin(), ids.end(), id) != ids.end();
}

class AccidentReader {
public:
    AccidentReader(const Value& table, const Network& network, Faults& faults)
        : table_(table), network_(network), names_(network), faults_(faults) {}

    Accident read(const RunSpec& spec) {
        accident_.name = get_text(table_, "name").value_or("");
        accident_.of_capital = get_text(table_, "what").value_or("capacity") == "capital";
        accident_.start = get_date(table_, "start").value_or(spec.start);
        accident_.duration_days = whole("duration_days");
        read_recovery();
        read_rebuild();
        check_dates(spec);
        const std::size_t before = faults_.size();
        std::map<std::int32_t, double> lost;
        read_lists(lost);
        read_plants(lost);
        for (const auto& [unit, share] : lost)
            if (share > 0.0) accident_.hits.push_back({unit, share});
        if (accident_.hits.empty() && faults_.size() == before)
            say(table_.mark, lost.empty() ? "hits no plant of this economy" : "hits no plant: every share lost is 0");
        return std::move(accident_);
    }

private:
    void say(const Mark& mark, const std::string& what, bool warning = false) {
        faults_.push_back(fault_at(mark, fmt::format("accident '{}': {}", accident_.name, what), warning));
    }
    [[nodiscard]] std::int32_t whole(const char* key) const { return get_whole<std::int32_t>(table_, key).value_or(0); }
    [[nodiscard]] const Mark& mark_of(const char* key) const {
        const Entry* entry = table_.find_entry(key);
        return entry == nullptr ? table_.mark : entry->value.mark;
    }

    void read_recovery() {
        const std::string recovery = get_text(table_, "recovery").value_or("none");
        const auto at = std::find(recovery_names.begin(), recovery_names.end(), recovery);
        if (at == recovery_names.end()) return;  // said already
        accident_.recovery = static_cast<Recovery>(at - recovery_names.begin());
        accident_.recovery_days = whole("recovery_days");
        if (accident_.recovery == Recovery::none && accident_.recovery_days > 0)
            say(mark_of("recovery_days"), "recovery_days without recovery: name its shape (recovery = \"linear\", ...)");
        if (accident_.recovery != Recovery::none && accident_.recovery_days < 1)
            say(mark_of("recovery"), fmt::format("recovery = \"{}\" needs recovery_days, at least 1", recovery));
    }

    void read_rebuild() {
        const Value* rebuild = get_table(table_, "rebuild");
        accident_.rebuild_factor = get_number(table_, "rebuild_factor").value_or(1.0);
        const bool rebuilds = accident_.recovery == Recovery::rebuild;
        if (!rebuilds) {
            for (const char* key : {"rebuild", "rebuild_factor"})
                if (table_.find(key) != nullptr)
                    say(mark_of(key), fmt::format("{} goes with recovery = \"rebuild\" only", key));
            return;
        }
        if (!accident_.of_capital) say(mark_of("recovery"), "only capital is rebuilt: what = \"capital\"");
        if (!(accident_.rebuild_factor > 0.0)) say(mark_of("rebuild_factor"), "rebuild_factor must be above 0");
        if (rebuild == nullptr)
            return say(mark_of("recovery"), "recovery = \"rebuild\" needs rebuild = { GOOD = share, ... }");
        double sum = 0.0;
        for (const Entry& entry : rebuild->entries) {
            if (!entry.value.numeric()) continue;
            sum += entry.value.number;
            const std::int32_t good = names_.good({entry.key, entry.mark}, faults_);
            if (good >= 0) accident_.rebuild.push_back({good, entry.value.number});
        }
        if (std::abs(sum - 1.0) > sum_tolerance)
            say(rebuild->mark, fmt::format("the shares of rebuild sum to {:.10g}, but they must sum to 1", sum));
    }

    void check_dates(const RunSpec& spec) {
        if (!get_date(table_, "start") || spec.end <= spec.start) return;
        if (accident_.start < spec.start || accident_.start >= spec.end)
            say(mark_of("start"), fmt::format("start = {} lies outside the run, {} to {}", show_date(accident_.start),
                                              show_date(spec.start), show_date(spec.end)));
    }

    void read_lists(std::map<std::int32_t, double>& lost) {
        const auto share = get_number(table_, "lost_share");
        const bool named = table_.find("country") || table_.find("good") || table_.find("firm");
        if (named && !share) say(table_.mark, "lost_share is missing: the share that the named plants lose");
        if (!named && share) say(mark_of("lost_share"), "lost_share needs country, good or firm: which plants lose it");
        if (!named && !table_.find("plants")) say(table_.mark, "says nowhere what it hits: country, good, firm or plants");
        if (!named) return;
        const std::size_t before = faults_.size();
        const Ids countries = names_.country_list(get_names(table_, "country"), -1, faults_),
                  firms = names_.group_list(get_names(table_, "firm"), faults_);
        Ids goods;
        for (const Name& name : get_names(table_, "good"))
            for (const std::int32_t good : names_.goods_or_class(name, faults_)) goods.push_back(good);
        if (faults_.size() != before) return;
        for (std::int32_t u = 0; u < network_.units(); ++u)
            if (hit(u, countries, goods, firms)) lost[u] = share.value_or(0.0);
    }

    [[nodiscard]] bool hit(std::int32_t unit, const Ids& countries, const Ids& goods, const Ids& firms) const {
        const auto u = static_cast<std::size_t>(unit);
        return among(countries, network_.unit_country[u]) && among(goods, network_.unit_good[u]) &&
               among(firms, network_.unit_group[u]);
    }

    void read_plants(std::map<std::int32_t, double>& lost) {
        const Value* plants = get_table(table_, "plants");
        if (plants == nullptr) return;
        for (const Entry& entry : plants->entries) {
            if (!entry.value.numeric()) continue;
            const Ids units = plants_named({entry.key, entry.mark});
            for (const std::int32_t unit : units) lost[unit] = entry.value.number;
        }
    }

    /// "COUNTRY.GOOD" or "COUNTRY.GOOD.FIRM". Goods and firms may hold dots: the longest good that fits is meant.
    Ids plants_named(const Name& name) {
        const auto dot = name.text.find('.');
        if (dot == std::string::npos) {
            say(name.mark, fmt::format("plant '{}' must have the form COUNTRY.GOOD or COUNTRY.GOOD.FIRM", name.text));
            return {};
        }
        const std::int32_t country = names_.country({name.text.substr(0, dot), name.mark}, faults_);
        const std::string rest = name.text.substr(dot + 1);
        std::size_t length = 0;
        Ids goods;
        for (std::size_t g = 0; g < network_.goods.size(); ++g) {
            const std::string& code = network_.goods[g].code;
            const bool fits = rest == code || rest.starts_with(code + '.');
            if (fits && code.size() > length) length = code.size(), goods = {static_cast<std::int32_t>(g)};
        }
        if (goods.empty()) goods = {names_.good({rest.substr(0, rest.find('.')), name.mark}, faults_)};
        Ids firms;
        if (length > 0 && length < rest.size()) firms = {names_.group({rest.substr(length + 1), name.mark}, faults_)};
        if (country < 0 || goods.front() < 0 || (!firms.empty() && firms.front() < 0)) return {};
        Ids units;
        for (std::int32_t u = 0; u < network_.units(); ++u)
            if (hit(u, {country}, goods, firms)) units.push_back(u);
        if (units.empty()) say(name.mark, fmt::format("there is no plant '{}'", name.text));
        return units;
    }

    const Value& table_;
    const Network& network_;
    NameBook names_;
    Faults& faults_;
    Accident accident_;
};

}  // namespace

std::vector<Accident> resolve_accidents(const Value& deck, const Network& network, const RunSpec& spec, Faults& faults) {
    std::vector<Accident> accidents;
    const Value* tables = deck.find("accident");
    if (tables == nullptr || !tables->is(ValueKind::array)) return accidents;
    for (const Value& table : tables->items) {
        if (!table.is(ValueKind::table)) continue;
        Accident accident = AccidentReader(table, network, faults).read(spec);
        const auto same = [&accident](const Accident& other) { return other.name == accident.name; };
        if (std::any_of(accidents.begin(), accidents.end(), same))
            faults.push_back(fault_at(table.mark, fmt::format("accident '{}' stands twice", accident.name)));
        accidents.push_back(std::move(accident));
    }
    return accidents;
}

}  // namespace sunder
