#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of a run shows the numbers of its file. One method, one claim."""
import unittest
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import numpy as np
import xarray as xr

from page_case import ARROW_RIGHT, FLOAT, Looks, PageCase, legend, sunder, year_means


class Run(Looks, PageCase):
    @classmethod
    def make(cls, folder):
        sunder("run", "mini-tools", "--attribute", "-o", folder / "mini.h5")
        return folder / "mini.h5"

    def setUp(self):
        super().setUp()
        self.data = xr.open_dataset(self.result)
        self.addCleanup(self.data.close)

    def year(self):
        return self.js("return document.querySelector('#headline output').textContent")

    def test_cards_equal_the_file(self):
        chips = [g for g, kind in legend(self.data, "goods", 1).items() if kind in ("foundry", "chip")]
        made = year_means(self.data.output.sel(good=chips).sum(["country", "good"]), self.year())
        welfare = year_means(self.data.welfare.sum("country"), self.year())
        cards = self.cards()
        self.assertAlmostEqual(cards["chip_output"], float(made.sel(run="scenario") / made.sel(run="baseline") - 1), delta=FLOAT)
        effect = float(welfare.sel(run="scenario") - welfare.sel(run="baseline")) * 365.25 / 7
        self.assertAlmostEqual(cards["welfare"], effect, delta=1e-4 * abs(effect) + 1e-3)
        prices = year_means(self.data.chip_price_index, self.year())
        moves = prices.sel(run="scenario") / prices.sel(run="baseline") - 1
        self.assertAlmostEqual(abs(cards["chip_price"]), float(abs(moves).max()), delta=FLOAT)

    def test_the_slider_changes_the_cards_by_keyboard(self):
        before, year = self.cards(), self.year()
        self.browser.keys("#headline input", ARROW_RIGHT)
        self.assertEqual(int(self.year()), int(year) + 1)
        self.assertNotEqual(self.cards(), before)

    def test_lines_equal_the_file_for_every_variable(self):
        wanted = self.js("return [...document.querySelector('#lines .variable').options].map(o => o.value)")
        self.assertIn("price_index", wanted)
        for name in wanted:
            self.js("const s = document.querySelector('#lines .variable'); s.value = arguments[0]; s.dispatchEvent(new Event('change'))", name)
            self.check_lines(name)

    def check_lines(self, name):
        series = self.data[name]
        if "time" in series.dims:
            series = series.resample(time="MS").mean().rename(time="month")
        if "good" in series.dims:
            place = self.js("return document.querySelector('#lines select.country').value")
            series, label, names = series.sel(country=place), "good", legend(self.data, "goods", 2)
        else:
            label, names = "country", legend(self.data, "countries", 2)
        months = [str(m)[:7] for m in series.month.values]
        labels = [names[code] for code in self.data[label].values]
        values = series.transpose("run", label, "month").values
        rows = self.table("lines")
        self.assertTrue(rows, name)
        at = [(labels.index(r[label]), months.index(r["month"])) for r in rows]
        for run, key in enumerate(("baseline", "scenario")):
            np.testing.assert_allclose([r[key] for r in rows], [values[run][place] for place in at], rtol=FLOAT, err_msg=name)

    def test_levels_and_changes_are_different_drawings(self):
        drawing = "return document.getElementById('lines-chart').innerHTML"
        change = self.js(drawing)
        self.press("#lines .mode [data-value=level]")
        self.assertNotEqual(self.js(drawing), change)

    def test_arrow_keys_read_the_lines(self):
        self.browser.keys("#lines-chart svg", "\ue012")
        first = self.js("return document.querySelector('.tip').textContent")
        self.browser.keys("#lines-chart svg", "\ue012")
        second = self.js("return document.querySelector('.tip').textContent")
        self.assertRegex(first, r"\d{4}-\d{2}")
        self.assertNotEqual(first, second)

    def test_the_calendar_has_the_dates_of_the_file(self):
        self.assertEqual([(r["measure"], r["effective"]) for r in self.table("calendar")],
                         sorted(legend(self.data, "measures", 4).items(), key=lambda m: m[1]))

    def test_tiles_equal_the_file(self):
        self.js("const s = document.querySelector('#tiles select.of'); s.value = 'value_added'; s.dispatchEvent(new Event('change'))")
        means = year_means(self.data.value_added_real, self.table("tiles")[0]["year"])
        want = (means.sel(run="scenario") / means.sel(run="baseline") - 1).to_series()
        for row in self.table("tiles"):
            if row["change"] is not None:
                self.assertAlmostEqual(row["change"], want[row["country"]], delta=FLOAT)
        drawn = self.js("return Object.fromEntries([...document.querySelectorAll('.tile')].map(e => [e.dataset.country, +e.dataset.value]))")
        self.assertEqual(set(drawn), set(self.data.country.values))

    def test_flows_equal_the_file_in_every_year_and_run(self):
        self.press("#sankey .home")
        years = sorted(set(self.data.month.dt.year.values))
        sums = self.data.trade_value.groupby("month.year").sum()
        drawings = set()
        for n, year in enumerate(years):
            self.js("const s = document.querySelector('#sankey .year'); s.value = arguments[0]; s.dispatchEvent(new Event('input'))", n)
            drawings.add(self.js("return document.getElementById('sankey-chart').innerHTML"))
            rows = self.table("sankey")
            for run in ("baseline", "scenario"):
                here = sums.sel(run=run, year=year)
                self.assertAlmostEqual(sum(r[f"{run}_musd"] for r in rows), float(here.sum()), delta=10 * FLOAT * float(here.sum()))
                got = [r[f"{run}_musd"] for r in rows]
                want = [float(here.values[tuple(list(self.data[d].values).index(r[d]) for d in ("good", "exporter", "importer"))]) for r in rows]
                np.testing.assert_allclose(got, want, rtol=FLOAT)
        self.assertEqual(len(drawings), len(years))  # the slider changes the drawing

    def test_baseline_scenario_and_difference_are_three_drawings(self):
        drawings = set()
        for run in ("baseline", "scenario", "difference"):
            self.press(f"#sankey .run [data-value={run}]")
            drawings.add(self.js("return document.getElementById('sankey-chart').innerHTML"))
        self.assertEqual(len(drawings), 3)

    def test_attribution_equals_the_file_and_its_choices_change_the_drawing(self):
        want = [line.split(" | ") for line in self.data.attrs["attribution"].splitlines()]
        rows = self.table("attribution")
        self.assertEqual(sorted((r["table"], r["what"], r["indicator"], r["country"], float(r["percent_of_baseline"])) for r in rows),
                         sorted((*line[:4], float(line[4])) for line in want))
        drawing = "return document.getElementById('attribution-chart').innerHTML"
        drawings = {self.js(drawing)}
        for css, value in (("kind", "1"), ("of", self.js("return document.querySelector('#attribution .of').options[1].value"))):
            self.js("const s = document.querySelector('#attribution select.' + arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))", css, value)
            drawings.add(self.js(drawing))
        self.assertEqual(len(drawings), 3)
        total = float(self.js("return [...document.querySelectorAll('#attribution [data-total]')].at(-1).dataset.total"))
        kind, of = self.js("return [document.querySelector('#attribution .kind').value, document.querySelector('#attribution .of').value.split('\\t')]")
        tables = list(dict.fromkeys(line[0] for line in want))
        self.assertEqual(total, next(float(line[4]) for line in want if line[0] == tables[int(kind)] and line[1] == "all" and line[2:4] == of))

    def test_who_pays_adds_up_to_welfare(self):
        rows = self.table("payers")
        means = year_means(self.data.welfare, rows[0]["year"])
        want = (means.sel(run="scenario") - means.sel(run="baseline")).to_series() * 365.25 / 7
        self.assertTrue(rows)
        for row in rows:
            size = max(abs(row[p]) for p in ("buyers", "profit", "state", "other", "welfare"))
            self.assertAlmostEqual(row["welfare"], want[row["country"]], delta=1e-3 * size + 0.05)  # a difference of two larger floats
            self.assertAlmostEqual(row["buyers"] + row["profit"] + row["state"] + row["other"], row["welfare"], delta=1e-9 * size)

    def test_the_python_beside_who_pays_gives_its_numbers(self):
        series = self.answer_of(self.js("return document.getElementById('payers').spec.python()"))
        for row in self.table("payers"):
            self.assertAlmostEqual(row["welfare"], series[row["country"]], delta=1e-3 * abs(series[row["country"]]) + 0.05)

    def test_prices_split_into_cost_and_the_rest(self):
        rows = self.table("split")
        self.assertTrue(rows)
        here = self.data.sel(country=rows[0]["country"])
        for row in rows:
            price, cost = (year_means(here[v].sel(good=row["good"]), row["year"]) for v in ("price_index", "unit_cost"))
            self.assertAlmostEqual(row["log_price"], float(np.log(price[1] / price[0])), delta=2 * FLOAT)
            self.assertAlmostEqual(row["log_unit_cost"], float(np.log(cost[1] / cost[0])), delta=2 * FLOAT)

    def bottlenecks(self, year):
        """[(M$ a week held up beyond the baseline, country, good)], the largest first."""
        found = []
        for name in ("limiting_input", "binding_tool_class"):
            means = year_means(self.data[name], year)
            extra = (means.sel(run="scenario").fillna(0) - means.sel(run="baseline").fillna(0)).to_series()
            found += [(x, *place) for place, x in extra.items() if x > 0]
        return sorted(found, reverse=True)

    def slide_to_the_worst_year(self, figure):
        """Puts a slider on the year with the largest bottleneck; the year."""
        years = sorted({int(y) for y in self.data.time.dt.year.values})
        worst = max(years, key=lambda y: max([x for x, *_ in self.bottlenecks(y)], default=0))
        self.assertTrue(self.bottlenecks(worst))  # else nothing below would be shown
        self.js("const s = document.querySelector(arguments[0] + ' input[type=range]'); s.value = arguments[1]; s.dispatchEvent(new Event('input'))",
                figure, years.index(worst))
        return worst

    def test_cards_of_tools_prices_and_bottlenecks_equal_the_file(self):
        year = self.slide_to_the_worst_year("#headline")
        self.assertEqual(int(self.year()), year)
        cards = self.cards()
        self.assertAlmostEqual(cards["bottleneck"], self.bottlenecks(year)[0][0], delta=1e-5)
        tools = [g for g, kind in legend(self.data, "goods", 1).items() if kind == "tool"]
        made = year_means(self.data.output.sel(good=tools).sum(["country", "good"]), year)
        self.assertAlmostEqual(cards["tool_output"], float(made.sel(run="scenario") / made.sel(run="baseline") - 1), delta=FLOAT)
        base = year_means(self.data.output.sel(run="baseline"), year)
        prices = year_means(self.data.price_index, year)
        rises = (prices.sel(run="scenario") / prices.sel(run="baseline") - 1).where(base >= 0.01 * base.sum("country"))
        self.assertAlmostEqual(cards["price_rise"], float(rises.where(base > 0).max()), delta=FLOAT)

    def test_the_chain_has_a_line_for_each_purchase_of_some_weight(self):
        bought = [line.split(" | ") for line in self.data.attrs["recipe"].splitlines()]
        total = {}
        for _, maker, value in bought:
            total[maker] = total.get(maker, 0) + float(value)
        want = {(part, maker): float(value) for part, maker, value in bought if part != maker and float(value) >= 0.05 * total[maker]}
        drawn = self.js("return [...document.querySelectorAll('#chain .edge')].map(e => [e.dataset.from, e.dataset.to, +e.getAttribute('stroke-width')])")
        self.assertGreater(len(want), 20)
        self.assertEqual(sorted((a, b) for a, b, _ in drawn), sorted(want))
        most = max(want.values())
        for a, b, width in drawn:
            self.assertAlmostEqual(width, 0.5 + 5 * (want[a, b] / most) ** 0.5, delta=1e-6)

    def test_the_chain_lights_the_costliest_bottleneck(self):
        year = self.slide_to_the_worst_year("#chain")
        rows = self.table("chain")
        self.assertEqual(int(rows[0]["year"]), year)
        worst = self.bottlenecks(year)[0]
        held = max(rows, key=lambda r: r["output_held_up_musd_week"])
        self.assertEqual((held["good"], held["bottleneck_in"]), (worst[2], worst[1]))
        self.assertAlmostEqual(held["output_held_up_musd_week"], worst[0], delta=1e-5)
        self.assertEqual(self.js("return document.querySelectorAll('#chain .lit').length"), 1)
        made = year_means(self.data.output.sum("country"), year)
        for row in rows:
            if row["baseline_musd_week"]:
                self.assertAlmostEqual(row["baseline_musd_week"], float(made.sel(run="baseline", good=row["good"])), delta=10 * FLOAT * row["baseline_musd_week"])


if __name__ == "__main__":
    unittest.main()
