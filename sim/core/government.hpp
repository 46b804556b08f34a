// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/government/government.hpp"
#include "sim/core/base.hpp"
#include "sim/core/decision.hpp"
#include "sim/core/policy.hpp"
#include "sim/core/run.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Governments that decide (switch endogenous_governments; model.md 8): allies leave and rejoin, targets climb a ladder,
/// senders restrain themselves. Scripted governments do nothing here. Lanes do not see each other.
class Government {
public:
    /// A rung whose measure the lane lacks is no rung: lanes without one measure are how effects are attributed.
    Government(const Base& base, const RunSpec& spec, const Policy& policy);

    /// After a step: the reviews that fall on its end.
    void review(Step& step);
    /// One review of one lane. Losses as in Accounts: [country * lanes + lane].
    void decide(std::int32_t lane, Day day, std::span<const double> loss, std::span<const double> sector, Policy& policy);

    [[nodiscard]] const std::vector<Decision>& decisions() const noexcept { return decisions_; }
    /// Whether a lane's governments decide; only then do the accounts compare it with a run without measures.
    [[nodiscard]] bool decides(std::int32_t lane) const noexcept { return lanes_[static_cast<std::size_t>(lane)].decides; }
    /// Share of the covered firms that comply with a measure now; NaN where the lane does not have it.
    [[nodiscard]] double compliance(std::int32_t lane, std::int32_t measure) const noexcept;

private:
    /// What every decision needs of the country that takes it.
    struct Losses {
        std::int32_t country;
        double loss, sector;
    };
    struct Ally {
        std::int32_t country;
        double loss_tolerance, sector_tolerance;
        struct Following {
            std::int32_t measure;
            double compliance;  ///< of the deck
            Day expires;
        };
        std::vector<Following> rules;
        std::int32_t above = 0, below = 0;  ///< reviews in a row
        double factor = 1.0;
    };
    struct Climber {
        std::int32_t country;
        std::vector<models::Rung> ladder;
        struct OnCall {
            std::int32_t measure, delay_days;
            Day expires;
        };
        std::vector<OnCall> rules;  ///< of the ladder's rungs
    };
    struct Sender {
        std::int32_t country;
        struct Planned {
            std::int32_t measure;
            Day announce, expires;
            std::int32_t notice_days;
            bool withheld = false;
        };
        std::vector<Planned> rules;
    };
    struct Lane {
        bool decides = false;
        Governments how;
        std::int32_t review_days = 0;
        std::vector<Ally> allies;
        std::vector<Climber> climbers;
        std::vector<Sender> senders;
        std::vector<double> compliance;  ///< by measure
    };

    static void add_ally(Lane& lane, const Rule& rule, std::int32_t measure);
    static void add_climber(Lane& lane, const Rule& rule, std::int32_t measure);
    static void add_sender(Lane& lane, const Rule& rule, std::int32_t measure);
    void follow_or_leave(std::int32_t lane, Day day, Ally& ally, const Losses& own, Policy& policy);
    void retaliate(std::int32_t lane, Day day, Climber& climber, const Losses& own, Policy& policy);
    void hold_back(std::int32_t lane, Day day, Sender& sender, const Losses& own, Policy& policy);

    std::int32_t width_ = 1;  ///< lanes of the kernels
    std::int32_t step_days_ = 7;
    std::vector<Lane> lanes_;  ///< of the run
    std::vector<Decision> decisions_;
};

}  // namespace sunder
