// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "sim/core/sink.hpp"

namespace sunder {

/// Hands everything to several sinks, in their order. They must outlive it.
class TeeSink final : public Sink {
public:
    explicit TeeSink(std::vector<Sink*> sinks) : sinks_(std::move(sinks)) {}

    void open(const Network& network, const RunSpec& spec, std::span<const Day> days, std::span<const Day> months) override {
        for (Sink* sink : sinks_) sink->open(network, spec, days, months);
    }
    void put(std::size_t output, std::int32_t lane, std::int32_t index, std::span<const double> values) override {
        for (Sink* sink : sinks_) sink->put(output, lane, index, values);
    }
    void close(std::span<const AuditResidual> audit, std::span<const Decision> decisions) override {
        for (Sink* sink : sinks_) sink->close(audit, decisions);
    }

private:
    std::vector<Sink*> sinks_;
};

}  // namespace sunder
