// SPDX-License-Identifier: Apache-2.0
#include "sim/record/result_writer.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <random>

#include "sim/record/record_error.hpp"
#include "tests/record/sample.hpp"

namespace sunder {
namespace {

std::string bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Runs `body` in a child; its exit code, or minus the signal that ended it.
int in_child(const std::function<int()>& body) {
    const pid_t child = ::fork();
    if (child == 0) {
        int code = 99;
        try {
            code = body();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
        std::exit(code);  // with everything that runs at exit
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// Writes noise until the disk is full; 0 when that gave a RecordError that names the reason, and nothing is left.
int fill_up(const std::filesystem::path& path, std::string_view reason) {
    RunSpec spec = sample::spec(200);
    Network net = sample::network();
    net.goods.resize(3000);
    std::mt19937_64 bits(1);
    std::string what = "no error";
    try {
        ResultWriter writer({path}, sample::facts(), sample::outputs(), sample::labels);
        writer.open(net, spec, sample::weeks(spec), sample::months(spec));
        std::vector<double> noise(9000);
        for (int t = 0; t < spec.steps(); ++t) {
            for (double& v : noise) v = std::ldexp(static_cast<double>(bits()), -64);
            writer.put(0, 1, t, noise);
        }
        writer.close({}, {});
    } catch (const RecordError& error) {
        what = error.what();
    }
    const bool clean = std::filesystem::is_empty(path.parent_path());
    const bool told = what.find(reason) != std::string::npos && what.starts_with(path.string() + ": ");
    if (!clean || !told) std::fprintf(stderr, "%s; folder %s\n", what.c_str(), clean ? "empty" : "not empty");
    return clean && told ? 0 : 1;
}

TEST(ResultWriter, FileSizeLimitIsAnErrorAndLeavesNothing) {
    for (const rlim_t limit :
         {rlim_t{1000}, rlim_t{40'000}, rlim_t{2'000'000}, rlim_t{8'000'000}}) {  // at create .. at a chunk
        const sample::Folder folder;
        EXPECT_EQ(0, in_child([&] {
                      ::signal(SIGXFSZ, SIG_IGN);
                      const rlimit size{limit, limit};
                      ::setrlimit(RLIMIT_FSIZE, &size);
                      return fill_up(folder / "a.h5", "File too large");
                  }))
            << limit;
    }
}

TEST(ResultWriter, FullDiskIsAnErrorAndLeavesNothing) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to mount a small disk; the limit of file size stands in";
    for (const char* size : {"size=4k", "size=64k", "size=4m"}) {
        const sample::Folder folder;
        if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, size) != 0) GTEST_SKIP() << "mount is not allowed here";
        EXPECT_EQ(0, in_child([&] { return fill_up(folder / "a.h5", "No space left on device"); })) << size;
        ::umount(folder.path().c_str());
    }
}

TEST(ResultWriter, KilledWriterLeavesNoFileAtTheTarget) {
    const sample::Folder folder;
    const int code = in_child([&]() -> int {
        ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
        const RunSpec spec = sample::spec();
        writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
        writer.put(0, 0, 0, std::vector<double>(12, 1.0));
        ::raise(SIGKILL);
        return 0;
    });
    EXPECT_EQ(code, -SIGKILL);
    EXPECT_FALSE(std::filesystem::exists(folder / "a.h5"));
    sample::write(folder / "a.h5");  // and is no obstacle to the next
    EXPECT_TRUE(std::filesystem::exists(folder / "a.h5"));
}

TEST(ResultWriter, NamesWhatIsWrongWithThePlace) {
    const sample::Folder folder;
    const auto message = [&](const std::filesystem::path& path, bool force) -> std::string {
        try {
            sample::write(path, force);
        } catch (const RecordError& error) {
            return error.reason();
        }
        return "written";
    };
    std::filesystem::create_directory(folder / "sub");
    EXPECT_EQ(message(folder / "none/a.h5", false), "its folder " + (folder / "none").string() + " does not exist");
    EXPECT_EQ(message(folder / "sub", true), "exists and is a folder");
    EXPECT_EQ(message(folder / "sub", false), "exists already; --force replaces it");
}

TEST(ResultWriter, RefusesSlicesOutOfOrderOrOfWrongSize) {
    const sample::Folder folder;
    ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
    const RunSpec spec = sample::spec();
    writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
    const std::vector<double> slice(12, 1.0);
    writer.put(0, 0, 5, slice);
    EXPECT_THROW(writer.put(0, 0, 4, slice), std::logic_error);
    EXPECT_THROW(writer.put(0, 0, 60, slice), std::logic_error);
    EXPECT_THROW(writer.put(0, 1, 0, std::vector<double>(11)), std::logic_error);
    EXPECT_THROW(writer.put(0, 2, 0, slice), std::logic_error);
}

TEST(ResultWriter, TwoRunsGiveTheSameBytes) {
    const sample::Folder folder;
    sample::write(folder / "a.h5");
    sample::write(folder / "b.h5");
    ASSERT_GT(bytes(folder / "a.h5").size(), 1000u);
    EXPECT_EQ(bytes(folder / "a.h5"), bytes(folder / "b.h5"));
}

TEST(ResultWriter, RefusesAnExistingFileWithoutForce) {
    const sample::Folder folder;
    std::ofstream(folder / "a.h5") << "mine";
    EXPECT_THROW(sample::write(folder / "a.h5"), RecordError);
    EXPECT_EQ(bytes(folder / "a.h5"), "mine");
    sample::write(folder / "a.h5", true);
    EXPECT_NE(bytes(folder / "a.h5"), "mine");
    EXPECT_EQ(folder.names(), std::vector<std::string>{"a.h5"});
}

TEST(ResultWriter, LeavesNothingWithoutClose) {
    const sample::Folder folder;
    {
        ResultWriter writer({folder / "a.h5"}, sample::facts(), sample::outputs(), sample::labels);
        EXPECT_EQ(folder.names().size(), 1u);  // the hidden part
        const RunSpec spec = sample::spec();
        writer.open(sample::network(), spec, sample::weeks(spec), sample::months(spec));
        writer.put(0, 0, 0, std::vector<double>(12, 1.0));
    }
    EXPECT_TRUE(folder.names().empty());
}

}  // namespace
}  // namespace sunder
