// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/base.hpp"

namespace sunder {

struct Step;

/// Accidents of every lane: what they take from plants in each step, and the rebuilding that they ask for (model.md 6.12).
class Accidents {
public:
    /// Throws SetupError naming accidents that cannot happen here.
    Accidents(const Base& base, const RunSpec& spec, const ParamTable& params);

    /// Phase "suffer accidents": State::damage, capital_lost, rebuild_orders of this step; in the standard week also the
    /// capacity of plants whose damage changes. Takes what was rebuilt in the last step off the need.
    void strike(Step& step);

    /// Productive capital of a plant in one lane: `capital_years` times its yearly value added.           [base-M$]
    [[nodiscard]] static double capital(const Base& base, const ParamTable& params, std::int32_t unit, std::size_t lane);

private:
    /// What one supplier still has to rebuild for one hit plant.
    struct Need {
        std::int32_t supplier, hit;  ///< hit: index into Event::hits
        double left_musd, ordered_musd;
    };
    struct Hit {
        std::int32_t unit;
        double share;         ///< lost at first
        double capital_musd;  ///< of the plant
    };
    struct Event {
        Accident accident;
        std::vector<Hit> hits;
        std::vector<Need> needs;
    };
    struct Lane {
        std::vector<Event> events;
        std::vector<std::int32_t> units;   ///< that any of them hits or asks to rebuild, sorted
        std::vector<double> capital_musd;  ///< of these units
    };

    [[nodiscard]] static Event event_of(const Accident& accident, const Base& base, const ParamTable& params,
                                        std::size_t lane);
    static void share_rebuilding(Event& event, const Base& base);
    [[nodiscard]] double left(const Event& event, Day day, std::size_t lane) const;
    void rebuild(Event& event, const Step& step, std::size_t lane) const;
    void hurt(Lane& lane, Step& step, std::size_t l);

    std::int32_t step_days_;
    std::size_t lanes_;
    bool ario_;
    std::vector<char> compat_;  ///< by lane
    std::vector<Lane> lane_;    ///< empty where no lane has accidents
    struct Loss {
        double capital_musd = 0.0, capital_share = 0.0, capacity_share = 0.0, ordered_musd = 0.0;
    };
    std::vector<Loss> loss_;  ///< of the units of one lane, in this step
};

}  // namespace sunder
