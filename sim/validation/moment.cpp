// SPDX-License-Identifier: Apache-2.0
#include "sim/validation/moment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/math/elementary.hpp"

namespace sunder {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
using Side = Reading::Side;

/// Value of one node for readings of one side.
class Evaluation {
public:
    Evaluation(const std::vector<Moment::Node>& nodes, const std::vector<Reading>& readings,
               const std::function<double(std::size_t, Side)>& read)
        : nodes_(nodes), readings_(readings), read_(read) {}

    [[nodiscard]] double of(std::size_t place, Side side) const {
        const Moment::Node& node = nodes_[place];
        switch (node.op) {
            case Moment::Op::number:
                return node.number;
            case Moment::Op::reading: {
                const Side own = readings_[node.a].side;
                return read_(node.a, own == Side::context ? side : own);
            }
            case Moment::Op::negate:
                return -of(node.a, side);
            case Moment::Op::abs:
                return std::abs(of(node.a, side));
            case Moment::Op::log: {
                const double x = of(node.a, side);
                return x > 0.0 ? models::log_exact(x) : nothing;
            }
            case Moment::Op::effect:
                return of(node.a, Side::scenario) / of(node.a, Side::baseline) - 1.0;
            case Moment::Op::gap:
                return of(node.a, Side::scenario) - of(node.a, Side::baseline);
            default:
                return pair(node, of(node.a, side), of(node.b, side));
        }
    }

private:
    [[nodiscard]] static double pair(const Moment::Node& node, double a, double b) {
        switch (node.op) {
            case Moment::Op::add:
                return a + b;
            case Moment::Op::subtract:
                return a - b;
            case Moment::Op::multiply:
                return a * b;
            case Moment::Op::divide:
                return a / b;
            case Moment::Op::min:
                return std::min(a, b);
            default:
                return std::max(a, b);
        }
    }
    const std::vector<Moment::Node>& nodes_;
    const std::vector<Reading>& readings_;
    const std::function<double(std::size_t, Side)>& read_;
};

}  // namespace

bool Moment::reads_baseline() const noexcept {
    return std::ranges::any_of(readings_, [](const Reading& r) { return r.side == Side::baseline; }) ||
           std::ranges::any_of(nodes_, [](const Node& n) { return n.op == Op::effect || n.op == Op::gap; });
}

double Moment::value(const std::function<double(std::size_t, Reading::Side)>& read) const {
    return Evaluation(nodes_, readings_, read).of(nodes_.size() - 1, Side::scenario);
}

}  // namespace sunder
