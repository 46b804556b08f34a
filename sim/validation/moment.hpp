// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/date.hpp"
#include "sim/input/fault.hpp"

// What a run says about an observed number, written as an expression over recorded outputs (README.md has the grammar):
//
//     price_outside[ga] @ 2023-08-01 / price_outside[ga] @ 2023-06-30
//     effect(output[country=USA, good=chip] @ 2027)

namespace sunder {

/// Labels of one dimension that a reading takes: names, sets of names, or all but some.
struct Selector {
    std::string dim;  ///< empty: the first dimension that no other selector names
    std::vector<std::string> labels;
    bool all_but = false;
    int column = 0;  ///< 0-based, in the text
};

enum class OverTime : std::int32_t { mean, sum, least, most };

/// One output of one lane: chosen cells added up (or averaged with weights), over a time.
struct Reading {
    enum class Side : std::int32_t { context, baseline, scenario };  ///< context: the side that is asked for
    std::string output, weight;  ///< weight: output whose values weigh the cells; empty: they are added up
    Side side = Side::context;
    std::vector<Selector> where;  ///< dimensions not named: all of it
    OverTime over = OverTime::mean;
    std::optional<Day> from, to;  ///< both days count; none: the whole run
    int column = 0;
};

/// Where a text starts: line and column of its first character, for messages.
struct TextPlace {
    std::string file;
    int line = 0, column = 0;
};

/// A parsed expression. Readings without a side are the scenario's.
class Moment {
public:
    /// Nothing, with a fault, when the text is none.
    [[nodiscard]] static std::optional<Moment> parse(const std::string& text, const TextPlace& place,
                                                     std::vector<Fault>& faults);

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] const TextPlace& place() const noexcept { return place_; }
    [[nodiscard]] const std::vector<Reading>& readings() const noexcept { return readings_; }
    /// Whether the baseline run is needed at all.
    [[nodiscard]] bool reads_baseline() const noexcept;
    /// `read(n, side)` gives the n-th reading of the scenario or of the baseline.
    [[nodiscard]] double value(const std::function<double(std::size_t, Reading::Side)>& read) const;

    enum class Op : std::int32_t {
        number,
        reading,
        add,
        subtract,
        multiply,
        divide,
        negate,
        log,
        abs,
        effect,
        gap,
        min,
        max
    };
    struct Node {
        Op op = Op::number;
        std::size_t a = 0, b = 0;  ///< places of the operands, or of the reading
        double number = 0.0;
    };

private:
    std::string text_;
    TextPlace place_;
    std::vector<Reading> readings_;
    std::vector<Node> nodes_;  ///< the last is the root
};

}  // namespace sunder
