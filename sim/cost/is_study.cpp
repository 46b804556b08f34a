// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "sim/cost/study.hpp"
#include "sim/input/document.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/scenario.hpp"

namespace sunder {

bool is_study(const std::string& deck) {
    const auto among = [&](const std::vector<std::string>& names) {
        return std::find(names.begin(), names.end(), deck) != names.end();
    };
    if (among(deck_names())) return false;
    if (among(study_names())) return true;
    try {
        const SourceText source = find_deck(deck);
        const Value text = parse_toml(source.text, source.file);
        return text.find("region") != nullptr && text.find("economy") == nullptr;
    } catch (const InputError&) {
        return false;  // whoever reads it next says why
    }
}

}  // namespace sunder
