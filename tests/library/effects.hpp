// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "article.hpp"
#include "sim/core/run.hpp"
#include "sim/core/sink.hpp"

namespace sunder::tests {

/// Sums every variable over the run and marks every bit of it, per lane. Variables by measure are left out: their lanes
/// differ by construction.
class Ledger final : public Sink {
public:
    [[nodiscard]] bool wants(std::size_t output) const override;
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual>, std::span<const Decision>) override {}

    /// Sum over time and over the cells that a row of the table names; throws std::out_of_range for an unknown label.
    [[nodiscard]] double total(const ArticleRow& row, std::size_t lane) const;
    /// Names of variables in which a lane differs from lane 0 in any bit.
    [[nodiscard]] std::vector<std::string> moved(std::size_t lane) const;

private:
    struct Kept {
        const OutputInfo* info = nullptr;
        std::vector<std::vector<std::string>> labels;
        std::vector<std::vector<double>> sum;  ///< [lane][cell], over finite values
        std::vector<std::uint64_t> mark;       ///< [lane]
    };
    std::vector<Kept> kept_;
};

/// The runs behind the table: one lane per distinct set of measures, moved to the second quarter of a short run with flat
/// demand; fifteen of them and a baseline per run.
class Effects {
public:
    explicit Effects(const std::vector<ArticleRow>& rows);
    /// Change of the row's cell relative to the baseline.
    [[nodiscard]] double change(const ArticleRow& row) const;
    [[nodiscard]] std::vector<std::string> moved(const ArticleRow& row) const;
    /// What could not be read or run, one a line; rows of such a run have no lane, and asking for them throws.
    [[nodiscard]] const std::vector<std::string>& faults() const noexcept { return faults_; }

private:
    using Key = std::pair<std::vector<std::string>, std::string>;
    std::map<Key, std::pair<std::size_t, std::size_t>> place_;  ///< run and lane
    std::vector<Ledger> runs_;
    std::vector<std::string> faults_;

    void run(const std::vector<Key>& keys);
};

}  // namespace sunder::tests
