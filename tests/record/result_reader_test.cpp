// SPDX-License-Identifier: Apache-2.0
#include "sim/record/result_reader.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "sim/record/compare.hpp"
#include "sim/record/record_error.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

std::string refusal(const std::filesystem::path& path) {
    try {
        const ResultReader reader(path);
    } catch (const RecordError& error) {
        return error.reason();
    }
    return "opened";
}

TEST(ResultReader, GivesBackWhatWasWritten) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    const ResultReader file(folder / "a.h5");
    ASSERT_EQ(file.variables().size(), sample::outputs().size());
    for (std::size_t o = 0; o < sample::outputs().size(); ++o) {
        const RecordedVariable& v = file.variables()[o];
        EXPECT_EQ(v.name, sample::outputs()[o].name);
        EXPECT_EQ(v.unit, sample::outputs()[o].unit);
        EXPECT_EQ(v.dims, file_dims(sample::outputs()[o]));
        const std::vector<double> values = file.read(v, 1);
        for (std::size_t t = 0; t < v.steps(); ++t) {
            for (std::size_t c = 0; c < v.cells(); ++c) {
                ASSERT_EQ(values[t * v.cells() + c], sample::value(o, 1, static_cast<int>(t), c)) << v.name;
            }
        }
    }
    EXPECT_EQ(file.attribute("deck"), sample::facts().deck);
    EXPECT_EQ(file.labels("country"), (std::vector<std::string>{"AAA", "Möller GmbH", "台積電"}));
    EXPECT_EQ(iso_date(file.days("month")[1]), "2021-02-01");
}

TEST(ResultReader, SlicesThatNeverCameAreNaN) {
    const sample::Folder folder;
    {
        ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
        const RunSpec spec = sample::spec();
        writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
        writer.put(0, 1, 3, std::vector<double>(12, 4.0));
        writer.close({}, {});
    }
    const ResultReader file(folder / "a.h5");
    const std::vector<double> run = file.read(*file.find("output"), 1);
    for (std::size_t i = 0; i < run.size(); ++i) EXPECT_EQ(std::isnan(run[i]), i / 12 != 3) << i;
    EXPECT_TRUE(std::isnan(file.read(*file.find("output"), 0)[0]));  // a chunk that was never written
}

TEST(ResultReader, ADimensionWithoutMembersLeavesItsVariablesOut) {
    const sample::Folder folder;
    RunSpec spec = sample::spec(10);
    spec.lanes[1].rules.clear();
    {
        ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
        sample::play(writer, spec);
    }
    const ResultReader file(folder / "a.h5");
    EXPECT_EQ(file.find("measure_in_force"), nullptr);
    EXPECT_EQ(file.variables().size(), sample::outputs().size() - 1);
}

TEST(ResultReader, GivesBackDecisionsByLabel) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    const ResultReader file(folder / "a.h5");
    EXPECT_EQ(file.decisions(),
              with_labels(sample::decisions(), {{"baseline", "scenario"}, {"AAA", "Möller GmbH", "台積電"}, {"rule-one"}}));
    ASSERT_EQ(file.decisions().size(), 3u);
    EXPECT_EQ(decision_text(file.decisions()[2]),
              "2021-10-04 scenario Möller GmbH restrains rule-one (approval: loss 0, sector 0, threshold 0.4, compliance "
              "0.3333333333333333)");
}

TEST(ResultReader, HasNoDecisionsWhereNoneWereTaken) {
    const sample::Folder folder;
    {
        ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
        const RunSpec spec = sample::spec();
        writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
        writer.close({}, {});
    }
    EXPECT_TRUE(ResultReader(folder / "a.h5").decisions().empty());
}

TEST(ResultReader, KeepsALongDeck) {
    const sample::Folder folder;
    ResultFacts facts = sample::facts();
    for (int i = 0; i < 20'000; ++i) facts.deck += "# a deck of 200 kB\n";  // HDF5 keeps up to 64 kB beside the object
    {
        ResultWriter writer({folder / "a.h5"}, facts, sample::outputs(), sample::labels);
        sample::play(writer);
    }
    EXPECT_EQ(ResultReader(folder / "a.h5").attribute("deck"), facts.deck);
}

TEST(ResultReader, RefusesWhatIsNotAFinishedResult) {
    const sample::Folder folder;
    EXPECT_EQ(refusal(folder / "none.h5"), "No such file or directory (open)");
    std::ofstream(folder / "text.h5") << "not HDF5";
    EXPECT_NE(refusal(folder / "text.h5"), "opened");
    sample::write(folder / "a.h5");
    // Cut short, as by a full disk or a broken copy. Attributes that are missing or newer: refuse_file.py.
    std::ifstream in(folder / "a.h5", std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    for (const std::size_t size : {std::size_t{600}, whole.size() / 2, whole.size() - 1}) {
        std::ofstream(folder / "cut.h5", std::ios::binary | std::ios::trunc) << whole.substr(0, size);
        EXPECT_NE(refusal(folder / "cut.h5"), "opened") << size;
    }
}

TEST(Compare, AFileEqualsItself) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    const ResultReader a(folder / "a.h5");
    const Comparison c = compare(a, a);
    EXPECT_TRUE(c.equal());
    EXPECT_EQ(c.differences.size(), sample::outputs().size());
    EXPECT_EQ(c.differences[0].compared, 2u * 60u * 12u);  // runs, weeks, cells
}

TEST(Compare, FindsTheLargestDifferenceAndItsPlace) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    sample::write(folder / "b.h5", false, 1.5);  // the scenario lane half as large again
    const ResultReader a(folder / "a.h5"), b(folder / "b.h5");
    const Comparison c = compare(a, b);
    EXPECT_FALSE(c.equal());
    const Difference& output = c.differences[0];
    // The last week, the largest cell that is not zero: cell 10 = country 2, good 2. 0.5 * (10 + 59 + 10/1024).
    EXPECT_EQ(output.largest, 0.5 * sample::value(0, 1, 59, 10));
    EXPECT_DOUBLE_EQ(output.relative, 0.5 / 1.5);  // two roundings apart
    EXPECT_EQ(output.where, "scenario 2022-02-21 台積電 good2");
    EXPECT_EQ(output.differing, 60u * 8u);  // 8 of 12 cells are not zero, one lane
}

TEST(Compare, EffectIsScenarioOverBaselineByCountry) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    sample::write(folder / "b.h5", false, 2.0);
    const Comparison c = compare(ResultReader(folder / "a.h5"), ResultReader(folder / "b.h5"));
    // Only value_added is over countries alone, and its third country is 0 in both.
    ASSERT_EQ(c.effects.size(), 2u);
    const Effect& e = c.effects[0];
    EXPECT_EQ(e.variable + " " + e.country, "value_added AAA");
    // Months 0..13: baseline mean 600 + 6.5, scenario 610 + 6.5, and twice that in b. Rounding of sums of 14: 1e-14 is
    // ample.
    EXPECT_NEAR(e.a, 616.5 / 606.5 - 1.0, 1e-14);
    EXPECT_NEAR(e.b, 2.0 * 616.5 / 606.5 - 1.0, 1e-14);
    EXPECT_FALSE(e.in_unit);
}

TEST(Compare, MatchesByLabelAndDayAndSaysWhatOneLacks) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    {
        ResultWriter writer({folder / "b.h5"}, sample::facts(), sample::outputs(), sample::labels);
        RunSpec spec = sample::spec(50);
        spec.lanes[1].rules[0].id = "another-rule";
        sample::play(writer, spec);
    }
    const Comparison c = compare(ResultReader(folder / "a.h5"), ResultReader(folder / "b.h5"));
    EXPECT_FALSE(c.equal());
    // Decisions about a measure that the other lacks are missing there, too.
    ASSERT_EQ(c.only_in_a.size(), 3u + 3u);
    ASSERT_EQ(c.only_in_b.size(), 1u + 3u);
    EXPECT_EQ((std::vector<std::string>{c.only_in_a.begin(), c.only_in_a.begin() + 3}),
              (std::vector<std::string>{"measure rule-one", "month: 2 dates", "time: 10 dates"}));
    EXPECT_EQ(c.only_in_b[0], "measure another-rule");
    EXPECT_EQ(c.only_in_b[1],
              "decision 2021-07-05 scenario 台積電 leaves another-rule (sector: loss 0.0005, sector 0.125, threshold 0.1, "
              "compliance 0.75)");
    for (const Difference& d : c.differences) EXPECT_EQ(d.differing, 0u) << d.variable;
    EXPECT_EQ(c.differences[3].compared, 0u);  // no measure in common
}

}  // namespace
}  // namespace sunder
