// SPDX-License-Identifier: Apache-2.0
// Arbitrary bytes as tables: the first byte chooses one of the tables of the tiny economy, the rest is appended to it or, by
// the next byte, replaces it or a part of it. Whatever happens must be a network or an InputError.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/core/network_check.hpp"
#include "sim/input/csv.hpp"
#include "tests/economy/tiny_tables.hpp"

namespace {

void spoil(std::string& table, std::uint8_t how, std::uint8_t where, const std::string& bytes) {
    const std::size_t at = table.size() * where / 256;
    if (how % 4 == 0) table = bytes;
    if (how % 4 == 1) table += bytes;
    if (how % 4 == 2) table.insert(at, bytes);
    if (how % 4 == 3) table.replace(at, std::min(bytes.size(), table.size() - at), bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 3, size - 3);
    std::vector<sunder::Fault> faults;
    const sunder::CsvTable csv = sunder::read_csv(bytes, "fuzz.csv", faults);
    for (const auto& row : csv.rows)
        if (row.size() != csv.header.size()) std::abort();
    auto files = sunder::tiny::tiny_tables();
    spoil(files[data[0] % files.size()].bytes, data[1], data[2], bytes);
    try {
        const sunder::Network network = sunder::build_from_tables(files, "fuzz", "fuzz", sunder::LinkRules{});
        if (!sunder::network_fault(network).empty()) std::abort();
    } catch (const sunder::InputError& error) {
        if (error.faults().empty()) std::abort();
    }
    return 0;
}
