// SPDX-License-Identifier: Apache-2.0
#include "sim/record/result_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include "sim/record/chunk_deflate.hpp"
#include "sim/record/decision_table.hpp"
#include "sim/record/hdf5.hpp"
#include "sim/record/legend.hpp"
#include "sim/record/part_file.hpp"
#include "sim/record/record_error.hpp"

namespace sunder {
namespace {

static_assert(std::endian::native == std::endian::little, "chunks are written as they lie in memory");

constexpr std::size_t chunk_bytes = 256 * 1024;  // the middle of 64 KiB to 1 MiB
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Slices of one variable and lane on their way into a chunk.
struct LaneBuffer {
    std::size_t first = 0;  ///< index of the chunk's first slice
    std::size_t next = 0;   ///< lowest index that may still come
    bool pending = false;   ///< holds slices that are not in the file
    std::vector<double> values;
};

struct Variable {
    h5::Dataset data;
    std::size_t cells = 0, steps = 0, chunk_slices = 0, rank = 0;
    std::vector<LaneBuffer> lanes;
};

std::vector<std::int64_t> as_integers(std::span<const Day> days) {
    return {days.begin(), days.end()};
}

std::string table_lines(const Network& network) {
    std::string text;
    for (const TableHash& t : network.table_hashes) text += fmt::format("{} {}\n", t.hash, t.file);
    return text;
}

std::string status_lines(const Network& network) {
    std::string text;
    for (const StatusShare& s : network.status_shares)
        text += fmt::format("{} | {} | {} M$\n", s.table, s.status, s.value_musd);
    return text;
}

}  // namespace

class ResultWriter::Impl {
public:
    Impl(const ResultTarget& target, ResultFacts facts, std::span<const OutputInfo> outputs, DimLabels labels)
        : part_(target.path, PartFile::Kind::file, target.force),
          file_(h5::File::create(part_.part(), part_.target())),
          facts_(std::move(facts)),
          outputs_(outputs),
          labels_(std::move(labels)) {}
    ~Impl() {
        variables_.clear();
        scales_.clear();
        file_.abandon();
    }

    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months);
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values);
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions);
    void add(const ResultColumn& column);

private:
    struct Scale {
        h5::Dataset data;
        std::size_t size = 0;
    };
    void describe(const Network& network, const RunSpec& spec);
    void add_times(std::string_view name, std::string_view long_name, std::span<const Day> days);
    void add_labels(std::string_view name, std::string_view long_name, const std::vector<std::string>& labels);
    Variable make_variable(const OutputInfo& output, std::size_t lanes);
    void write(Variable& variable, std::size_t lane);
    bool uses(Frequency frequency) const {
        return std::ranges::find(outputs_, frequency, &OutputInfo::frequency) != outputs_.end();
    }
    bool uses(Dim dim) const {
        return std::ranges::any_of(outputs_,
                                   [&](const OutputInfo& o) { return std::ranges::find(o.dims, dim) != o.dims.end(); });
    }

    PartFile part_;
    h5::File file_;
    ResultFacts facts_;
    std::span<const OutputInfo> outputs_;
    DimLabels labels_;
    ChunkDeflate deflate_;
    std::map<std::string, Scale, std::less<>> scales_;
    std::vector<Variable> variables_;
    DecisionLabels names_;
};

void ResultWriter::Impl::describe(const Network& network, const RunSpec& spec) {
    const auto text = [&](const char* name, std::string_view value) { h5::set_attribute(file_, file_.id(), name, value); };
    text("Conventions", "CF-1.10");
    text("title", facts_.title);
    text("question", facts_.question);
    h5::set_attribute(file_, file_.id(), "format_version", result_format_version);
    text("source", "sunder " + facts_.program_version);
    text("git_revision", facts_.git_revision);
    text("history", "written by sunder " + facts_.program_version);
    h5::set_attribute(file_, file_.id(), "seed", spec.seed);
    h5::set_attribute(file_, file_.id(), "lanes", static_cast<std::int64_t>(spec.lanes.size()));
    text("economy", network.name);
    text("economy_tables", table_lines(network));
    text("economy_status", status_lines(network));
    text("countries", countries_legend(network));
    text("goods", goods_legend(network));
    text("recipe", recipe_legend(network));
    text("measures", measures_legend(network, spec));
    text("deck", facts_.deck);
}

void ResultWriter::Impl::add_times(std::string_view name, std::string_view long_name, std::span<const Day> days) {
    if (days.empty()) return;
    h5::Dataset data = h5::make_scale(file_, std::string(name), as_integers(days));
    h5::set_attribute(file_, data.get(), "units", std::string_view("days since 2000-01-01"));
    h5::set_attribute(file_, data.get(), "calendar", std::string_view("proleptic_gregorian"));
    h5::set_attribute(file_, data.get(), "standard_name", std::string_view("time"));
    h5::set_attribute(file_, data.get(), "axis", std::string_view("T"));
    h5::set_attribute(file_, data.get(), "long_name", long_name);
    scales_.emplace(std::string(name), Scale{std::move(data), days.size()});
}

void ResultWriter::Impl::add_labels(std::string_view name, std::string_view long_name,
                                    const std::vector<std::string>& labels) {
    if (labels.empty()) return;
    h5::Dataset data = h5::make_scale(file_, std::string(name), labels);
    h5::set_attribute(file_, data.get(), "long_name", long_name);
    scales_.emplace(std::string(name), Scale{std::move(data), labels.size()});
}

void ResultWriter::Impl::open(const Network& network, const RunSpec& spec, std::span<const Day> days,
                              std::span<const Day> months) {
    describe(network, spec);
    for (const LaneSpec& lane : spec.lanes) names_.runs.push_back(lane.name);
    names_.countries = labels_(Dim::country, network, spec);
    names_.measures = labels_(Dim::measure, network, spec);
    add_labels("run", "run", names_.runs);
    if (uses(Frequency::weekly)) add_times(time_name(Frequency::weekly), "first day of the step", days);
    if (uses(Frequency::monthly)) add_times(time_name(Frequency::monthly), "first day of the month", months);
    for (const DimInfo& info : dim_table()) {
        if (uses(info.dim)) add_labels(info.name, info.long_name, labels_(info.dim, network, spec));
    }
    for (const OutputInfo& output : outputs_) variables_.push_back(make_variable(output, spec.lanes.size()));
}

Variable ResultWriter::Impl::make_variable(const OutputInfo& output, std::size_t lanes) {
    std::vector<hsize_t> extent;
    std::vector<hid_t> scales;
    for (const std::string& name : file_dims(output)) {
        const auto scale = scales_.find(name);
        if (scale == scales_.end()) return {};  // a dimension without members: nothing to record
        extent.push_back(scale->second.size);
        scales.push_back(scale->second.data.get());
    }
    Variable v;
    v.rank = extent.size();
    v.steps = extent[1];
    v.cells = 1;
    for (std::size_t axis = 2; axis < extent.size(); ++axis) v.cells *= extent[axis];
    v.chunk_slices = std::clamp<std::size_t>(chunk_bytes / (v.cells * sizeof(double)), 1, v.steps);
    std::vector<hsize_t> chunk = extent;
    chunk[0] = 1;
    chunk[1] = v.chunk_slices;
    v.data = h5::make_array(file_, std::string(output.name), extent, chunk, scales);
    h5::set_attribute(file_, v.data.get(), "units", output.unit);
    h5::set_attribute(file_, v.data.get(), "long_name", output.long_name);
    h5::set_attribute(file_, v.data.get(), "equation", output.equation);
    v.lanes.resize(lanes);
    for (LaneBuffer& lane : v.lanes) lane.values.assign(v.cells * v.chunk_slices, nan);
    return v;
}

void ResultWriter::Impl::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    Variable& v = variables_.at(output);
    if (v.rank == 0) return;
    LaneBuffer& buffer = v.lanes.at(static_cast<std::size_t>(lane));
    const auto at = static_cast<std::size_t>(index);
    if (values.size() != v.cells || index < 0 || at >= v.steps || at < buffer.next) {
        throw std::logic_error(fmt::format("slice {} of {} with {} values: expected {} values and an index in [{}, {})",
                                           index, outputs_[output].name, values.size(), v.cells, buffer.next, v.steps));
    }
    const std::size_t first = at / v.chunk_slices * v.chunk_slices;
    if (first != buffer.first) {
        write(v, static_cast<std::size_t>(lane));
        buffer.first = first;
        std::ranges::fill(buffer.values, nan);
    }
    std::ranges::copy(values, buffer.values.begin() + static_cast<std::ptrdiff_t>((at - first) * v.cells));
    buffer.pending = true;
    buffer.next = at + 1;
}

void ResultWriter::Impl::write(Variable& v, std::size_t lane) {
    LaneBuffer& buffer = v.lanes[lane];
    if (!buffer.pending) return;
    const std::span<const std::byte> packed = deflate_(std::as_bytes(std::span(buffer.values)));
    if (packed.empty()) throw RecordError(file_.shown(), "could not compress a chunk");
    std::vector<hsize_t> offset(v.rank, 0);
    offset[0] = lane;
    offset[1] = buffer.first;
    file_.check(H5Dwrite_chunk(v.data.get(), H5P_DEFAULT, 0, offset.data(), packed.size(), packed.data()), "write");
    buffer.pending = false;
}

void ResultWriter::Impl::close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) {
    for (Variable& v : variables_) {
        for (std::size_t lane = 0; lane < v.lanes.size(); ++lane) write(v, lane);
    }
    write_decisions(file_, with_labels(decisions, names_));
    std::string lines;
    for (const AuditResidual& a : audit) {
        const std::string_view run =
            a.lane < 0 ? std::string_view("-") : std::string_view(names_.runs.at(static_cast<std::size_t>(a.lane)));
        lines += fmt::format("{} | {} | tolerance {} | largest {} | step {} | run {}\n", a.id, a.claim, a.tolerance,
                             a.largest, a.step, run);
    }
    h5::set_attribute(file_, file_.id(), "audit", std::string_view(lines));
    file_.flush();
    h5::set_attribute(file_, file_.id(), "complete", std::int64_t{1});
    variables_.clear();
    scales_.clear();
    file_.close();
    part_.publish();
}

void ResultWriter::Impl::add(const ResultColumn& column) {
    if (column.labels.empty()) return;
    add_labels(column.dim, column.dim_long_name, column.labels);
    const hid_t scale = scales_.find(column.dim)->second.data.get();
    const h5::Dataset values = h5::make_column(file_, column.name, column.values, scale);
    h5::set_attribute(file_, values.get(), "long_name", column.long_name);
    const h5::Dataset texts = h5::make_column(file_, column.text_name, column.texts, scale);
    h5::set_attribute(file_, texts.get(), "long_name", column.text_long_name);
}

ResultWriter::ResultWriter(const ResultTarget& target, ResultFacts facts, std::span<const OutputInfo> outputs,
                           DimLabels labels)
    : impl_(std::make_unique<Impl>(target, std::move(facts), outputs, std::move(labels))) {}
ResultWriter::~ResultWriter() = default;

void ResultWriter::open(const Network& network, const RunSpec& spec, std::span<const Day> days,
                        std::span<const Day> months) {
    impl_->open(network, spec, days, months);
}
void ResultWriter::put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) {
    impl_->put(output, lane, index, values);
}
void ResultWriter::close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) {
    impl_->close(audit, decisions);
}

void ResultWriter::add(const ResultColumn& column) {
    impl_->add(column);
}

}  // namespace sunder
