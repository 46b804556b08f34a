// SPDX-License-Identifier: Apache-2.0
#include "sim/core/image.hpp"

#include <gtest/gtest.h>

#include "sim/core/network_check.hpp"
#include "tests/economy/tiny.hpp"

namespace sunder::tiny {
namespace {

TEST(Image, KeepsEveryField) {
    auto files = tiny_tables();
    table(files, "projects.csv") =
        "group,country,good,name,announce,online,addition_musd_yr,unit,year,source,status\n"
        "tail,AAA,chip,H\xC3\xA4lle,2021-02-01,2022-03-04,5,M$,2021,t,assumption\n";
    const Network a = build(files), b = read_image(write_image(a));
    EXPECT_EQ(b.name, "tiny");
    EXPECT_EQ(b.base_year, 2021);
    EXPECT_EQ(b.countries[1].groups, a.countries[1].groups);
    EXPECT_EQ(b.goods[0].price_musd_per_phys_unit, 0.5);
    EXPECT_FALSE(b.goods[1].storable);
    EXPECT_EQ(b.link_z0_musd_yr, a.link_z0_musd_yr);
    EXPECT_EQ(b.link_tariff0, a.link_tariff0);
    EXPECT_EQ(b.slot_vendor, a.slot_vendor);
    EXPECT_EQ(b.params.size(), a.params.size());
    ASSERT_EQ(b.projects.size(), 1U);
    EXPECT_EQ(b.projects[0].name, "H\xC3\xA4lle");
    EXPECT_EQ(b.table_hashes.size(), files.size());
    EXPECT_EQ(b.status_shares.size(), a.status_shares.size());
}

TEST(Image, StartsWithItsNameAndVersion) {
    // A change of the format needs a new version: other programs read these bytes.
    const auto image = write_image(build(tiny_tables()));
    const std::string head(reinterpret_cast<const char*>(image.data()), 12);
    EXPECT_EQ(head, std::string("SUNDERIM\x02\0\0\0", 12));
    EXPECT_EQ(image_hash(image).size(), 16U);
}

TEST(Image, EveryCutAndEveryFlippedBitIsRefused) {
    const auto image = write_image(build(tiny_tables()));
    for (std::size_t size = 0; size < image.size(); size += 7)
        EXPECT_THROW((void)read_image(std::span(image).first(size)), ImageError) << size;
    for (std::size_t i = 0; i < image.size(); i += 11) {
        auto damaged = image;
        damaged[i] ^= std::byte{0x10};
        EXPECT_THROW((void)read_image(damaged), ImageError) << i;
    }
}

TEST(NetworkCheck, NamesWhatIsOutOfShape) {
    const Network sound = build(tiny_tables());
    EXPECT_EQ(network_fault(sound), "");
    const auto spoilt = [&](auto spoil) {
        Network n = sound;
        spoil(n);
        return network_fault(n);
    };
    EXPECT_EQ(spoilt([](Network& n) { n.link_supplier[0] = n.units(); }), "a link's supplier is out of range");
    EXPECT_EQ(spoilt([](Network& n) { n.link_z0_musd_yr[0] = 0.0; }), "a link's baseline flow is not positive");
    EXPECT_EQ(spoilt([](Network& n) { n.slot_link_ptr.back() += 1; }), "slot_link_ptr does not fit");
    EXPECT_EQ(spoilt([](Network& n) { std::swap(n.unit_good.front(), n.unit_good.back()); }),
              "units are not in order of good and country");
    EXPECT_EQ(spoilt([](Network& n) { n.unit_group.pop_back(); }), "unit arrays differ in length");
}

}  // namespace
}  // namespace sunder::tiny
