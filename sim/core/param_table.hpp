// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/core/params.hpp"
#include "sim/core/run.hpp"

namespace sunder {

/// Weeks in a year of 365.25 days.
inline constexpr double weeks_per_year = 365.25 / 7.0;

/// Parameters of every lane, resolved once: the program's defaults, then the economy's, then the deck's, specific before
/// general; then the switches. Units (slots) with equal values share a row; a value is `of(key)[row * lanes + lane]`.
class ParamTable {
public:
    /// `lanes` >= spec.lanes.size(); lanes beyond it repeat lane 0 (padding).
    ParamTable(const Network& network, const RunSpec& spec, int lanes);

    [[nodiscard]] const std::vector<std::int32_t>& unit_row() const noexcept { return unit_row_; }
    [[nodiscard]] const std::vector<std::int32_t>& slot_row() const noexcept { return slot_row_; }

    /// Values of a key by row and lane.
    [[nodiscard]] const double* of(Param key) const noexcept { return value_[index(key)].data(); }
    /// Share of a gap closed in one step, for keys that are times in weeks; for `delta` the wear per step.
    [[nodiscard]] const double* rate(Param key) const noexcept { return rate_[index(key)].data(); }

    // For static equilibria. One value for every row and lane, whatever tables and decks say; one speed for every time
    // constant of a key but those that never pass.
    void set_everywhere(Param key, double value);
    void set_speed(Param key, double lam);

    /// A value for a good as a whole (no country, no firm).
    [[nodiscard]] double of_good(Param key, std::int32_t good, int lane) const;

    [[nodiscard]] const Switches& switches(int lane) const noexcept {
        return lanes_[static_cast<std::size_t>(lane)].switches;
    }

private:
    struct Lane {
        std::array<std::vector<ParamSetting>, param_count> settings;  ///< by key, network first
        Switches switches;
    };
    struct Signature;

    static std::size_t index(Param key) noexcept { return static_cast<std::size_t>(key); }
    [[nodiscard]] double resolve(std::size_t key, std::int32_t good, std::int32_t country, std::int32_t group,
                                 const Lane& lane) const noexcept;
    [[nodiscard]] double stock_factor(const Signature& signature, const Lane& lane) const noexcept;
    void add_row(ParamScope scope, const Signature& signature);
    void derive_rates(const RunSpec& spec);

    std::vector<Lane> lanes_;
    std::vector<std::int32_t> unit_row_, slot_row_;
    std::array<std::vector<double>, param_count> value_, rate_;
};

}  // namespace sunder
