// SPDX-License-Identifier: Apache-2.0
// What the seller's gather pays for its index: orders summed by supplier through Base::seller, against the same sums over an
// array that already lies in seller order. Two lanes, links of world-2021.
#include <benchmark/benchmark.h>

#include "sim/core/impl.hpp"
#include "sim/economy/economy.hpp"

namespace {

using namespace sunder;

struct World {
    Network network = find_economy("world-2021");
    SerialBlocks blocks;
    Simulation simulation;
    World() : simulation(network, spec(), blocks) {}
    static RunSpec spec() {
        RunSpec run;
        run.start = to_day(2021, 1, 4);
        run.end = run.start + 70;
        run.lanes = {LaneSpec{"a", {}, {}, {}}, LaneSpec{"b", {}, {}, {}}};
        return run;
    }
};

World& world() {
    static World w;
    return w;
}

void gather(benchmark::State& state, bool indexed) {
    const Base& base = world().simulation.impl().base;
    const RowArray& order = world().simulation.impl().state.order;
    std::vector<double> in_seller_order;
    for (const std::int32_t e : base.seller.item)
        for (std::size_t l = 0; l < 2; ++l) in_seller_order.push_back(order[static_cast<std::size_t>(e) * 2 + l]);
    std::vector<double> sum(static_cast<std::size_t>(base.units) * 2);
    for (auto _ : state) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(base.units); ++i) {
            double a = 0.0, b = 0.0;
            for (auto k = static_cast<std::size_t>(base.seller.ptr[i]); k < static_cast<std::size_t>(base.seller.ptr[i + 1]);
                 ++k) {
                const double* x =
                    indexed ? &order[static_cast<std::size_t>(base.seller.item[k]) * 2] : &in_seller_order[k * 2];
                a += x[0];
                b += x[1];
            }
            sum[i * 2] = a;
            sum[i * 2 + 1] = b;
        }
        benchmark::DoNotOptimize(sum.data());
    }
    state.SetItemsProcessed(state.iterations() * base.links * 2);
}

void gather_by_index(benchmark::State& state) {
    gather(state, true);
}
void gather_in_order(benchmark::State& state) {
    gather(state, false);
}

BENCHMARK(gather_by_index);
BENCHMARK(gather_in_order);

}  // namespace
