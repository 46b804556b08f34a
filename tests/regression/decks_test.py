# SPDX-License-Identifier: Apache-2.0
"""Shipped decks on world-2021, through the program. Usage: decks_test.py PROGRAM"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import xarray

PROGRAM = sys.argv.pop(1)


class Decks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def run_deck(self, deck, *options):
        file = Path(self.folder.name) / f"{deck}.h5"
        done = subprocess.run([PROGRAM, "run", deck, "-o", str(file), "--json", *options], capture_output=True, text=True, check=True)
        return json.loads(done.stdout), xarray.open_dataset(file, engine="h5netcdf")

    @staticmethod
    def years(data, variable, **where):
        """Scenario over baseline by calendar year, minus 1."""
        yearly = data[variable].sel(**where).groupby("time.year").mean()
        return (yearly.sel(run="scenario") / yearly.sel(run="baseline") - 1).to_series()

    def test_placebo_is_exactly_zero_everywhere(self):
        _, data = self.run_deck("no-measures", "--until", "2023-12-25")
        seen = 0
        for name, variable in data.data_vars.items():
            if "run" in variable.dims:
                base, scenario = variable.sel(run="baseline").values, variable.sel(run="scenario").values
                self.assertTrue(numpy.array_equal(base, scenario, equal_nan=True), name)
                seen += 1
        self.assertGreater(seen, 20)

    def test_flagship_has_plausible_signs(self):
        headline, data = self.run_deck("flagship")
        tools = self.years(data, "covered_output", measure="us-advanced-tools-2022")
        self.assertEqual(tools[2021], 0)  # nothing before the announcement
        self.assertLess(tools[2024], tools[2023])
        self.assertLess(tools[2023], 0)
        self.assertLess(tools[2030], -0.3)
        wafers = data.output.sel(good=["fnd16", "nand_adv"]).sum("good")
        yearly = wafers.groupby("time.year").mean()
        change = yearly.sel(run="scenario") / yearly.sel(run="baseline") - 1
        self.assertLess(float(change.sel(country="CHN", year=2030)), -0.01)
        for country in ("TWN", "KOR", "USA"):
            self.assertGreater(float(change.sel(country=country, year=2030)), -0.01, country)
        classes = [c for c in data.tool_class.values]
        makers = data.output.sel(good=classes).sum("good").groupby("time.year").mean()
        loss = makers.sel(run="scenario") / makers.sel(run="baseline") - 1
        for country in ("USA", "JPN", "NLD"):
            worst = float(loss.sel(country=country).min())
            self.assertLess(worst, -0.003, country)
            self.assertGreater(float(loss.sel(country=country, year=2030)), worst / 2, country)
        self.assertTrue(headline["largest_price_rises"][0]["change"] > 0.1)
        # Chinese tool makers behind the ban: smaller gap, better quality, more of the home market; all of it small, since the
        # covered plants buy little of what China buys.
        for tool in ("cvd", "etch_d", "clean"):
            end = data[["entrant_gap", "quality"]].sel(country="CHN", good=tool).isel(time=-1)
            self.assertLess(float(end.entrant_gap.sel(run="scenario")), float(end.entrant_gap.sel(run="baseline")), tool)
            self.assertGreater(float(end.quality.sel(run="scenario")), float(end.quality.sel(run="baseline")), tool)
        sales = data.trade_value_by_hq.sel(importer="CHN", good=classes, month=slice("2025-01", "2025-12")).sum(("good", "month"))
        home = sales.sel(exporter="CHN") / sales.sum("exporter")
        self.assertGreater(float(home.sel(run="scenario")), float(home.sel(run="baseline")))
        learned = data.productivity.isel(time=-1)
        self.assertGreater(float(learned.min()), 0.9)  # ten years of learning and knowledge stay within bounds
        self.assertLess(float(learned.max()), 1.2)

    def test_gallium_licences_stop_exports_and_split_the_price(self):
        _, data = self.run_deck("gallium-germanium", "--until", "2024-12-30")
        exports = data.trade_quantity.sel(good="ga", exporter="CHN").drop_sel(importer="CHN").sum("importer")
        ratio = (exports.sel(run="scenario") / exports.sel(run="baseline")).to_series()
        self.assertEqual(ratio["2023-06-01"], 1)
        self.assertGreater(ratio["2023-07-01"], 1.3)  # front-running between announcement and date
        self.assertLess(ratio["2023-09-01"], 0.05)
        self.assertGreater(ratio["2024-06-01"], 0.5)
        price = data.price_index.sel(good="ga", run="scenario") / data.price_index.sel(good="ga", run="baseline")
        autumn = price.sel(time="2023-10-18", method="nearest")
        self.assertGreater(float(autumn.sel(country="JPN")), 1.3)
        self.assertLess(float(autumn.sel(country="CHN")), float(autumn.sel(country="JPN")) - 0.2)

    def test_fabs_that_are_out_come_back(self):
        _, data = self.run_deck("fab-accidents-2021")

        def change(variable, country, good, first, last):
            means = data[variable].sel(country=country, good=good, time=slice(first, last)).mean("time")
            return float(means.sel(run="scenario") / means.sel(run="baseline") - 1)

        for country, good in (("USA", "fnd28"), ("JPN", "fnd_mat")):
            self.assertEqual(change("output", country, good, "2021-01-04", "2021-02-14"), 0)  # before the storm
            self.assertLess(abs(change("output", country, good, "2023-01-01", "2023-12-25")), 0.04)
        self.assertLess(change("output", "USA", "fnd28", "2021-02-22", "2021-03-07"), -0.3)  # the fab is 47 % of it
        self.assertLess(abs(change("output", "JPN", "fnd_mat", "2021-02-22", "2021-02-28")), 1e-3)  # the storm hardly matters
        self.assertLess(change("output", "JPN", "fnd_mat", "2021-03-20", "2021-04-16"), -0.1)
        self.assertGreater(change("price_index", "USA", "fnd28", "2021-03-01", "2021-06-30"), 0.05)
        self.assertGreater(change("output", "KOR", "fnd28", "2021-05-01", "2021-12-30"), 0)  # others take over


if __name__ == "__main__":
    unittest.main()
