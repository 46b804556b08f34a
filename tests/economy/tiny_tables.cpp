// SPDX-License-Identifier: Apache-2.0
// Apart from tiny.cpp: the fuzzer uses the tables without GoogleTest.
#include "tests/economy/tiny_tables.hpp"

#include <string>

namespace sunder::tiny {
namespace {

/// Adds the columns of every row.
std::string rows(const std::string& header, const std::vector<std::string>& lines) {
    std::string text = header + ",unit,year,source,status\n";
    for (const std::string& line : lines) text += line + ",M$,2021,test,assumption\n";
    return text;
}

}  // namespace

std::vector<TableFile> tiny_tables() {
    const auto file = [](const std::string& name, std::string bytes) { return TableFile{name, name, std::move(bytes)}; };
    return {
        file("countries.csv", rows("code,name,groups,build_days", {"AAA,A land,WEST,700", "BBB,B land,EAST,600"})),
        file("goods.csv",
             rows("code,name,kind,slot,hs,phys_unit,price_musd_per_phys_unit,storable,delta,tau0,tr0",
                  {"ore,ore,raw,ore,,t,0.5,1,,0.02,0.03", "saw,saw,tool,saw,,,,0,0.1,0,0.01",
                   "care,care,service,care,,,,0,,0,0", "chip,chip,chip,chip,,,,1,,0,0", "box,box,end,box,,,,1,,0.1,0.02"})),
        file("groups.csv", rows("group,hq", {"Alpha,AAA", "Beta,BBB", "Saws,AAA"})),
        file("units.csv", rows("group,country,good,share_of_country_good,flag",
                               {"Alpha,AAA,chip,0.75,", "Beta,BBB,chip,1,", "Saws,AAA,saw,1,", "Saws,AAA,care,1,"})),
        file("shares.csv", rows("country,good,share_plant", {"AAA,ore,0.5", "BBB,ore,0.5", "AAA,saw,0.8", "BBB,saw,0.2",
                                                             "AAA,care,1", "AAA,chip,0.4", "BBB,chip,0.6", "BBB,box,1"})),
        file("io.csv", rows("input,output,coefficient,slot", {"ore,chip,0.1,cur", "chip,box,0.2,cur"})),
        file("tools.csv",
             rows("record,class,user_good,vendor_hq,value", {"intensity,saw,chip,,0.5", "vendor_share,saw,,AAA,0.8",
                                                             "vendor_share,saw,,BBB,0.2", "service_rate,,,,0.05"})),
        file("final.csv", rows("country,market,good,value_musd", {"AAA,homes,box,700", "BBB,homes,box,300"})),
    };
}

}  // namespace sunder::tiny
