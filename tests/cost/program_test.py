#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`sunder cost`, as a user calls it: table, JSON, result file, refusals."""

import csv
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import tomllib
import unittest
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import h5py
import xarray

PROGRAM = os.environ["SUNDER_PROGRAM"]
SOURCE = pathlib.Path(os.environ["SUNDER_SOURCE_DIR"])


class Cost(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)

    def sunder(self, *args):
        return subprocess.run([PROGRAM, "cost", *args], cwd=self.folder, capture_output=True, text=True, timeout=100)

    def works(self, *args):
        done = self.sunder(*args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def fails(self, code, *args, says):
        done = self.sunder(*args)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertIn(says, done.stderr)

    def test_the_table_stands_beside_the_published_figures_in_any_folder(self):
        page = self.works("--draws", "1000")
        for text in ("C1 ", "C2 ", "C3 ", "C4 ", "fabs built in 70 days, not 700", "predicted; mid 4 % below", "all at once, after ten years of notice", "900-1225", "45-125", "35-65", "mid 4 % below", "= 47.6 %", "USA alone builds", "catch_up_years",
                     "Nothing is fitted"):
            self.assertIn(text, page)
        self.assertNotIn("MISSED", page)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_file_of_another_kind_is_one_line_with_the_command_that_reads_it(self):
        deck, sweep, study = (SOURCE / "scenarios" / name for name in ("flagship.toml", "sweeps/mini-allies.toml", "cost/self-sufficiency.toml"))
        for given, file, reads in [("run", sweep, "sweep"), ("run", study, "cost"), ("equilibrium", study, "cost"), ("cost", deck, "run"),
                                   ("cost", sweep, "sweep"), ("sweep", deck, "run"), ("sweep", study, "cost")]:
            done = subprocess.run([PROGRAM, given, file, *(["-o", "out"] if given == "sweep" else [])], cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, rf"^{re.escape(str(file))}: error: no [a-z ]+; it is a [a-z ]+: sunder {reads} {re.escape(str(file))}\n$")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_every_shipped_study_runs(self):
        for deck in sorted((SOURCE / "scenarios/cost").glob("*.toml")):
            page = self.works(deck.stem, "--draws", "100", "--set", "sobol_draws=0", "--static")
            self.assertIn("first investment", page, deck.stem)

    def test_the_readme_says_what_the_studies_print(self):
        """Each study has its row: first investment and price rise of the mid case."""
        readme = (SOURCE / "scenarios/cost/README.md").read_text()
        rows = dict(re.findall(r"^\| ([a-z0-9-]+) \|.*\| ([\d,]+ bn\$, \d+ %) \|$", readme, re.MULTILINE))
        decks = {deck.stem for deck in (SOURCE / "scenarios/cost").glob("*.toml")}
        self.assertEqual(set(rows), decks)
        for deck, row in rows.items():
            mid = json.loads(self.works(deck, "--json", "--static", "--draws", "100", "--set", "sobol_draws=0"))["cases"]["mid"]
            self.assertEqual(row, f"{mid['upfront_busd']:,.0f} bn$, {100 * mid['price_rise']:.0f} %", deck)
        cases = json.loads(self.works("--json", "--static", "--draws", "100", "--set", "sobol_draws=0"))["cases"]
        low, mid, high = (cases[case] for case in ("low", "mid", "high"))
        front = " ".join((SOURCE / "README.md").read_text().split())
        for text in (f"{mid['upfront_busd']:.0f} bn$ first, {low['upfront_busd']:,.0f}-{high['upfront_busd']:,.0f} from low to high",
                     f"({mid['recurring_busd_yr']:.0f}, {low['recurring_busd_yr']:.0f}-{high['recurring_busd_yr']:.0f})",
                     f"({100 * mid['price_rise']:.0f} %, {100 * low['price_rise']:.0f}-{100 * high['price_rise']:.0f} %)"):
            self.assertTrue(text in front, text)

    def test_a_hundred_thousand_draws_take_less_than_two_seconds(self):
        """Measured on one core: .4 s of processor time, .6 s with Sobol indices. Processor time, since other tests run beside it."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = json.loads(self.works("--json", "--static", "--threads", "1"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertEqual(answer["draws"]["count"], 100000)
        self.assertGreater(answer["draws_seconds"], 0.0)
        if os.environ["SUNDER_CONFIG"] == "Release":
            self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2.0)

    def test_json_holds_the_identity(self):
        answer = json.loads(self.works("--json", "--draws", "1000"))
        mid = answer["cases"]["mid"]
        self.assertAlmostEqual(mid["price_rise"], (mid["recovery_per_year"] * mid["upfront_busd"] + mid["recurring_busd_yr"])
                               / mid["sales_busd_yr"] * mid["pass_through"], places=12)
        self.assertEqual([row["region"] for row in mid["regions"]], ["USA", "CHN", "APX", "EUR"])
        self.assertEqual(answer["asks_as_published"], 1)
        self.assertEqual(len(answer["published"]), 8)

    def test_a_changed_input_changes_the_answer(self):
        args = ("--json", "--draws", "100", "--set", "sobol_draws=0", "--static")
        before = json.loads(self.works(*args))["cases"]["mid"]
        after = json.loads(self.works(*args, "--set", "input.catch_up_years=10"))["cases"]["mid"]
        self.assertGreater(after["upfront_busd"], before["upfront_busd"])
        self.assertEqual(after["recurring_busd_yr"], before["recurring_busd_yr"])

    def test_the_file_opens_everywhere_and_holds_what_was_printed(self):
        printed = json.loads(self.works("-o", "a.h5", "--json", "--draws", "1000"))
        self.works("-o", "b.h5", "--draws", "1000", "--threads", "1")  # the same bytes
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())
        for engine in ("h5netcdf", "netcdf4"):
            with xarray.open_dataset(self.folder / "a.h5", engine=engine) as ds:
                self.assertEqual(ds.upfront.dims, ("case", "region", "activity"))
                self.assertEqual(float(ds.price_rise.sel(case="mid")), printed["cases"]["mid"]["price_rise"])
                self.assertAlmostEqual(float(ds.upfront.sel(case="mid").sum()), printed["cases"]["mid"]["upfront_busd"], 9)
                self.assertEqual(list(ds.price_rise_drawn.sel(percentile=[5, 50, 95]).values),
                                 [printed["draws"]["price_rise"][i] for i in (0, 2, 4)])
                self.assertEqual(list(ds.input.values), [row["input"] for row in printed["inputs"]])
                dynamic = {(c["id"], c["what"]): c for c in printed["dynamic"]["checks"]}
                made = [c for c in dynamic.values() if c["what"] == "unit cost of what is made"][0]
                self.assertAlmostEqual(float(ds.closure_unit_cost.isel(closure_path=0, closure_year=-1)), made["dynamic"], 5)
                self.assertEqual([round(x, 12) for x in ds.closure_output.isel(closure_path=0).values],
                                 [round(x, 12) for x in printed["dynamic"]["paths"][0]["output"]])
                for name, variable in ds.data_vars.items():
                    self.assertTrue(variable.attrs["long_name"], name)
                    if variable.dtype.kind == "f":
                        self.assertTrue(variable.attrs["units"] and variable.attrs["equation"], name)
                self.assertEqual((ds.attrs["complete"], ds.attrs["kind"]), (1, "cost study"))
                self.assertIn("upfront_busd world | bn$", ds.attrs["published"])
        with h5py.File(self.folder / "a.h5") as file:
            self.assertEqual(list(file.attrs)[-1], "complete")
        text = subprocess.run(["ncdump", "-h", "a.h5"], cwd=self.folder, check=True, capture_output=True, text=True).stdout
        self.assertIn("double upfront(case, region, activity)", text)

    def test_the_long_table_holds_every_value_once(self):
        self.works("--csv", "t.csv", "-o", "t.h5", "--draws", "200", "--set", "sobol_draws=0")
        rows = list(csv.DictReader((self.folder / "t.csv").read_text(encoding="utf-8").splitlines()))
        with xarray.open_dataset(self.folder / "t.h5") as ds:
            numbers = [v for v in ds.data_vars.values() if v.dtype.kind == "f"]
            self.assertEqual(len(rows), sum(v.size for v in numbers))
            cell = [r for r in rows if (r["variable"], r["case"], r["region"], r["activity"])
                    == ("upfront", "mid", "CHN", "fab_memory")]
            self.assertEqual([float(r["value"]) for r in cell],
                             [float(ds.upfront.sel(case="mid", region="CHN", activity="fab_memory"))])

    def test_keys_are_the_committed_page(self):
        self.assertEqual(self.works("--fields"), (SOURCE / "scenarios/cost/FIELDS.md").read_text())

    def test_the_dynamic_model_agrees_in_every_study_or_says_why_it_cannot_start(self):
        for study in ("self-sufficiency", "six-regions", "usa-alone"):
            answer = json.loads(self.works(study, "--json", "--draws", "100", "--set", "sobol_draws=0"))["dynamic"]
            self.assertEqual([check["id"] for check in answer["checks"]], ["C1", "C2", "C2", "C3", "C3"], study)
            for check in answer["checks"]:
                self.assertLessEqual(abs(check["difference"]), check["tolerance"], (study, check))
            for path in answer["paths"]:
                self.assertLess(min(path["output"]), 0.99, (study, path["title"]))
        page = self.works("--draws", "100", "--set", "sobol_draws=0", "--set", "input.mismatch=0.1")
        self.assertIn("Not run in the dynamic model: the dynamic model cannot start from this study: 'USA' needs more", page)

    def test_the_schema_is_the_committed_one_and_every_shipped_study_names_it(self):
        schema = subprocess.run([PROGRAM, "schema", "--cost"], capture_output=True, text=True, check=True).stdout
        self.assertEqual(schema, (SOURCE / "scenarios/cost/study.schema.json").read_text())
        known = json.loads(schema)
        for deck in sorted((SOURCE / "scenarios/cost").glob("*.toml")):
            text = deck.read_text()
            self.assertEqual(text.splitlines()[0], "#:schema study.schema.json", deck.stem)
            self.assertEqual(set(tomllib.loads(text)) - set(known["properties"]), set(), deck.stem)
            self.assertEqual(set(known["required"]) - set(tomllib.loads(text)), set(), deck.stem)

    def test_studies_are_listed_and_checked_like_decks(self):
        listed = subprocess.run([PROGRAM, "list", "studies"], capture_output=True, text=True, check=True).stdout
        for deck in sorted((SOURCE / "scenarios/cost").glob("*.toml")):
            self.assertIn(deck.stem, listed)
        checked = subprocess.run([PROGRAM, "check", "usa-alone", str(SOURCE / "scenarios/cost/six-regions.toml")],
                                 capture_output=True, text=True, check=True).stdout
        self.assertIn("stays as it is: CHN", checked)
        self.assertIn("six-regions: Six regions", checked)
        (self.folder / "mine.toml").write_text('title = "t"\nquestion = "q"\n[[region]]\nid = "A"\nplaces = ["USS"]\n')
        done = subprocess.run([PROGRAM, "check", "mine.toml"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("mine.toml:5:11: error: unknown place 'USS'; did you mean 'USA'?", done.stderr)

    def test_commands_for_runs_say_what_a_study_file_is(self):
        self.works("-o", "a.h5", "--draws", "100", "--set", "sobol_draws=0", "--static")
        for args in (("compare", "a.h5", "a.h5"), ("export", "a.h5", "--csv", "tables")):
            done = subprocess.run([PROGRAM, *args], cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 3)
            self.assertIn("a.h5: is a cost study, not the result of a run; read it with", done.stderr)
            self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertFalse((self.folder / "tables").exists())

    def test_a_name_of_another_kind_says_which_command_takes_it(self):
        self.fails(2, "flagship", says="flagship: error: no such cost study, as a file or by name; it is a deck: sunder run flagship")
        done = subprocess.run([PROGRAM, "run", "usa-alone"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("no such deck, as a file or by name; it is a cost study: sunder cost usa-alone", done.stderr)

    def test_refusals(self):
        self.fails(2, "self-suficiency", says="did you mean 'self-sufficiency'?")
        self.fails(2, "--set", "input.life_years=-1", says="must lie in [1, 1000]")
        self.fails(2, "--draws", "1", says="draws = 1")
        (self.folder / "x.h5").write_text("mine")
        self.fails(3, "-o", "x.h5", says="exists")
        self.assertEqual((self.folder / "x.h5").read_text(), "mine")
        self.fails(3, "-o", "no-folder/x.h5", says="its folder no-folder does not exist")
        os.mkfifo(self.folder / "pipe")  # no file: not replaced, not even with --force
        for option in ("-o", "--csv"):
            self.fails(3, option, "pipe", "--force", "--static", "--draws", "100", says="pipe: exists and is neither a file nor")
        self.assertTrue((self.folder / "pipe").is_fifo())

    def test_a_disk_that_is_full_is_exit_3_and_leaves_nothing(self):
        def full():  # files end at 4 kB, as on a full disk
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        few = ["--draws", "100", "--set", "sobol_draws=0", "--static"]
        for option in ("-o", "--csv"):
            done = subprocess.run([PROGRAM, "cost", *few, option, "x"], cwd=self.folder, preexec_fn=full, capture_output=True, text=True)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertRegex(done.stderr, r"^sunder: error: x: .*\n$")
            self.assertEqual(list(self.folder.iterdir()), [])
        with open("/dev/full", "w") as screen:
            done = subprocess.run([PROGRAM, "cost", *few], stdout=screen, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertNotIn("internal error", done.stderr)


if __name__ == "__main__":
    unittest.main()
