// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace sunder {

/// A file or folder in the making, so that results appear whole or not at all: it grows under a hidden name beside its
/// place (`.<name>.<host>.<pid>.part`), is synced and renamed by publish(), and removed when it goes out of scope before
/// that. A killed process leaves the hidden name behind, never the target.
class PartFile {
public:
    /// Throws RecordError when `target` exists and `force` is false, is a folder in the way of a file (or the reverse),
    /// or its folder is missing.
    enum class Kind { file, folder };
    PartFile(std::filesystem::path target, Kind kind, bool force);
    ~PartFile();
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }
    [[nodiscard]] const std::filesystem::path& part() const noexcept { return part_; }

    /// Syncs the part to the disk and gives it its name. All writers must have closed it. Throws RecordError.
    void publish();
    /// Name of this machine, as it stands in hidden names: processes of several machines may share a folder.
    [[nodiscard]] static const std::string& host();
    /// Whether the process that made a part may still be at work: on this machine it is asked for, on others a part counts
    /// as alive for an hour after its last change.
    [[nodiscard]] static bool writer_lives(const std::filesystem::path& part);

    /// Removes the part now.
    void discard() noexcept;

private:
    void refuse_existing() const;
    void replace_folder() const;

    std::filesystem::path target_, part_;
    Kind kind_;
    bool force_;
    bool done_ = false;
};

}  // namespace sunder
