// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string_view>

#include "sim/scenario/find.hpp"
#include "sim/scenario/strict.hpp"

namespace sunder {
namespace {

using Faults = std::vector<Fault>;

struct ClaimKey {
    std::string_view name;
    bool required;
    enum class Type : std::int32_t { text, number, names } type;
};
using Type = ClaimKey::Type;
using Keys = std::initializer_list<ClaimKey>;

const Keys run_keys{{"id", true, Type::text}, {"deck", true, Type::text}, {"set", false, Type::names}};
const Keys claim_keys{
    {"id", true, Type::text},       {"study", true, Type::text},     {"claim", true, Type::text},
    {"source", true, Type::text},   {"status", true, Type::text},    {"kind", true, Type::text},
    {"unit", false, Type::text},    {"why", false, Type::text},      {"note", false, Type::text},
    {"value", false, Type::number}, {"near", false, Type::number},   {"low", false, Type::number},
    {"high", false, Type::number},  {"sign", false, Type::text},     {"order", false, Type::text},
    {"scale", false, Type::number}, {"digits", false, Type::number}, {"run", false, Type::text},
    {"runs", false, Type::names},   {"moment", false, Type::text},   {"moments", false, Type::names},
    {"names", false, Type::names},
};
const Keys left_out_keys{
    {"id", true, Type::text}, {"claim", true, Type::text}, {"source", true, Type::text}, {"why", true, Type::text}};

bool fits(const Value& value, Type type) {
    if (type == Type::text) return value.is(ValueKind::text) && !value.text.empty();
    if (type == Type::number) return value.numeric();
    return value.is(ValueKind::array) && !value.items.empty() &&
           std::ranges::all_of(value.items, [](const Value& one) { return one.is(ValueKind::text); });
}
std::string_view type_name(Type type) {
    return type == Type::text ? "a text that is not empty" : type == Type::number ? "a number" : "a list of texts";
}

/// Unknown keys, wrong types, missing keys of one table.
void check_keys(const Value& table, Keys keys, std::string_view what, Faults& faults) {
    for (const Entry& entry : table.entries) {
        const auto* key = std::find_if(keys.begin(), keys.end(), [&](const ClaimKey& k) { return k.name == entry.key; });
        if (key == keys.end()) {
            std::vector<std::string> known;
            for (const ClaimKey& k : keys) known.emplace_back(k.name);
            faults.push_back(
                fault_at(entry.mark, fmt::format("{} has no key '{}'{}", what, entry.key, did_you_mean(entry.key, known))));
        } else if (!fits(entry.value, key->type)) {
            faults.push_back(fault_at(entry.value.mark, fmt::format("{} = {}, but it must be {}", entry.key,
                                                                    show(entry.value), type_name(key->type))));
        }
    }
    for (const ClaimKey& key : keys)
        if (key.required && table.find(key.name) == nullptr)
            faults.push_back(fault_at(table.mark, fmt::format("{} without '{}'", what, key.name)));
}

std::string word(const Value& table, std::string_view key) {
    return get_text(table, key).value_or("");
}

/// Texts of a key, or of its plural, with their places.
std::vector<Name> one_or_more(const Value& table, const std::string& key) {
    if (const Value* one = table.find(key); one != nullptr && one->is(ValueKind::text)) return {{one->text, one->mark}};
    return get_names(table, key + "s");
}

class Reader {
public:
    Reader(ClaimBook& book, Faults& faults) : book_(book), faults_(faults) {}

    void run(const Value& table) {
        check_keys(table, run_keys, "a [[run]]", faults_);
        ClaimRun run{word(table, "id"), word(table, "deck"), {}, table.mark};
        for (const Name& name : get_names(table, "set")) run.set.push_back(name.text);
        once(run.id, table);
        book_.runs.push_back(std::move(run));
    }

    void claim(const Value& table) {
        check_keys(table, claim_keys, "a [[claim]]", faults_);
        Claim claim;
        for (const auto& [field, key] : {std::pair{&claim.id, "id"},
                                         {&claim.study, "study"},
                                         {&claim.claim, "claim"},
                                         {&claim.source, "source"},
                                         {&claim.status, "status"},
                                         {&claim.unit, "unit"},
                                         {&claim.why, "why"},
                                         {&claim.note, "note"},
                                         {&claim.kind, "kind"}})
            *field = word(table, key);
        once(claim.id, table);
        among(table, "kind", {"predicted", "fitted", "assumed input"});
        claim.scale = get_number(table, "scale").value_or(1.0);
        claim.digits = std::clamp(get_whole<int>(table, "digits").value_or(1), 0, 9);
        for (const Name& name : get_names(table, "names")) claim.names.push_back(name.text);
        expectation(table, claim);
        readings(table, claim);
        book_.claims.push_back(std::move(claim));
    }

    void left_out(const Value& table) {
        check_keys(table, left_out_keys, "a [[not_compared]]", faults_);
        once(word(table, "id"), table);
        book_.not_compared.push_back({word(table, "id"), word(table, "claim"), word(table, "source"), word(table, "why")});
    }

private:
    void once(const std::string& id, const Value& table) {
        if (!id.empty() && !ids_.insert(id).second)
            faults_.push_back(fault_at(table.mark, fmt::format("the id '{}' is used twice", id)));
    }
    void among(const Value& table, std::string_view key, std::initializer_list<std::string_view> allowed) {
        const Value* value = table.find(key);
        if (value == nullptr || !value->is(ValueKind::text) ||
            std::find(allowed.begin(), allowed.end(), value->text) != allowed.end())
            return;
        std::string list;
        for (const std::string_view one : allowed) list += fmt::format("{}'{}'", list.empty() ? "" : ", ", one);
        faults_.push_back(fault_at(value->mark, fmt::format("{} = '{}', but it must be one of {}", key, value->text, list)));
    }

    /// Exactly one of: value (with near), low and high, sign, order.
    void expectation(const Value& table, Claim& claim) {
        among(table, "sign", {"negative", "positive"});
        among(table, "order", {"rising", "falling"});
        const auto value = get_number(table, "value");
        claim.low = get_number(table, "low");
        claim.high = get_number(table, "high");
        claim.near = get_number(table, "near").value_or(claim.near);
        const std::string sign = word(table, "sign"), order = word(table, "order");
        const int given = value.has_value() + (claim.low || claim.high) + !sign.empty() + !order.empty();
        if (given != 1)
            faults_.push_back(
                fault_at(table.mark, fmt::format("a claim needs one of: value, low and high, sign, order; '{}' has {}",
                                                 claim.id, given == 0 ? "none" : "several")));
        if (value) claim.expected = Expected::value, claim.value = *value;
        if (!sign.empty()) claim.expected = sign == "negative" ? Expected::negative : Expected::positive;
        if (!order.empty()) claim.expected = order == "rising" ? Expected::rising : Expected::falling;
        if (claim.low && claim.high && *claim.high < *claim.low)
            faults_.push_back(
                fault_at(table.find("high")->mark, fmt::format("high = {} is below low = {}", *claim.high, *claim.low)));
    }

    void readings(const Value& table, Claim& claim) {
        for (const Name& name : one_or_more(table, "run")) {
            const auto found = std::ranges::find(book_.runs, name.text, &ClaimRun::id);
            if (found == book_.runs.end()) {
                std::vector<std::string> known;
                for (const ClaimRun& run : book_.runs) known.push_back(run.id);
                faults_.push_back(fault_at(
                    name.mark, fmt::format("no [[run]] '{}' stands above{}", name.text, did_you_mean(name.text, known))));
            }
            claim.runs.push_back(static_cast<std::size_t>(found - book_.runs.begin()));
        }
        for (const Name& name : one_or_more(table, "moment"))  // its text starts after the quote
            claim.moments.push_back(
                Moment::parse(name.text, {*name.mark.file, name.mark.line, name.mark.column + 1}, faults_)
                    .value_or(Moment{}));
        const bool ordered = claim.expected == Expected::rising || claim.expected == Expected::falling;
        const std::size_t values = claim.runs.size() * claim.moments.size();
        if (ordered ? values < 2 : values != 1)
            faults_.push_back(
                fault_at(table.mark, fmt::format("'{}' has {} values (runs x moments), but {}", claim.id, values,
                                                 ordered ? "an order needs two or more" : "it needs one")));
        if (!claim.names.empty() && claim.names.size() != values)
            faults_.push_back(
                fault_at(table.find("names")->mark, fmt::format("{} names for {} values", claim.names.size(), values)));
    }

    ClaimBook& book_;
    Faults& faults_;
    std::set<std::string> ids_;
};

}  // namespace

ClaimBook read_claims(const std::string& text, const std::string& file) {
    const Value document = parse_toml(text, file);
    ClaimBook book;
    Faults faults;
    Reader reader(book, faults);
    const std::array<std::pair<std::string_view, void (Reader::*)(const Value&)>, 3> tables{
        {{"run", &Reader::run}, {"claim", &Reader::claim}, {"not_compared", &Reader::left_out}}};
    for (const Entry& entry : document.entries)
        if (std::ranges::none_of(tables, [&](const auto& table) { return table.first == entry.key; }))
            faults.push_back(fault_at(entry.mark, fmt::format("'{}' is not known here: [[run]], [[claim]] and "
                                                              "[[not_compared]] are",
                                                              entry.key)));
    for (const auto& [key, read] : tables) {  // runs first, wherever they stand
        const Value* list = document.find(key);
        if (list == nullptr) continue;
        if (!list->is(ValueKind::array)) {
            faults.push_back(fault_at(list->mark, fmt::format("'{}' must be a list: write [[{}]]", key, key)));
            continue;
        }
        for (const Value& table : list->items) {
            if (table.is(ValueKind::table))
                (reader.*read)(table);
            else
                faults.push_back(fault_at(table.mark, fmt::format("{} must be tables: write [[{}]]", key, key)));
        }
    }
    if (!faults.empty()) throw InputError(std::move(faults));
    return book;
}

ClaimBook find_claims() {
    SourceText found;
    if (!find_validation("claims", found)) throw InputError({{"scenarios/validation/claims.toml", 0, 0, "is not there"}});
    return read_claims(found.text, found.file);
}

}  // namespace sunder
