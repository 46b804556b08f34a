// SPDX-License-Identifier: Apache-2.0
#include "sim/economy/build.hpp"

#include <algorithm>

#include "sim/core/network_check.hpp"
#include "sim/economy/assemble.hpp"
#include "sim/economy/chain.hpp"
#include "sim/economy/economy.hpp"
#include "sim/economy/io_table.hpp"
#include "sim/economy/world.hpp"
#include "sim/input/text.hpp"

namespace sunder {
namespace {

bool has_error(const std::vector<Fault>& faults) {
    return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return !fault.warning; });
}

/// Later steps need what the earlier ones found sound, so each step ends here if it has a fault.
void stop_on_error(const std::vector<Fault>& faults) {
    if (!has_error(faults)) return;
    std::vector<Fault> errors = faults;
    std::erase_if(errors, [](const Fault& fault) { return fault.warning; });
    throw InputError(std::move(errors));
}

}  // namespace

Network build_from_tables(const std::vector<TableFile>& files, const std::string& name, const std::string& label,
                          const LinkRules& rules, std::vector<Fault>* warnings, BuildReport* report) {
    if (is_io_table(files)) return build_from_io_table(files, name, label, warnings);
    std::vector<Fault> faults;
    const Tables tables = read_tables(files, faults);
    const bool codes_sound =
        tables[TableId::countries].sound && tables[TableId::goods].sound && tables[TableId::groups].sound;
    if (!codes_sound) stop_on_error(faults);
    const BaseYear base = make_base(tables, faults);
    stop_on_error(faults);
    const World world = solve_world(base, label, faults);
    stop_on_error(faults);
    const Chain chain = build_chain(base, world, rules, label, faults);
    stop_on_error(faults);
    Network network = lay_out(base, chain);
    network.name = name;
    add_paths(tables, network, faults);
    add_hubs(tables, network, faults);
    check_network(tables, base, world, network, faults);
    stop_on_error(faults);
    network.status_shares = status_shares(tables, base, world);
    for (const TableFile& file : files) network.table_hashes.push_back({file.name, hex16(fnv1a64(file.bytes))});
    if (std::string wrong = network_fault(network); !wrong.empty()) throw InputError({{label, 0, 0, std::move(wrong)}});
    if (warnings != nullptr) *warnings = std::move(faults);
    if (report != nullptr) *report = {chain.closing_error, chain.widened};
    return network;
}

Network build_economy(const std::filesystem::path& folder, std::vector<Fault>* warnings) {
    const auto files = read_table_files(folder);
    const auto clean = folder.lexically_normal();
    const std::string name = (clean.has_filename() ? clean.filename() : clean.parent_path().filename()).string();
    return build_from_tables(files, name, folder.string(), LinkRules{}, warnings);
}

}  // namespace sunder
