// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/economy/tiny_tables.hpp"

namespace sunder::tiny {

/// One table of the set, to be changed by a test.
[[nodiscard]] std::string& table(std::vector<TableFile>& files, const std::string& name);

/// Replaces the only place of `from` in a table; fails the test when there is not exactly one.
void change(std::vector<TableFile>& files, const std::string& name, const std::string& from, const std::string& to);

/// Text of all faults of a build ("" if it succeeds).
[[nodiscard]] std::string faults_of(const std::vector<TableFile>& files);

[[nodiscard]] Network build(const std::vector<TableFile>& files, std::vector<Fault>* warnings = nullptr);

}  // namespace sunder::tiny
