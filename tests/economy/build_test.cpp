// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/core/date.hpp"
#include "sim/core/network_check.hpp"
#include "tests/economy/tiny.hpp"

namespace sunder::tiny {
namespace {

using testing::HasSubstr;

/// Yearly sales of every unit, by "group/country/good".
std::map<std::string, double> outputs(const Network& n) {
    std::map<std::string, double> sum;
    for (std::size_t e = 0; e < n.link_supplier.size(); ++e) {
        const auto u = static_cast<std::size_t>(n.link_supplier[e]);
        sum[n.groups[n.unit_group[u]].name + "/" + n.countries[n.unit_country[u]].code + "/" +
            n.goods[n.unit_good[u]].code] += n.link_z0_musd_yr[e];
    }
    return sum;
}

double bought(const Network& n, std::int32_t slot) {
    double sum = 0.0;
    for (std::int32_t e = n.slot_link_ptr[slot]; e < n.slot_link_ptr[slot + 1]; ++e) sum += n.link_z0_musd_yr[e];
    return sum;
}

double made(const Network& n, std::int32_t unit) {
    double sum = 0.0;
    for (std::size_t e = 0; e < n.link_supplier.size(); ++e)
        if (n.link_supplier[e] == unit) sum += n.link_z0_musd_yr[e];
    return sum;
}

TEST(Build, SolvesTheTinyEconomyByHead) {
    // Numbers of tiny.hpp. Sums of at most 4 doubles and a fit to 1e-11: 1e-9 is ample.
    const auto output = outputs(build(tiny_tables()));
    const auto near = [](double value) { return testing::DoubleNear(value, 1e-9 * value); };
    EXPECT_THAT(
        output,
        testing::UnorderedElementsAre(
            testing::Pair("tail:BBB:box/BBB/box", near(1000)), testing::Pair("Alpha/AAA/chip", near(200 * 0.4 * 0.75)),
            testing::Pair("tail:AAA:chip/AAA/chip", near(200 * 0.4 * 0.25)), testing::Pair("Beta/BBB/chip", near(120)),
            testing::Pair("tail:AAA:ore/AAA/ore", near(10)), testing::Pair("tail:BBB:ore/BBB/ore", near(10)),
            testing::Pair("Saws/AAA/saw", near(8)), testing::Pair("tail:BBB:saw/BBB/saw", near(2)),
            testing::Pair("Saws/AAA/care", near(4)), testing::Pair("tail:BBB:care/BBB/care", near(1))));
}

TEST(Build, EverySlotGetsItsCoefficientTimesItsBuyersOutput) {
    const Network n = build(tiny_tables());
    for (std::int32_t s = 0; s < n.slots(); ++s) {
        const std::int32_t buyer = n.slot_buyer[s];
        if (buyer >= n.units()) continue;
        const std::string& good = n.goods[n.slot_good[s]].code;
        const double vendor = n.slot_vendor[s] < 0 ? 1.0 : (n.countries[n.slot_vendor[s]].code == "AAA" ? 0.8 : 0.2);
        const std::map<std::string, double> need{
            {"ore", 0.1}, {"chip", 0.2}, {"saw", 0.5 * 0.1}, {"care", 0.05 * 0.5 * vendor}};
        EXPECT_NEAR(bought(n, s) / made(n, buyer), need.at(good), 1e-9) << good;
    }
}

TEST(Build, ServiceComesFromTheVendorsOwnCountryOnly) {
    const Network n = build(tiny_tables());
    int seen = 0;
    for (std::int32_t s = 0; s < n.slots(); ++s)
        for (std::int32_t e = n.slot_link_ptr[s]; e < n.slot_link_ptr[s + 1] && n.slot_kind[s] == SlotKind::srv; ++e, ++seen)
            EXPECT_EQ(n.unit_hq(n.link_supplier[e]), n.slot_vendor[s]);
    EXPECT_EQ(seen, 6);  // three chip makers, vendors of two countries
}

TEST(Build, TariffOnlyAcrossBordersFreightEverywhere) {
    const Network n = build(tiny_tables());
    for (std::int32_t s = 0; s < n.slots(); ++s)
        for (std::int32_t e = n.slot_link_ptr[s]; e < n.slot_link_ptr[s + 1]; ++e) {
            const std::int32_t supplier = n.link_supplier[e];
            if (n.goods[n.unit_good[supplier]].code != "box") continue;
            const bool border = n.unit_country[supplier] != n.buyer_country(n.slot_buyer[s]);
            EXPECT_EQ(n.link_tariff0[e], border ? 0.1F : 0.0F);
            EXPECT_EQ(n.link_freight0[e], 0.02F);
        }
}

TEST(Build, FamilyBinsShareOneSlot) {
    auto files = tiny_tables();
    change(files, "goods.csv", "chip,chip,chip,chip,", "chip,chip,chip,logic,");
    table(files, "goods.csv") += "chip2,second bin,chip,logic,,,,1,,0,0,M$,2021,test,assumption\n";
    table(files, "shares.csv") += "AAA,chip2,1,M$,2021,test,assumption\n";
    table(files, "io.csv") += "chip2,box,0.05,cur,M$,2021,test,assumption\n";
    const Network n = build(files);
    const std::int32_t box = n.units() - 2;  // before chip2's unit, the last good
    ASSERT_EQ(n.goods[n.unit_good[box]].code, "box");
    ASSERT_EQ(n.buyer_slot_ptr[box + 1] - n.buyer_slot_ptr[box], 1);
    const std::int32_t slot = n.buyer_slot_ptr[box];
    EXPECT_EQ(n.goods[n.slot_good[slot]].code, "chip");  // the first bin of the family
    EXPECT_NEAR(bought(n, slot), 1000 * (0.2 + 0.05), 1e-6);
}

TEST(Build, ToolFactorShutsAClassOutOfACountry) {
    auto files = tiny_tables();
    table(files, "tool_country.csv") =
        "class,user_good,country,factor,unit,year,source,status\nsaw,chip,AAA,0,M$,2021,test,assumption\n*,chip,BBB,2,M$,"
        "2021,test,assumption\n";
    const Network n = build(files);
    EXPECT_EQ(network_fault(n), "");
    for (std::int32_t s = 0; s < n.slots(); ++s)
        if (n.slot_kind[s] == SlotKind::cap) {
            EXPECT_EQ(n.countries[n.buyer_country(n.slot_buyer[s])].code, "BBB");
            EXPECT_NEAR(bought(n, s), 2 * 0.5 * 0.1 * 120, 1e-8);  // factor x intensity x wear x output of Beta
        }
}

TEST(Build, VendorSharesBeatPlantSharesAndSaySo) {
    auto files = tiny_tables();
    change(files, "tools.csv", "vendor_share,saw,,AAA,0.8", "vendor_share,saw,,AAA,0.6");
    change(files, "tools.csv", "vendor_share,saw,,BBB,0.2", "vendor_share,saw,,BBB,0.4");
    std::vector<Fault> warnings;
    const auto output = outputs(build(files, &warnings));
    EXPECT_NEAR(output.at("Saws/AAA/saw"), 6, 1e-8);
    std::string text;
    for (const Fault& warning : warnings) text += to_string(warning) + "\n";
    EXPECT_THAT(text, HasSubstr("saw: vendors of AAA sell 60.0 % of the world by tools.csv, 80.0 % by shares.csv"));
}

TEST(Build, NamedPairsBuyMoreFromEachOther) {
    const auto share_of_beta = [](const std::string& links) {
        auto files = tiny_tables();
        change(files, "units.csv", "Beta,BBB,chip,1,", "Beta,BBB,chip,0.5,");
        table(files, "groups.csv") += "Boxer,BBB,M$,2021,test,assumption\n";
        table(files, "units.csv") += "Boxer,BBB,box,0.5,,M$,2021,test,assumption\n";
        if (!links.empty())
            table(files, "links.csv") = "supplier_group,buyer_group,good,weight,unit,year,source,status\n" + links;
        const Network n = build(files);
        double beta = 0.0, all = 0.0;
        for (std::int32_t s = 0; s < n.slots(); ++s)
            for (std::int32_t e = n.slot_link_ptr[s]; e < n.slot_link_ptr[s + 1]; ++e) {
                if (n.slot_buyer[s] >= n.units() || n.groups[n.unit_group[n.slot_buyer[s]]].name != "Boxer") continue;
                all += n.link_z0_musd_yr[e];
                if (n.groups[n.unit_group[n.link_supplier[e]]].name == "Beta") beta += n.link_z0_musd_yr[e];
            }
        return beta / all;
    };
    EXPECT_NEAR(share_of_beta(""), 0.3, 1e-6);  // Beta makes half of BBB's 60 %; all boxes are made in BBB
    EXPECT_GT(share_of_beta("Beta,Boxer,chip,10,M$,2021,test,assumption\n"), 0.5);
}

TEST(Build, DemandPathTakesTheMostSpecificRows) {
    auto files = tiny_tables();
    table(files, "demand_path.csv") =
        "country,market,month,ratio,unit,year,source,status\n*,*,2021-01,1,r,2021,t,assumption\n*,*,2022-01,1.5,r,2022,t,"
        "assumption\n"
        "BBB,homes,2021-06,1.1,r,2021,t,assumption\n";
    const Network n = build(files);
    ASSERT_EQ(n.demand_path.size(), 3U);  // two points of AAA from the row for all, one of BBB's own
    EXPECT_EQ(n.demand_path[1].ratio, 1.5);
    EXPECT_EQ(n.demand_path[1].day, to_day(2022, 1, 1));
    EXPECT_EQ(n.demand_path[2].agent, 1);
    EXPECT_EQ(n.demand_path[2].ratio, 1.1);
}

TEST(Build, ProjectIsAShareOfTheUnitsOutput) {
    auto files = tiny_tables();
    table(files, "projects.csv") =
        "group,country,good,name,announce,online,addition_musd_yr,unit,year,source,status\n"
        "tail,AAA,chip,New hall,2021-02-01,2022-03-04,5,M$,2021,t,assumption\n";
    const Network n = build(files);
    ASSERT_EQ(n.projects.size(), 1U);
    EXPECT_EQ(n.groups[n.unit_group[n.projects[0].unit]].name, "tail:AAA:chip");
    EXPECT_NEAR(n.projects[0].addition, 5.0 / 20.0, 1e-9);
    EXPECT_EQ(n.projects[0].online_day, to_day(2022, 3, 4));
}

TEST(Build, BaseValueByStatusAddsUpToTheTables) {
    auto files = tiny_tables();
    change(files, "final.csv", "BBB,homes,box,300,M$,2021,test,assumption", "BBB,homes,box,300,M$,2021,test,confirmed");
    double confirmed = 0.0, all = 0.0;
    for (const StatusShare& share : build(files).status_shares)
        if (share.table == "final") (share.status == "confirmed" ? confirmed : all) += share.value_musd;
    EXPECT_EQ(confirmed, 300.0);
    EXPECT_EQ(all, 700.0);
}

TEST(Build, UsesTheNearestYearAndWarns) {
    auto files = tiny_tables();
    table(files, "final.csv") += "BBB,homes,box,999,M$,2019,test,assumption\n";  // another year of a row that has 2021
    change(files, "io.csv", "ore,chip,0.1,cur,M$,2021", "ore,chip,0.1,cur,M$,2018");
    std::vector<Fault> warnings;
    EXPECT_NEAR(outputs(build(files, &warnings)).at("tail:BBB:box/BBB/box"), 1000, 1e-6);
    std::erase_if(warnings, [](const Fault& fault) { return fault.message.find("stand in") == std::string::npos; });
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(to_string(warnings[0]), "io.csv: warning: 1 rows of 2018 stand in for 2021");
}

}  // namespace
}  // namespace sunder::tiny
