// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/core/step.hpp"

namespace sunder {

/// Identities of model.md section 10, checked after every step; residuals are relative to base-year flows.
class Audit {
public:
    explicit Audit(const Base& base);

    /// Before "enact rules" and right after it: the stocks that the step starts from.
    void before_rules(const State& state);
    void after_rules(const State& state);
    /// After the last phase. Throws AuditError, naming identity, step, lane and place, when a tolerance is exceeded.
    void check(Step& step);

    [[nodiscard]] std::span<const AuditResidual> residuals() const noexcept { return residual_; }

private:
    enum Identity : std::size_t { I1, I2, I3, I4, I5, I6, I7, I8, I9, I10, I11, I12, I18, identities };

    /// Largest residual of one identity in one block of rows.
    struct Worst {
        double value = 0.0;
        std::int32_t lane = -1, row = -1;
        void see(double x, std::size_t lane, std::size_t row) noexcept;
    };
    using Blockwise = std::vector<std::array<Worst, identities>>;

    void check_slots(Step& step);
    void check_units(Step& step);
    void check_pools(const Step& step);
    void check_records(const Step& step);
    void check_world(const Step& step);
    void check_ring(const Step& step);
    void check_accounts(const Step& step);
    void check_tariffs(const Step& step);
    void check_content(const Step& step);
    void fold(const Step& step, std::span<const std::array<Worst, identities>> blocks);

    const Base& base_;
    std::array<AuditResidual, identities> residual_;
    RowArray inventory_, stock_, capacity_;  ///< after the rules
    std::vector<double> held_;               ///< by (family, lane): before the rules, then what has come to it
    std::vector<double> stocks_;             ///< input stocks, whatever their sign, by (country, lane)
    std::vector<std::int32_t> family_of_good_;
    std::size_t families_ = 0;
    Blockwise worst_;
};

}  // namespace sunder
