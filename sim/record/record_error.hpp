// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace sunder {

/// A result could not be written or read: disk full, no permission, exists already, not one of our files.
/// what() is "path: reason".
class RecordError : public std::runtime_error {
public:
    RecordError(std::filesystem::path path, std::string reason)
        : std::runtime_error(path.string() + ": " + reason), path_(std::move(path)), reason_(std::move(reason)) {}
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& reason() const noexcept { return reason_; }

private:
    std::filesystem::path path_;
    std::string reason_;
};

}  // namespace sunder
