// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/record/result_writer.hpp"

/// A small made-up run in place of a simulation: the writer is table-driven, so it takes any table of outputs.
namespace sunder::sample {

[[nodiscard]] std::span<const OutputInfo> outputs();
[[nodiscard]] std::vector<std::string> labels(Dim dim, const Network& network, const RunSpec& spec);
[[nodiscard]] Network network();
[[nodiscard]] RunSpec spec(int weeks = 60);
[[nodiscard]] std::vector<Day> weeks(const RunSpec& spec);
[[nodiscard]] std::vector<Day> months(const RunSpec& spec);
[[nodiscard]] ResultFacts facts();
[[nodiscard]] std::vector<AuditResidual> audit();
[[nodiscard]] std::vector<Decision> decisions();

/// Value of a cell: 100 * output + 10 * lane + index + cell / 1024, with zeros for every third cell.
[[nodiscard]] double value(std::size_t output, int lane, int index, std::size_t cell);
[[nodiscard]] std::size_t cells(const OutputInfo& output, const Network& network, const RunSpec& spec);

/// Opens, puts every slice of every lane and closes, with decisions when there is a rule to decide about; `scale` multiplies
/// the scenario lane.
void play(Sink& sink, const RunSpec& spec = sample::spec(), double scale = 1.0);
/// Writes a whole file.
void write(const std::filesystem::path& path, bool force = false, double scale = 1.0);

/// A fresh folder, removed at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    /// Names inside, hidden ones too.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

}  // namespace sunder::sample
