// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "sim/economy/io_table.hpp"

namespace sunder {
namespace {

/// Least value added that needs no word: above what rounding in a printed table makes of 0.
constexpr double rounding_share = 1e-9;

std::vector<double> row_sums(const Grid& z, const Grid& y) {
    std::vector<double> sums(z.rows, 0.0);
    for (std::size_t i = 0; i < z.rows; ++i) {
        for (std::size_t j = 0; j < z.cols; ++j) sums[i] += z(i, j);
        for (std::size_t f = 0; f < y.cols; ++f) sums[i] += y(i, f);
    }
    return sums;
}

std::vector<double> column_sums(const Grid& grid) {
    std::vector<double> sums(grid.cols, 0.0);
    for (std::size_t i = 0; i < grid.rows; ++i)
        for (std::size_t j = 0; j < grid.cols; ++j) sums[j] += grid(i, j);
    return sums;
}

/// Final agents of the remainder by region; their columns stand behind those of the table and may stay empty.
class Remainder {
public:
    explicit Remainder(IoTable& table) : table_(table), old_(table.y.cols) {
        Grid wide(table.y.rows, old_ + table.regions.names.size());
        for (std::size_t i = 0; i < wide.rows; ++i)
            for (std::size_t f = 0; f < old_; ++f) wide(i, f) = table.y(i, f);
        table.y = std::move(wide);
        const std::int32_t category = table.categories.add("remainder");
        for (std::size_t r = 0; r < table.regions.names.size(); ++r)
            table.finals.push_back({static_cast<std::int32_t>(r), category, table.regions.names[r] + ".remainder", 0, 0});
    }
    void book(std::size_t seller, std::int32_t region, double value) {
        table_.y(seller, old_ + static_cast<std::size_t>(region)) += value;
    }
    [[nodiscard]] std::size_t first() const { return old_; }

private:
    IoTable& table_;
    std::size_t old_;
};

/// Takes flows below the share of their column's sum out of a grid.
void trim(double share, Grid& grid, std::size_t columns, const std::vector<IoLabel>& buyers, Remainder& remainder) {
    const std::vector<double> purchases = column_sums(grid);
    for (std::size_t i = 0; i < grid.rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) {
            const double flow = grid(i, j);
            if (!(flow > 0.0) || flow >= share * purchases[j]) continue;
            grid(i, j) = 0.0;
            remainder.book(i, buyers[j].region, flow);
        }
}

}  // namespace

void balance_io_table(const IoNotes& notes, IoTable& table, std::vector<Fault>& faults) {
    const std::vector<double> output = row_sums(table.z, table.y), inputs = column_sums(table.z);
    Remainder remainder(table);
    for (std::size_t j = 0; j < output.size(); ++j) {
        const IoLabel& at = table.industries[j];
        const double left = output[j] - inputs[j];
        const auto say = [&](std::string text) { faults.push_back({table.z_file, at.line, at.column, std::move(text)}); };
        if (output[j] <= 0.0 && inputs[j] > 0.0) {
            say(fmt::format("{} sells nothing but buys {:.6g}: leave the industry out, or give it sales", at.text,
                            inputs[j]));
        } else if (output[j] > 0.0 && left <= std::max(notes.least_value_added, rounding_share) * output[j]) {
            if (notes.least_value_added <= 0.0) {
                say(
                    fmt::format("{} has no value added: it sells {:.6g} and buys {:.6g}, which leaves {:.6g}; "
                                "least_value_added = 0.01 in table.toml cuts such inputs to leave 1 % of output",
                                at.text, output[j], inputs[j], left));
                continue;
            }
            const double keep = (1.0 - notes.least_value_added) * output[j] / inputs[j];
            for (std::size_t i = 0; i < output.size(); ++i) {
                const double cut = table.z(i, j) * (1.0 - keep);
                table.z(i, j) *= keep;
                if (cut > 0.0) remainder.book(i, at.region, cut);
            }
        }
    }
    if (notes.smallest_share <= 0.0) return;
    trim(notes.smallest_share, table.z, table.z.cols, table.industries, remainder);
    trim(notes.smallest_share, table.y, remainder.first(), table.finals, remainder);
}

}  // namespace sunder
