// SPDX-License-Identifier: Apache-2.0
// The economies that ship: built from their tables, through the image, and found by name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "sim/core/image.hpp"
#include "sim/core/network_check.hpp"
#include "sim/economy/build.hpp"
#include "sim/economy/economy.hpp"

namespace sunder {
namespace {

const std::filesystem::path economies = std::filesystem::path(SUNDER_SOURCE_DIR) / "scenarios" / "economies";

TEST(ShippedEconomies, EveryFolderBuildsAndSurvivesItsImage) {
    for (const char* name : {"ario-t1", "mini", "world-2021"}) {
        const Network network = build_economy(economies / name);
        EXPECT_EQ(network.name, name);
        EXPECT_EQ(network_fault(network), "");
        const auto image = write_image(network);
        EXPECT_EQ(write_image(read_image(image)), image);
    }
}

TEST(ShippedEconomies, ArePathsToo) {
    EXPECT_EQ(write_image(find_economy((economies / "ario-t1").string())), write_image(find_economy("ario-t1")));
}

TEST(ShippedEconomies, TablesGiveTheSameBytesTwice) {
    EXPECT_EQ(write_image(build_economy(economies / "mini")), write_image(build_economy(economies / "mini/")));
}

TEST(ShippedEconomies, WorldIsLargeEnoughAndItsLinksFewEnough) {
    const Network n = build_economy(economies / "world-2021");
    EXPECT_GE(n.countries.size(), 16U);
    EXPECT_EQ(n.goods.size(), 69U);
    std::size_t named = 0;
    for (const Group& group : n.groups) named += group.name.rfind("tail:", 0) != 0;
    EXPECT_GE(named, 120U);
    EXPECT_GE(n.links(), 40'000);
    EXPECT_LE(n.links(), 100'000);
}

TEST(ShippedEconomies, EveryVendorHasTheSameShareOfEachToolWithoutHomeRows) {
    // In mini no trade data touch tools: every fab's slot has the vendor mix of tools.csv to the precision of the fit.
    const Network n = build_economy(economies / "mini");
    std::map<std::int32_t, std::map<std::int32_t, double>> first;  // class -> HQ -> share
    int slots = 0;
    for (std::int32_t s = 0; s < n.slots(); ++s) {
        if (n.slot_kind[s] != SlotKind::cap) continue;
        std::map<std::int32_t, double> share;
        double sum = 0.0;
        for (std::int32_t e = n.slot_link_ptr[s]; e < n.slot_link_ptr[s + 1]; ++e) {
            share[n.unit_hq(n.link_supplier[e])] += n.link_z0_musd_yr[e];
            sum += n.link_z0_musd_yr[e];
        }
        for (auto& [hq, part] : share) part /= sum;
        const auto& same = first.emplace(n.slot_good[s], share).first->second;
        ASSERT_EQ(share.size(), same.size());
        for (const auto& [hq, part] : share) EXPECT_NEAR(part, same.at(hq), 1e-9);
        ++slots;
    }
    EXPECT_GT(slots, 0);
}

TEST(FindEconomy, UnknownNameGetsTheNearest) {
    try {
        (void)find_economy("mimi");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("economy 'mimi': error: is not known; there are "));
        EXPECT_THAT(error.what(), testing::HasSubstr("did you mean 'mini'?"));
    }
}

TEST(FindEconomy, BuiltInImageIsWhatTheTablesGive) {
    EXPECT_EQ(write_image(find_economy("mini")), write_image(build_economy(economies / "mini")));
}

TEST(FindEconomy, APathIsNoName) {
    EXPECT_THROW((void)find_economy("../mini"), InputError);  // a path, but no folder of tables
}

}  // namespace
}  // namespace sunder
