// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/core/sink.hpp"
#include "sim/record/format.hpp"

namespace sunder {

/// What a result file says about itself besides what it takes from the run (seed, lanes) and from the network (economy,
/// hashes of its tables). No clock, host or path, so that two runs give the same bytes.
struct ResultFacts {
    std::string title;            ///< of the deck
    std::string question;         ///< of the deck
    std::string deck;             ///< full text, after overrides
    std::string program_version;  ///< "0.1.0"
    std::string git_revision;
};

/// A few numbers beside the series: one per label of a dimension of their own.
struct ResultColumn {
    std::string dim, dim_long_name;
    std::vector<std::string> labels;
    std::string name, long_name;
    std::vector<double> values;
    std::string text_name, text_long_name;  ///< a text per label, e.g. its unit
    std::vector<std::string> texts;
};

struct ResultTarget {
    std::filesystem::path path;
    bool force = false;  ///< replace an existing file
};

/// Writes the HDF5 file of FORMAT.md. The file grows under a hidden name beside `path` and gets its name in close(); when
/// the writer goes out of scope before that, nothing is left. Every failure is a RecordError. Memory: about 0.3 MB per
/// variable and lane.
class ResultWriter final : public Sink {
public:
    /// `outputs` must outlive the writer; give `outputs()` and `dim_labels` of the core. Throws when the file exists
    /// and force is false, or cannot be created.
    ResultWriter(const ResultTarget& target, ResultFacts facts, std::span<const OutputInfo> outputs, DimLabels labels);
    ~ResultWriter() override;
    ResultWriter(const ResultWriter&) = delete;
    ResultWriter& operator=(const ResultWriter&) = delete;

    /// A variable with a dimension without labels (measures, when there are none) is left out; its slices are ignored.
    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override;
    /// Slices that never come stay NaN. std::logic_error: wrong size, unknown lane or index, or not in order of time.
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override;
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override;
    /// Between open and close.
    void add(const ResultColumn& column);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sunder
