// SPDX-License-Identifier: Apache-2.0
#include "sim/input/fault.hpp"

#include <algorithm>
#include <numeric>

namespace sunder {
namespace {

std::string join(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) {
        if (!text.empty()) text += '\n';
        text += to_string(fault);
    }
    return text;
}

/// Levenshtein distance; inputs are short names.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j - 1] + 1, above + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

std::string to_string(const Fault& fault) {
    std::string text = fault.file;
    if (fault.line > 0) text += ':' + std::to_string(fault.line);
    if (fault.line > 0 && fault.column > 0) text += ':' + std::to_string(fault.column);
    text += fault.warning ? ": warning: " : ": error: ";
    return text + fault.message;
}

InputError::InputError(std::vector<Fault> faults) : std::runtime_error(join(faults)), faults_(std::move(faults)) {}

std::string did_you_mean(std::string_view found, const std::vector<std::string>& known) {
    const std::string* best = nullptr;
    std::size_t least = std::max<std::size_t>(2, found.size() / 3) + 1;
    for (const std::string& name : known) {
        const std::size_t distance = edit_distance(found, name);
        if (distance < least) {
            least = distance;
            best = &name;
        }
    }
    return best == nullptr ? std::string{} : "; did you mean '" + *best + "'?";
}

}  // namespace sunder
