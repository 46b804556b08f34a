// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/document.hpp"
#include "sim/validation/moment.hpp"

namespace sunder {

/// A deck with changes that claims read; runs of one economy and period share a simulation.
struct ClaimRun {
    std::string id, deck;
    std::vector<std::string> set;  ///< "key=value", as in --set
    Mark mark;
};

/// What was published, and so what our value is held to.
enum class Expected : std::int32_t { value, range, negative, positive, rising, falling };

/// A published or observed result, how to compute our value, and what to say where they differ.
struct Claim {
    std::string id, study, claim, source, status, unit, why, note;
    std::string kind;  ///< "predicted", "fitted" or "assumed input"
    Expected expected = Expected::range;
    double value = 0.0, near = 0.25;  ///< Expected::value; near: largest relative distance that counts as agreement
    std::optional<double> low, high;  ///< Expected::range; one may be open
    double scale = 1.0;               ///< our value in `unit` is the moment times this
    int digits = 1;                   ///< shown after the point
    std::vector<std::size_t> runs;    ///< places in ClaimBook::runs
    std::vector<Moment> moments;
    std::vector<std::string> names;  ///< of the values, runs before moments; empty where there is one
};

/// A result that the model cannot be held against, and why.
struct NotCompared {
    std::string id, claim, source, why;
};

struct ClaimBook {
    std::vector<ClaimRun> runs;
    std::vector<Claim> claims;
    std::vector<NotCompared> not_compared;
};

/// Reads scenarios/validation/claims.toml; throws InputError with every fault at once.
[[nodiscard]] ClaimBook read_claims(const std::string& text, const std::string& file);

/// The same from ./scenarios/validation/claims.toml, or the one built into the program.
[[nodiscard]] ClaimBook find_claims();

}  // namespace sunder
