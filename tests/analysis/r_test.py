#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""analysis/r reads files of this build: the same numbers as Python, and it says what is wrong with a file."""

import io
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import fixtures
import h5py
import numpy as np
import pandas as pd
import sunder

R = fixtures.SOURCE / "analysis/r"
DIGITS = 1e-13  # write.csv keeps 15 significant digits


class Reads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        cls.folder = Path(cls.place.name)
        cls.path = cls.folder / "mini.h5"
        cls.ds = sunder.run("mini-tools", output=cls.path)
        cls.addClassCleanup(cls.ds.close)

    def r(self, code, path=None):
        code = f'source("{R / "sunder.R"}"); result <- sunder_open("{path or self.path}"); {code}'
        return subprocess.run(["Rscript", "--vanilla", "-e", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False)

    def table(self, code, path=None):
        done = self.r(f"write.csv({code}, row.names = FALSE)", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return pd.read_csv(io.StringIO(done.stdout))

    def refused(self, pattern, code="", path=None):
        done = self.r(code, path)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr, pattern)

    def test_series_and_differences_are_those_of_python(self):
        ours = self.table('sunder_diff(result, "output", country = c("KOR", "CHN"), good = "mem")')
        self.assertEqual(list(ours.columns), ["time", "country", "good", "output"])
        theirs = self.ds.sunder.diff("output").output.sel(country=["KOR", "CHN"], good=["mem"]).to_series().reset_index()
        merged = ours.assign(time=pd.to_datetime(ours.time)).merge(theirs, on=["time", "country", "good"])
        self.assertEqual(len(merged), 2 * self.ds.sizes["time"])
        np.testing.assert_allclose(merged.output_x, merged.output_y, rtol=DIGITS, atol=DIGITS)
        self.assertGreater(merged.output_x.abs().max(), 1e-3)

    def test_trade_by_month_and_years(self):
        ours = self.table('sunder_yearly(sunder_series(result, "trade_value", run = "scenario", good = "otool", exporter = "USA", importer = "CHN"))')
        theirs = self.ds.sunder.yearly("trade_value").trade_value.sel(run="scenario", good="otool", exporter="USA", importer="CHN")
        self.assertEqual(list(ours.year), list(theirs.year.values))
        np.testing.assert_allclose(ours.trade_value, theirs, rtol=DIGITS)

    def test_the_first_look_prints_the_headline_s_chip_output_and_draws(self):
        figure = self.folder / "look.pdf"
        command = ["Rscript", "--vanilla", R / "first-look.R", self.path, figure]
        printed = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=True)
        self.assertEqual(printed.stderr, "")
        rows = [line.split() for line in printed.stdout.splitlines()]
        years = next(row for row in rows if row[:1] == ["country"])[1:]
        table = {row[0]: dict(zip(years, map(float, row[1:]))) for row in rows if row and row[0] in self.ds.country.values}
        headline = 100 * self.ds.sunder.headline().change["chip output"].drop("world").dropna()
        self.assertEqual(set(table), set(headline.index))
        for country, row in headline.iterrows():
            for year, value in row.items():
                self.assertAlmostEqual(table[country][str(year)], value, delta=0.00501)  # two digits
        self.assertEqual(figure.read_bytes()[:4], b"%PDF")

    def test_a_sweep_in_one_file(self):
        folder = self.folder / "sweep"
        two = {"title": "Two", "base": "mini-tools", "set": ["end=2021-03-01"], "axis": [{"name": "allies", "measures": ["nld-litho"]}]}
        sunder.sweep(two, output=folder).close()
        self.refused("sunder collect DIR --copy", path=folder / "sweep.h5")
        with sunder.collect(folder, copy=True) as index:
            ours = self.table('sunder_series(result, "welfare", draw = 1, run = "scenario", country = "CHN")', folder / "sweep.h5")
            np.testing.assert_allclose(ours.welfare, index.welfare.sel(draw=1, run="scenario", country="CHN"), rtol=DIGITS, atol=DIGITS)

    def test_faults_are_named_with_the_file(self):
        other = self.folder / "other.h5"
        self.refused("other.h5: no such file", path=other)
        other.write_text("output,country\n")
        self.refused("other.h5: not a finished result file", path=other)
        other.write_bytes(self.path.read_bytes()[:20000])
        self.refused("other.h5: not a finished result file", path=other)
        for attribute, value, pattern in (("format_version", 99, "other.h5: format version 99; this script reads version 1"),
                                          ("source", "NCO 5", "other.h5: not written by sunder"), ("complete", 0, "other.h5: not complete")):
            shutil.copy(self.path, other)
            with h5py.File(other, "a") as file:
                file.attrs[attribute] = value
            self.refused(pattern, path=other)
        self.refused("mini.h5: no variable outputt; it has .*output", 'sunder_series(result, "outputt")')
        self.refused("no country 'CHI'; there are USA, CHN", 'sunder_series(result, "output", country = "CHI")')
        self.refused("output has no dimension port; it has", 'sunder_series(result, "output", port = "x")')

    def test_the_scripts_read_the_version_that_python_reads(self):
        self.assertIn(f"sunder_format_version <- {sunder.result.FORMAT_VERSION}\n", (R / "sunder.R").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
