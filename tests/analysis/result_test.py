#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opening, comparing and summing results; the headline against what the program printed."""

import datetime
import subprocess
import tempfile
import unittest
from pathlib import Path

import fixtures
import h5py
import numpy as np
import pandas as pd
import sunder
import xarray as xr
from sunder import indicators, legend, result

SUMS = 1e-10  # relative: means of up to 312 steps, summed in another order, then differences of them


class Opens(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name) / "out.h5"

    def written(self):
        sunder.run("mini-tools", until="2021-02-01", output=self.path).close()
        return self.path

    def refused(self, pattern):
        with self.assertRaisesRegex(sunder.SunderError, pattern) as caught:
            sunder.open(self.path)
        self.assertIn(str(self.path), str(caught.exception))

    def test_a_fresh_file(self):
        with sunder.open(self.written()) as ds:
            self.assertEqual(list(ds.run.values), ["baseline", "scenario"])
            self.assertEqual(ds.output.attrs["units"], "M$/week")

    def test_no_file(self):
        with self.assertRaises(FileNotFoundError):
            sunder.open(self.path)

    def test_text_and_cut_files_are_refused(self):
        self.path.write_text("output,country\n")
        self.refused("HDF5 expected")
        self.path.unlink()
        whole = self.written().read_bytes()
        for size in (0, 100, len(whole) // 2, len(whole) - 1):
            self.path.write_bytes(whole[:size])
            self.refused("HDF5 expected")

    def test_other_versions_programs_and_unfinished_runs_are_refused(self):
        for attribute, value, pattern in (("format_version", 99, "format version 99.*reads version 1"), ("source", "NCO 5", "written by NCO 5"),
                                          ("complete", 0, "cut short")):
            self.path.unlink(missing_ok=True)
            with h5py.File(self.written(), "a") as file:
                file.attrs[attribute] = value
            self.refused(pattern)

    def test_a_missing_variable_is_named(self):
        with h5py.File(self.written(), "a") as file:
            del file["welfare"]
        with sunder.open(self.path) as ds, self.assertRaisesRegex(sunder.SunderError, "out.h5: no variable welfare"):
            ds.sunder.headline()

    def test_one_run_has_nothing_to_compare(self):
        ds = sunder.run("mini-tools", until="2021-02-01", lanes=1)
        with self.assertRaisesRegex(sunder.SunderError, "one run only"):
            ds.sunder.diff("output")


    def test_figures_and_tables_say_which_kind_of_file_they_need(self):
        study, run = fixtures.study(), fixtures.tools()
        for call, ds, pattern in ((sunder.plot.trade, study, "no dimension run.*`sunder run`"), (sunder.headline, study, "no dimension run"),
                                  (sunder.plot.cost, run, "no variable upfront"), (sunder.published, run, "cost study"),
                                  (sunder.plot.sweep, run, "no variable axis_value"), (sunder.draws, study, "no variable axis_value"),
                                  (sunder.legend.goods, study, "no attribute 'goods'")):
            with self.assertRaisesRegex(sunder.SunderError, pattern):
                call(ds)


class Legend(unittest.TestCase):
    def test_measures_goods_and_countries(self):
        ds = fixtures.tools()
        self.assertEqual(legend.senders(ds), ["USA", "NLD"])
        self.assertEqual(legend.targets(ds), ["CHN"])
        self.assertEqual(list(legend.goods(ds).index), list(ds.good.values))
        self.assertEqual(list(legend.countries(ds).index), list(ds.country.values))
        rows = legend.measures(ds).set_index("measure")
        self.assertEqual(rows.effective["usa-service"], pd.Timestamp("2022-10-12"))
        self.assertTrue(pd.isna(rows.expires["usa-service"]))

    def test_unknown_names_are_refused(self):
        for call in (lambda ds: legend.members(ds, "Atlantis"), lambda ds: legend.pick(ds, "unobtainium")):
            with self.assertRaisesRegex(sunder.SunderError, "Atlantis|unobtainium"):
                call(fixtures.tools())


class Compares(unittest.TestCase):
    def test_shares_and_differences(self):
        """Output 2 and 3: +50 %, +1; 0 and 1: no share, +1."""
        values = xr.DataArray([[[2.0, 0.0]], [[3.0, 1.0]]], dims=("run", "time", "country"), attrs={"units": "M$/week"})
        ds = xr.Dataset({"output": values}, coords={"run": ["baseline", "scenario"]})
        np.testing.assert_array_equal(result.diff(ds, "output").output, [[0.5, np.nan]])
        np.testing.assert_array_equal(result.diff(ds, "output", relative=False).output, [[1.0, 1.0]])
        self.assertEqual(result.diff(ds, "output").output.attrs["units"], "1")
        self.assertEqual(result.diff(ds, "output", relative=False).output.attrs["units"], "M$/week")

    def test_blocs_add_up(self):
        ds = fixtures.tools()
        sums = ds.sunder.by_bloc("output", "trade_value")
        self.assertEqual(list(sums.country.values), ["senders", "targets", "others"])
        # sums over 7 economies in two orders: a few units in the last place
        np.testing.assert_allclose(sums.output.sum("country"), ds.output.sum("country"), rtol=1e-14)
        np.testing.assert_allclose(sums.output.sel(country="targets"), ds.output.sel(country="CHN"), rtol=0)
        want = ds.trade_value.sel(exporter=["USA", "NLD"], importer="CHN").sum("exporter")
        np.testing.assert_allclose(sums.trade_value.sel(exporter="senders", importer="targets"), want, rtol=1e-14)

    def test_blocs_of_one_s_own(self):
        sums = fixtures.tools().sunder.by_bloc("output", blocs={"Asia": ["CHN", "JPN", "KOR", "TWN"]})
        self.assertEqual(list(sums.country.values), ["Asia", "others"])

    def test_what_does_not_add_up_is_refused(self):
        with self.assertRaisesRegex(sunder.SunderError, "price_index"):
            fixtures.tools().sunder.by_bloc("price_index")
        with self.assertRaisesRegex(sunder.SunderError, "CHN is in two blocs"):
            fixtures.tools().sunder.by_bloc("output", blocs={"a": "CHN", "b": ["CHN"]})

    def test_compare_gives_the_effects_that_the_program_prints(self):
        with tempfile.TemporaryDirectory() as folder:
            a, b = Path(folder) / "a.h5", Path(folder) / "b.h5"
            sunder.run("mini-tools", output=a).close()
            sunder.run("mini-tools", output=b, switch={"resourcing": False}).close()
            printed = subprocess.run([sunder.program.find(), "compare", a, b, "--all"], capture_output=True, encoding="utf-8", check=True).stdout
            table = sunder.compare(a, b)
        table = table[table.a != table.b]
        rows = [line.split() for line in printed.split("A                B\n")[1].split("differ; the largest")[0].splitlines()[:-1] if "nan" not in line]
        self.assertEqual(len(rows), len(table))
        for (variable, country), row in zip(table.index, table.itertuples()):
            line = next(r for r in rows if r[:2] == [variable, country])
            want = f"{100 * row.a:+.2f}" if row.unit == "share" else f"{row.a:+.4g}"
            self.assertEqual(line[2], want, (variable, country))


class Headline(unittest.TestCase):
    """The file alone gives what `sunder run --json` printed."""

    @classmethod
    def setUpClass(cls):
        cls.ours, cls.printed = fixtures.tools().sunder.headline(), sunder.printed(fixtures.tools())

    def close(self, ours, printed):
        want = np.array([np.nan if x is None else x for x in np.atleast_1d(printed)], dtype=float)
        np.testing.assert_allclose(np.atleast_1d(np.asarray(ours, dtype=float)), want, rtol=SUMS, atol=SUMS)

    def test_the_table(self):
        self.assertEqual(self.ours.years, self.printed["years"])
        table = self.printed["change_against_baseline"]
        self.assertEqual(list(self.ours.change.index), list(table))
        for country, row in table.items():
            self.assertEqual(list(row), list(dict.fromkeys(name for name, _ in self.ours.change.columns)))
            for indicator, changes in row.items():
                self.close(self.ours.change.loc[country, indicator], changes)

    def test_measures(self):
        ours = self.ours.measures
        self.assertEqual(list(ours.measure), [m["id"] for m in self.printed["measures"]])
        for column in ("announce", "effective", "expires"):
            self.assertEqual([d.strftime("%Y-%m-%d") if not pd.isna(d) else "" for d in ours[column]], [m[column] for m in self.printed["measures"]])

    def test_scarcity(self):
        rises = self.ours.price_rises.to_dict("records")
        self.assertEqual([(r["good"], r["country"], r["year"]) for r in rises],
                         [(r["good"], r["country"], r["year"]) for r in self.printed["largest_price_rises"]])
        self.close(self.ours.price_rises.change, [r["change"] for r in self.printed["largest_price_rises"]])
        self.assertEqual(self.ours.covered_plants.name, self.printed["covered_plants"]["measure"])
        self.close(self.ours.covered_plants, self.printed["covered_plants"]["change"])

    def test_indicators(self):
        want = self.printed["indicators"]
        self.assertEqual((self.ours.senders, self.ours.targets), (want["senders"], want["targets"]))
        self.close(self.ours.cross_bloc_share, [want["cross_bloc_share_baseline"], want["cross_bloc_share"]])
        self.close(self.ours.chip_hhi, [want["chip_hhi_baseline"], want["chip_hhi"]])
        self.assertEqual(self.ours.single_points, (want["single_points_baseline"], want["single_points"]))
        self.assertEqual(list(self.ours.self_sufficiency.index), [s["country"] for s in want["self_sufficiency"]])
        self.close(self.ours.self_sufficiency.to_numpy().ravel(), [x for s in want["self_sufficiency"] for x in (s["baseline"], s["share"])])
        self.close(self.ours.self_harm_ratio, want["self_harm_ratio"])

    def test_welfare(self):
        want = self.printed["indicators"]["welfare_musd_yr"]
        self.assertEqual(list(self.ours.welfare_musd_yr.index), list(want))
        self.close(self.ours.welfare_musd_yr / 1e3, np.array(list(want.values())) / 1e3)  # bn$: tolerances are of that size

    def test_it_reads_well(self):
        text = str(self.ours)
        self.assertIn("usa-tools", text)
        self.assertIn("Largest price rises: alog", text)
        self.assertIn("<table", self.ours._repr_html_())

    def test_a_bottleneck_and_a_harmed_target(self):
        """No chips for CHN: an input runs short there, and the target loses."""
        day = datetime.date(2021, 3, 1)
        ban = {"id": "ban", "title": "no chips", "kind": "THR", "issuer": "USA", "announce": day, "effective": day, "items": {"class": "chip"},
               "destination": ["CHN"], "action": "deny"}
        ds = sunder.run({"title": "t", "question": "q", "economy": "mini", "start": datetime.date(2021, 1, 4), "end": datetime.date(2022, 12, 26),
                         "measure": [ban]})
        ours, want = ds.sunder.headline(), sunder.printed(ds)
        self.assertEqual(len(want["bottleneck"]), 1)
        self.assertEqual(ours.bottleneck.to_dict("records")[0]["input"], want["bottleneck"][0]["input"])
        self.close(ours.bottleneck.extra_musd_wk, want["bottleneck"][0]["extra_musd_wk"])
        self.assertGreater(want["indicators"]["self_harm_ratio"], 0)
        self.close(ours.self_harm_ratio, want["indicators"]["self_harm_ratio"])


class Indicators(unittest.TestCase):
    def test_concentration_of_two_halves_is_a_half(self):
        output = xr.DataArray([[1.0, 0.0], [1.0, 0.0]], dims=("country", "good"))
        np.testing.assert_array_equal(indicators.hhi(output), [0.5, 0.0])
        np.testing.assert_array_equal(indicators.largest_share(output), [0.5, 0.0])


if __name__ == "__main__":
    unittest.main()
