#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page of a cost study shows the numbers of its file. One method, one claim."""
import re
import unittest
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import xarray as xr

from page_case import FLOAT, Looks, PageCase, sunder


class Cost(Looks, PageCase):
    @classmethod
    def make(cls, folder):
        sunder("cost", "-o", folder / "cost.h5", "--draws", 2000)
        return folder / "cost.h5"

    def setUp(self):
        super().setUp()
        self.data = xr.open_dataset(self.result)
        self.addCleanup(self.data.close)

    def test_cards_equal_the_file(self):
        mid, cards = self.data.sel(case="mid"), self.cards()
        for card, value in (("upfront", 1000 * mid.upfront_total), ("recurring", 1000 * mid.recurring_total), ("price_rise", mid.price_rise)):
            self.assertAlmostEqual(cards[card], float(value), delta=FLOAT * float(value))

    def test_the_bridge_adds_up_to_the_price_rise_of_each_case(self):
        rows = self.table("bridge")
        for case in ("low", "mid", "high"):
            study = self.data.sel(case=case)
            part = lambda step: sum(r["share_of_sales"] for r in rows if r["case"] == case and r["step"] == step)
            first = float(study.recovery_factor * study.upfront.sum() / study.sales)
            self.assertAlmostEqual(part("first"), first, delta=10 * FLOAT)
            self.assertAlmostEqual(part("yearly"), float(study.recurring.sum() / study.sales), delta=10 * FLOAT)
            self.assertAlmostEqual(part("rise"), float(study.price_rise), delta=10 * FLOAT)

    def test_the_bridge_shows_the_published_range_beside(self):
        line = next(l for l in self.data.attrs["published"].split("\n") if l.startswith("price_rise world"))
        low, high = map(float, re.search(r"published ([\d.]+) ([\d.]+)", line).groups())
        self.assertEqual(self.js("return document.querySelector('#bridge .published text').textContent"), f"{100 * low:.0f}–{100 * high:.0f}\u00a0%")

    def test_the_toggle_of_the_case_changes_the_bridge(self):
        drawing = "return document.querySelector('#bridge .step.rise').dataset.value"
        mid = float(self.js(drawing))
        self.press("#bridge .case [data-value=high]")
        self.assertAlmostEqual(float(self.js(drawing)), float(self.data.price_rise.sel(case="high")), delta=10 * FLOAT)
        self.assertNotAlmostEqual(float(self.js(drawing)), mid, delta=0.01)

    def test_the_dynamic_model_beside_the_study_equals_the_file(self):
        rows = self.table("closure")
        self.assertEqual(len(rows), int(self.data.closure_output.count()))
        for row in rows:
            for name in ("output", "price", "unit_cost"):
                want = float(self.data[f"closure_{name}"].sel(closure_path=row["path"], closure_year=row["year"]))
                self.assertAlmostEqual(row[name], want, delta=FLOAT * want)
        need, made = self.data.closure_need, self.data.closure_output_share
        off = 100 * float(abs(made / need - 1).where(need > 0).max())
        self.assertIn(f"{off:.3f}\u00a0%", self.js("return document.querySelector('#closure').textContent"))

    def test_chinese_names_regions_activities_and_verdicts(self):
        self.press("#language [data-value=zh]")
        drawn = self.js("return [...document.querySelectorAll('#bill svg text, #bill .legend, #comparison svg text, #bridge .legend, #closure .legend')].map(e => e.textContent)")
        self.assertGreater(len(drawn), 30)
        self.assertEqual([text for text in drawn if re.search(r"[a-z]{3,}", text)], [])

    def test_curve_bill_and_inputs_equal_the_file(self):
        for row in self.table("curve"):
            for case in ("low", "mid", "high"):
                want = float(self.data.price_rise_by_share.sel(demand_share=row["demand_share_percent"], case=case))
                self.assertAlmostEqual(row[case], want, delta=FLOAT)
        for row in self.table("bill"):
            want = float(self.data.upfront.sel(case="mid", region=row["region"], activity=row["activity"]))
            self.assertAlmostEqual(row["upfront_busd"], want, delta=FLOAT * max(1, want))
        for row in self.table("tornado"):
            self.assertAlmostEqual(row["price_rise_at_high"], float(self.data.price_rise_at_high.sel(input=row["input"])), delta=FLOAT)


if __name__ == "__main__":
    unittest.main()
