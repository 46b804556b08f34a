# SPDX-License-Identifier: Apache-2.0
"""One line of regression per deck: signs and places, not figures. Usage: library_test.py PROGRAM

Every deck: the run ends (the audit of the identities would stop it), nothing moves before its first announcement, and the
claims below hold. A claim is (variable, cell, year, sign, least change): scenario over baseline in the mean of that year."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import xarray

PROGRAM = sys.argv.pop(1)
SOURCE = Path(__file__).resolve().parents[2] / "scenarios"

# deck: (until, claims)
DECKS = {
    "biden-calendar": ("2025-12-29", [
        ("trade_value_by_hq", {"good": "ai_hi", "exporter": "USA", "importer": "CHN"}, 2023, "-", 0.5),
        ("output", {"good": "fnd16", "country": "CHN"}, 2025, "-", 0.01),
        ("investment", {"country": "USA"}, 2023, "+", 0.01),
        ("trade_value_by_hq", {"good": "etch_c", "exporter": "USA", "importer": "CHN"}, 2024, "-", 0.01),
        ("trade_quantity", {"good": "arfi", "exporter": "NLD", "importer": "CHN"}, 2024, "-", 0.01),
    ]),
    "small-yard-high-fence": ("2024-12-30", [
        ("trade_value_by_hq", {"good": "ai_hi", "exporter": "USA", "importer": "CHN"}, 2023, "-", 0.5),
        ("capacity", {"good": "dram_adv", "country": "USA"}, 2024, "0", 0.05),
    ]),
    "graphite": ("2024-12-30", [
        ("trade_quantity", {"good": "graphite", "exporter": "CHN", "importer": "JPN"}, 2024, "-", 0.05),
        ("price_index", {"good": "anode", "country": "KOR"}, 2024, "+", 0.05),
        ("output", {"good": "ev_cell", "country": "KOR"}, 2024, "-", 0.005),
    ]),
    "micron": ("2024-12-30", [
        ("trade_value_by_hq", {"good": "dram_leg", "exporter": "USA", "importer": "CHN"}, 2024, "-", 0.02),
        ("trade_value_by_hq", {"good": "dram_leg", "exporter": "KOR", "importer": "CHN"}, 2024, "+", 0.0),
    ]),
    "chips-act": ("2026-12-28", [
        ("investment", {"country": "USA"}, 2025, "+", 0.02),
        ("capacity", {"good": "fnd16", "country": "USA"}, 2026, "+", 0.005),
        ("investment", {"country": "TWN"}, 2025, "0", 0.1),
    ]),
    "ira-ev-credit": ("2025-12-29", [
        ("delivered", {"end_market": "auto_ev", "country": "USA"}, 2025, "+", 0.01),
        ("output", {"good": "auto_ev", "country": "USA"}, 2025, "+", 0.0),
        ("output", {"good": "auto_ev", "country": "CHN"}, 2025, "0", 0.02),
    ]),
    "outbound-screening": ("2026-12-28", [
        ("investment", {"country": "CHN"}, 2026, "-", 0.0),
        ("output", {"good": "fnd16", "country": "CHN"}, 2026, "0", 0.1),
    ]),
    "section-301": ("2026-12-28", [
        ("trade_quantity", {"good": "logic_mat", "exporter": "CHN", "importer": "USA"}, 2026, "-", 0.05),
        ("tariff_revenue", {"country": "USA"}, 2025, "+", 0.0),
    ]),
    "trump-full-decoupling": ("2026-12-28", [
        ("trade_value_by_hq", {"good": "etch_c", "exporter": "USA", "importer": "CHN"}, 2026, "-", 0.5),
        ("output", {"good": "etch_c", "country": "USA"}, 2026, "-", 0.05),
        ("trade_quantity", {"good": "ga", "exporter": "CHN", "importer": "USA"}, 2026, "-", 0.9),
    ]),
    "full-closure": ("2025-12-29", [
        ("value_added_real", {"country": "CHN"}, 2025, "-", 0.05),
        ("value_added_real", {"country": "USA"}, 2025, "-", 0.005),
        ("trade_quantity", {"good": "logic16", "exporter": "TWN", "importer": "CHN"}, 2025, "-", 0.3),
    ]),
    "full-closure-ten-years": ("2024-12-30", [
        ("trade_quantity", {"good": "logic16", "exporter": "TWN", "importer": "CHN"}, 2024, "-", 0.25),
        ("trade_quantity", {"good": "auto_ice", "exporter": "JPN", "importer": "USA"}, 2022, "0", 0.05),
        ("output", {"good": "logic_mat", "country": "USA"}, 2024, "-", 0.05),
    ]),
    "detente": ("2025-12-29", [
        ("trade_value_by_hq", {"good": "ai_hi", "exporter": "USA", "importer": "CHN"}, 2023, "-", 0.5),
    ]),
    "china-substitution": ("2025-12-29", [
        ("investment", {"country": "CHN"}, 2025, "+", 0.0),
        ("knowledge", {"country": "CHN"}, 2025, "+", 0.0),
    ]),
    "china-diversification": ("2025-12-29", [
        ("trade_quantity", {"good": "analog", "exporter": "REU", "importer": "CHN"}, 2025, "+", 0.0),
        ("input_cover", {"good": "gases", "country": "CHN"}, 2025, "+", 0.1),
    ]),
    "china-opening": ("2025-12-29", [
        ("investment", {"country": "CHN"}, 2024, "+", 0.0),
    ]),
    "china-response": ("2025-12-29", [
        ("investment", {"country": "CHN"}, 2025, "+", 0.01),
        ("trade_value_by_hq", {"good": "ai_hi", "exporter": "USA", "importer": "CHN"}, 2023, "-", 0.5),
    ]),
}


def run(deck, until, folder, *options):
    file = Path(folder) / f"{deck}.h5"
    subprocess.run([PROGRAM, "run", deck, "-o", str(file), "--json", "--until", until, *options], capture_output=True, text=True, check=True)
    return xarray.open_dataset(file, engine="h5netcdf")


def first_day(deck):
    """Of the calendar that `check` prints: what is announced first."""
    lines = subprocess.run([PROGRAM, "check", deck], capture_output=True, text=True, check=True).stdout.splitlines()
    return min(line.split()[0] for line in lines if line.startswith("  2"))


def yearly(data, variable, cell):
    values = data[variable].sel(**cell)
    axis = "time" if "time" in values.dims else "month"
    return values.groupby(f"{axis}.year").mean()


def change(data, variable, cell, year):
    values = yearly(data, variable, cell).sel(year=year)
    return float(values.sel(run="scenario") / values.sel(run="baseline") - 1)


class Decks(unittest.TestCase):
    def claim(self, deck, data, variable, cell, year, sign, least):
        found = change(data, variable, cell, year)
        print(f"{deck:24} {variable:18} {'>'.join(map(str, cell.values())):20} {year} {sign} {found:+.4f}")
        if sign == "0":  # small: less than `least` either way
            self.assertLess(abs(found), least)
        else:
            self.assertGreater(found if sign == "+" else -found, least)

    def test_decks(self):
        with tempfile.TemporaryDirectory() as folder:
            for deck, (until, claims) in DECKS.items():
                data = run(deck, until, folder)
                with self.subTest(deck, what="nothing moves before the first announcement"):
                    quiet = data.sel(time=slice(None, str(numpy.datetime64(first_day(deck)) - 7)))
                    for name in ("output", "price_index", "orders", "revenue"):
                        base, scenario = (quiet[name].sel(run=r).values for r in ("baseline", "scenario"))
                        self.assertGreater(base.shape[0], 0)
                        self.assertTrue(numpy.array_equal(base, scenario, equal_nan=True), name)
                for variable, cell, year, sign, least in claims:
                    with self.subTest(deck, variable=variable, cell=cell, year=year):
                        self.claim(deck, data, variable, cell, year, sign, least)
                data.close()


class Families(unittest.TestCase):
    """Decks that belong together, compared in one cell."""

    def value(self, deck, until, variable, cell, year, *options):
        with tempfile.TemporaryDirectory() as folder:
            data = run(deck, until, folder, *options)
            return change(data, variable, cell, year)

    def test_each_ally_adds_and_gains_where_it_stays_out(self):
        until, cell = "2025-12-29", {"measure": "us-advanced-tools-2022"}
        loss = {d: self.value(d, until, "covered_output", cell, 2025) for d in
                ("allied-us-alone", "allied-us-nl", "allied-us-jp", "allied-coordination")}
        print(loss)
        self.assertLess(loss["allied-us-alone"], 0)
        for one in ("allied-us-nl", "allied-us-jp"):
            self.assertLess(loss[one], loss["allied-us-alone"])
            self.assertLess(loss["allied-coordination"], loss[one])

    def test_allies_that_leave_take_part_of_the_effect_with_them(self):
        until, cell = "2025-12-29", {"measure": "us-advanced-tools-2022"}
        scripted = self.value("allies-defect", until, "covered_output", cell, 2025, "--set", "switch.endogenous_governments=false")
        left = self.value("allies-defect", until, "covered_output", cell, 2025)
        self.assertLess(scripted, left)
        self.assertLess(left, 0)

    def test_a_target_climbs_its_ladder(self):
        cell = {"good": "ga", "exporter": "CHN", "importer": "JPN"}
        scripted = ("--set", "switch.endogenous_governments=false")  # nobody takes what is on call
        without = self.value("retaliation-ladder", "2023-12-25", "trade_quantity", cell, 2023, *scripted)
        self.assertLess(self.value("retaliation-ladder", "2023-12-25", "trade_quantity", cell, 2023), without - 0.05)


class Shelf(unittest.TestCase):
    def test_every_deck_reads_without_a_word(self):
        decks = sorted(p.stem for p in SOURCE.glob("*.toml"))
        self.assertGreater(len(decks), 25)
        done = subprocess.run([PROGRAM, "check", *decks], capture_output=True, text=True, check=True)
        self.assertEqual(done.stderr, "")


if __name__ == "__main__":
    unittest.main()
