#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of a sweep shows the numbers of its index. One method, one claim."""
import time
import unittest
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import numpy as np
import xarray as xr

from page_case import FLOAT, Looks, PageCase, sunder

SWEEP = """title = "A sweep of 100 runs"
question = "Which of two speeds matters?"
base = "mini-tools"
set = ["end=2023-06-26"]
[[axis]]
name = "decay"
key = "parameter.tau_deg"
distribution = "log-uniform"
low = 26.0
high = 104.0
unit = "weeks"
basis = "half and double of the default"
[[axis]]
name = "<b>speed</b>"
key = "parameter.tau_p"
distribution = "uniform"
low = 4.0
high = 16.0
unit = "weeks"
basis = "half and double of the default"
[design]
kind = "saltelli"
draws = 25
"""


class Sweep(Looks, PageCase):
    @classmethod
    def make(cls, folder):
        (folder / "two-speeds.toml").write_text(SWEEP, encoding="utf-8")
        sunder("sweep", folder / "two-speeds.toml", "-o", folder / "out")
        return folder / "out" / "sweep.h5"

    def setUp(self):
        super().setUp()
        self.data = xr.open_dataset(self.result)
        self.addCleanup(self.data.close)

    def choose(self, css, value):
        self.js("const s = document.querySelector(arguments[0]); s.value = arguments[1]; s.dispatchEvent(new Event('change'))", css, value)

    def test_100_runs_open_in_3_seconds(self):
        self.assertEqual(self.data.sizes["draw"], 100)
        start = time.monotonic()
        self.browser.open(self.page)
        self.assertLess(time.monotonic() - start, 3.0)

    def test_a_folder_and_its_index_give_the_same_page(self):
        self.assertEqual(sunder("report", self.result.parent, "--json").stdout, sunder("report", self.result, "--json").stdout)

    def test_spread_equals_the_file(self):
        rows = self.table("spread")
        self.assertEqual([r["indicator"] for r in rows], list(self.data.indicator.values))
        for row in rows:
            for q in self.data["quantile"].values:
                want = float(self.data.indicator_quantile.sel(indicator=row["indicator"], quantile=q))
                have = row[f"quantile_{q:g}"]
                np.testing.assert_allclose(np.nan if have is None else have, want, rtol=FLOAT, atol=1e-12, err_msg=row["indicator"])

    def test_indices_equal_the_file_and_the_choice_changes_the_drawing(self):
        for row in self.table("sobol"):
            for name in ("sobol_first", "sobol_total", "sobol_total_low", "sobol_total_high"):
                want = float(self.data[name].sel(indicator=row["indicator"], axis=row["axis"]))
                np.testing.assert_allclose(np.nan if row[name] is None else row[name], want, rtol=FLOAT)
        drawn = "return [...document.querySelectorAll('#sobol [data-axis]')].map(e => [e.dataset.axis, +e.dataset.total])"
        first = self.js(drawn)
        self.assertEqual([total for _, total in first], sorted((total for _, total in first), reverse=True))
        self.choose("#sobol .of", self.js("return document.querySelector('#sobol .of').options[1].value"))
        self.assertNotEqual(self.js(drawn), first)

    def test_every_draw_is_a_dot_where_the_file_has_it(self):
        rows = self.table("scatter")
        self.assertEqual(len(rows), 100)
        axis, of = list(rows[0])[2:]
        np.testing.assert_allclose([r[axis] for r in rows], self.data.axis_value.sel(axis=axis).values, rtol=FLOAT)
        np.testing.assert_allclose([r[of] for r in rows], self.data.indicator_value.sel(indicator=of).values, rtol=FLOAT, atol=1e-12)
        self.assertEqual(self.js("return document.querySelectorAll('#scatter circle.draw').length"), 100)
        drawing = "return document.getElementById('scatter-chart').innerHTML"
        before = self.js(drawing)
        self.choose("#scatter .axis", "decay" if axis != "decay" else self.data.axis.values[1])
        self.assertNotEqual(self.js(drawing), before)

    def test_fans_equal_quantiles_of_the_file_for_every_variable(self):
        names = self.js("return [...document.querySelector('#fan .variable').options].map(o => o.value)")
        self.assertGreater(len(names), 1)
        shown = list(self.data.country.values)
        for name in names:
            self.choose("#fan .variable", name)
            months = self.data[name].resample(time="MS").mean()
            base, scenario = months.sel(run="baseline"), months.sel(run="scenario")
            rows = self.table("fan")
            change = scenario - base if rows[0]["against_baseline"] == "difference" else scenario / base - 1
            quantiles = change.quantile([0.05, 0.5, 0.95], "draw")
            labels = [str(m)[:7] for m in months.time.values]
            scale = float(abs(quantiles).max())
            for row in rows:
                self.assertIn(row["country"], shown)  # an index has codes, no names
                for q in (0.05, 0.5, 0.95):
                    want = float(quantiles.sel(quantile=q, country=row["country"])[labels.index(row["month"])])
                    self.assertAlmostEqual(row[f"quantile_{q:g}"], want, delta=FLOAT * scale, msg=name)

    def test_names_with_markup_are_shown_as_texts(self):
        self.assertEqual(self.js("return document.querySelectorAll('#page b').length"), 0)
        self.assertIn("<b>speed</b>", self.js("return document.getElementById('account').textContent"))


if __name__ == "__main__":
    unittest.main()
