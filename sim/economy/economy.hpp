// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/core/network.hpp"
#include "sim/input/fault.hpp"

namespace sunder {

/// Reads the tables of a folder, checks and balances them, and builds the network.
/// Throws InputError with every fault at once, `file:line:col`; an economy that does not close to 1e-9 is refused by row.
/// `warnings`, if given, receives what is legal but odd (e.g. a year substituted by the nearest one).
[[nodiscard]] Network build_economy(const std::filesystem::path& folder, std::vector<Fault>* warnings = nullptr);

/// Names of the economies at hand: ./scenarios/economies/<name>/ and ./economies/<name>/ first, then the built-in images.
[[nodiscard]] std::vector<std::string> economy_names();

/// An economy by name: the user's own folder first, else the image built into the program; or, with a '/' in it, by the
/// path of a folder of tables.
/// Throws InputError for an unknown name (with the nearest known one).
[[nodiscard]] Network find_economy(const std::string& name);

}  // namespace sunder
