// SPDX-License-Identifier: Apache-2.0
#include "tests/economy/tiny.hpp"

#include <gtest/gtest.h>

namespace sunder::tiny {
std::string& table(std::vector<TableFile>& files, const std::string& name) {
    for (TableFile& file : files)
        if (file.name == name) return file.bytes;
    files.push_back({name, name, {}});
    return files.back().bytes;
}

void change(std::vector<TableFile>& files, const std::string& name, const std::string& from, const std::string& to) {
    std::string& text = table(files, name);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from << " is not in " << name;
    ASSERT_EQ(text.find(from, at + 1), std::string::npos) << from << " is twice in " << name;
    text.replace(at, from.size(), to);
}

std::string faults_of(const std::vector<TableFile>& files) {
    try {
        (void)build(files);
        return {};
    } catch (const InputError& error) {
        return error.what();
    }
}

Network build(const std::vector<TableFile>& files, std::vector<Fault>* warnings) {
    return build_from_tables(files, "tiny", "tiny", LinkRules{}, warnings);
}

}  // namespace sunder::tiny
