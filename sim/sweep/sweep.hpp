// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/scenario/find.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/sweep/axis.hpp"
#include "sim/sweep/design.hpp"
#include "sim/validation/moment.hpp"

namespace sunder {

/// A number that a sweep answers with: of every draw, from its scenario and its own baseline.
struct SweepIndicator {
    std::string id, title, unit;
    Moment moment;
};

/// A sweep, checked and resolved against its base deck and economy. Immutable once read; reading draws from several threads
/// is safe.
struct Sweep {
    std::string name;  ///< file name without its ending
    std::string title, question;
    SourceText text, base;         ///< the sweep as written, the deck that draws start from
    std::vector<std::string> set;  ///< changes in every draw
    std::vector<SweepAxis> axes;
    DesignTerms terms;
    SweepDesign design;
    std::vector<std::string> variables;  ///< kept in run files
    std::vector<SweepIndicator> indicators;
    std::string economy;
    const Network* network = nullptr;
    RunSpec spec;  ///< of the base deck: baseline and scenario
    std::vector<Fault> warnings;

    [[nodiscard]] std::size_t draws() const noexcept { return design.points() * terms.replications; }
    [[nodiscard]] std::size_t point_of(std::size_t draw) const noexcept { return draw / terms.replications; }
    [[nodiscard]] double code(std::size_t draw, std::size_t axis) const noexcept {
        return design.point(point_of(draw))[axis];
    }
    /// What makes a draw of the base deck.
    [[nodiscard]] DeckOptions options(std::size_t draw) const;
    /// The same for codes that are no point of the design.
    [[nodiscard]] DeckOptions options(std::span<const double> codes) const;
    /// Throws InputError when its values are not allowed.
    [[nodiscard]] Scenario scenario(std::size_t draw) const;
    [[nodiscard]] Scenario scenario(const DeckOptions& options) const;

private:
    friend class SweepReader;
    std::string with_all_measures_;  ///< override that lists what axes add to the deck; empty: they add nothing
};

/// A sweep by path; else by name: ./sweeps/NAME.toml, ./scenarios/sweeps/NAME.toml, then built in. InputError with every
/// fault at once.
[[nodiscard]] Sweep read_sweep(const std::string& sweep, const EconomyProvider& economy);

/// The same from texts at hand: `base` beats what the sweep names, unless its file is empty.
[[nodiscard]] Sweep read_sweep_text(const SourceText& text, const SourceText& base, const EconomyProvider& economy);

/// Whether a text is that of a sweep, not of a deck.
[[nodiscard]] bool looks_like_sweep(const SourceText& text);

/// Chip output, chip prices, value added and welfare of the world, the targets and the issuers of the rules, as means from
/// the first full year of the measures on.
[[nodiscard]] std::vector<SweepIndicator> headline_sweep_indicators(const Network& network, const RunSpec& spec);

}  // namespace sunder
