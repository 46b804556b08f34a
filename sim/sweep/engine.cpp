// SPDX-License-Identifier: Apache-2.0
#include "sim/sweep/engine.hpp"

#include <atomic>
#include <exception>
#include <mutex>

#include "sim/core/simulation.hpp"
#include "sim/record/result_writer.hpp"
#include "sim/sweep/batch.hpp"

namespace sunder {
namespace {

class SweepRunner {
public:
    SweepRunner(const Sweep& sweep, const SweepFolder& folder, const SweepWork& work,
                const std::function<bool(const SweepProgress&)>& progress)
        : sweep_(sweep), folder_(folder), work_(work), progress_(progress) {
        const BatchSink sink(sweep);
        for (const std::size_t n : sink.kept()) rows_.push_back(outputs()[n]);
    }

    SweepProgress run(Blocks& blocks) {
        const std::vector<std::size_t> order = batch_order(sweep_);
        const std::vector<DrawState> states = folder_.states(sweep_.draws());
        std::vector<std::size_t> missing;
        for (std::size_t p = 0; p < order.size(); ++p) {
            if (!work_.task.takes(p, order.size())) continue;
            ++at_.share;
            if (states[order[p]] == DrawState::missing)
                missing.push_back(order[p]);
            else
                ++(states[order[p]] == DrawState::done ? at_.found : at_.failed);
        }
        at_.found += at_.failed;
        at_.failed = 0;
        missing_ = missing.size();
        const auto batches = make_batches(sweep_, missing, work_.lanes);
        blocks.for_blocks(static_cast<std::int32_t>(batches.size()),
                          [&](std::int32_t b) { guarded(batches[static_cast<std::size_t>(b)]); });
        if (first_) std::rethrow_exception(first_);
        return at_;
    }

private:
    /// The first exception stops all threads within a step; it is thrown when they have stopped.
    void guarded(const std::vector<std::size_t>& batch) {
        if (stop_) return;
        try {
            run_batch(batch);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!first_) first_ = std::current_exception();
            stop_ = true;
        }
    }

    void run_batch(std::vector<std::size_t> batch) {
        // Another process may have done some of them since.
        std::erase_if(batch, [this](std::size_t draw) {
            if (folder_.state(draw) == DrawState::missing) return false;
            count(1, 0);
            return true;
        });
        std::vector<std::size_t> draws;
        std::vector<Scenario> scenarios;
        for (const std::size_t draw : batch) {
            try {
                scenarios.push_back(sweep_.scenario(draw));
                draws.push_back(draw);
            } catch (const InputError& error) {
                fail(draw, error.what());
            }
        }
        if (draws.empty()) return;
        try {
            simulate(draws, scenarios);
        } catch (const SetupError& error) {
            alone(draws, scenarios, error.what());
        } catch (const AuditError& error) {
            alone(draws, scenarios, error.what());
        }
    }

    /// Something is wrong with one of them: each on its own.
    void alone(const std::vector<std::size_t>& draws, const std::vector<Scenario>& scenarios, const std::string& reason) {
        if (draws.size() == 1) return fail(draws.front(), reason);
        for (std::size_t n = 0; n < draws.size() && !stop_; ++n) {
            try {
                simulate({draws[n]}, {scenarios[n]});
            } catch (const SetupError& error) {
                fail(draws[n], error.what());
            } catch (const AuditError& error) {
                fail(draws[n], error.what());
            }
        }
    }

    void simulate(const std::vector<std::size_t>& draws, const std::vector<Scenario>& scenarios) {
        BatchLanes lanes = batch_lanes(scenarios);
        if (lanes.spec.lanes.size() > most_lanes) throw SetupError("more lanes than one run has");
        BatchSink sink(sweep_);
        SerialBlocks serial;
        Simulation simulation(*sweep_.network, lanes.spec, serial);
        const double steps = lanes.spec.steps();
        double told = 0.0;
        const std::int32_t done = simulation.run(&sink, [&](std::int32_t step) {
            const double now = static_cast<double>(draws.size()) * step / steps;
            tell(now - told);
            told = now;
            return stop_.load();
        });
        tell(-told);
        if (done < lanes.spec.steps()) return;  // dropped
        for (std::size_t n = 0; n < draws.size(); ++n)
            write(draws[n], scenarios[n], sink, lanes.baseline[n], lanes.scenario[n]);
    }

    void write(std::size_t draw, const Scenario& scenario, const BatchSink& sink, std::int32_t baseline, std::int32_t own) {
        {
            const std::lock_guard lock(files_);  // HDF5 has one lock of its own, or none
            ResultWriter writer(
                {folder_.run_file(draw), true},
                {scenario.title, scenario.question, scenario.deck_text, work_.identity.program, work_.identity.revision},
                rows_, dim_labels);
            sink.replay(baseline, own, *sweep_.network, scenario.spec, writer);
            ResultColumn column{"indicator",
                                "indicator of the sweep",
                                {},
                                "indicator_value",
                                "scenario against its own baseline",
                                {},
                                "indicator_units",
                                "unit",
                                {}};
            for (std::size_t n = 0; n < sweep_.indicators.size(); ++n) {
                column.labels.push_back(sweep_.indicators[n].id);
                column.values.push_back(sink.indicator(n, baseline, own));
                column.texts.push_back(sweep_.indicators[n].unit);
            }
            writer.add(column);
            // Residuals are those of a whole batch, which depends on how the work was cut: that all hold is all there is to
            // say.
            writer.close({}, sink.decisions(own, scenario.spec));
        }
        count(1, 0);
    }

    void fail(std::size_t draw, const std::string& reason) {
        folder_.record_failure(draw, reason);
        count(0, 1);
    }

    void count(std::size_t done, std::size_t failed) {
        const std::lock_guard lock(mutex_);
        at_.done += done;
        at_.failed += failed;
        report(0.0);
    }

    void tell(double draws) {
        const std::lock_guard lock(mutex_);
        report(draws);
    }

    /// Under the lock.
    void report(double draws) {
        running_ += draws;
        const double finished = static_cast<double>(at_.done + at_.failed) + running_;
        at_.part = missing_ == 0 ? 1.0 : finished / static_cast<double>(missing_);
        if (progress_ && progress_(at_)) stop_ = true;
    }

    const Sweep& sweep_;
    const SweepFolder& folder_;
    const SweepWork& work_;
    const std::function<bool(const SweepProgress&)>& progress_;
    std::vector<OutputInfo> rows_;
    std::mutex mutex_, files_;
    std::atomic<bool> stop_{false};
    std::exception_ptr first_;
    SweepProgress at_;
    std::size_t missing_ = 0;
    double running_ = 0.0;  ///< draws, by the steps done of batches that run
};

}  // namespace

SweepProgress run_sweep(const Sweep& sweep, const SweepFolder& folder, const SweepWork& work, Blocks& blocks,
                        const std::function<bool(const SweepProgress&)>& progress) {
    return SweepRunner(sweep, folder, work, progress).run(blocks);
}

}  // namespace sunder
