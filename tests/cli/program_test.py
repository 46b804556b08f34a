#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The real program, as a user calls it: exit codes, messages, files."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import xarray

PROGRAM = os.environ["SUNDER_PROGRAM"]
SOURCE = pathlib.Path(os.environ["SUNDER_SOURCE_DIR"])
# A deck of our own, a year on the small economy, so that the tests do not hang on the shipped decks.
DECK = """title = "One year"
question = "Does it run?"
economy = "mini"
start = 2021-01-04
end = 2021-12-27
measures = []
"""


class InFolder(unittest.TestCase):
    """Every test works in a new folder; what the program leaves there is what counts."""

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)
        (self.folder / "year.toml").write_text(DECK)

    def sunder(self, *args, **more):
        return subprocess.run([PROGRAM, *args], cwd=self.folder, capture_output=True, text=True, timeout=100, **more)

    def fails(self, code, *args, says):
        done = self.sunder(*args)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(says, done.stderr)
        return done

    def works(self, *args):
        done = self.sunder(*args)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def left(self):
        """Names in the folder besides the deck, hidden ones too."""
        return sorted(p.name for p in self.folder.iterdir() if p.name != "year.toml")


class Usage(InFolder):
    def test_no_command_prints_help_and_fails(self):
        self.fails(2, says="usage: sunder COMMAND")

    def test_help_names_every_command_and_each_has_an_example(self):
        page = self.works("--help")
        for command in ("run", "check", "explain", "list", "compare", "export", "image", "schema", "calibrate", "rank"):
            self.assertIn(f"\n  {command} ", page)
            for ask in ([command, "--help"], ["help", command], [command, "-h"]):
                self.assertIn(f"example: sunder {command}", self.works(*ask))

    def test_version_names_the_revision(self):
        self.assertRegex(self.works("--version"), r"^sunder \d+\.\d+\.\d+ \(.+\)\n$")

    def test_unknown_command_gets_the_nearest(self):
        self.fails(2, "chekc", says="unknown command 'chekc'; did you mean 'check'?")

    def test_unknown_option_gets_the_nearest(self):
        self.fails(2, "run", "year.toml", "--forse", says="unknown option '--forse'; did you mean '--force'?")

    def test_an_abbreviated_option_is_not_guessed(self):
        self.fails(2, "run", "year.toml", "--out", "x.h5", says="unknown option '--out'")

    def test_missing_and_extra_arguments(self):
        self.fails(2, "run", says="an argument is missing")
        self.fails(2, "run", "a", "b", says="unexpected argument 'b'")

    def test_a_number_out_of_range_names_the_range(self):
        self.fails(2, "run", "year.toml", "--threads", "0", says="--threads = '0', but it must be a whole number from 1 to 1024")
        self.fails(2, "run", "year.toml", "--seed", "x", says="--seed = 'x'")

    def test_output_that_cannot_be_written_is_exit_3(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn("could not write", done.stderr)


class Lists(InFolder):
    def test_lists_are_not_empty(self):
        for topic in ("economies", "decks", "measures", "countries", "goods", "firms", "outputs"):
            self.assertGreater(len(self.works("list", topic).splitlines()), 2, topic)

    def test_economies_say_how_much_rests_on_each_status(self):
        page = self.works("list", "economies")
        self.assertIn("mini: base year", page)
        self.assertRegex(page, r"base value by status: .*\d %")

    def test_goods_of_a_named_economy(self):
        self.assertLess(len(self.works("list", "goods", "--economy", "mini").splitlines()),
                        len(self.works("list", "goods").splitlines()))

    def test_unknown_names_get_the_nearest(self):
        self.fails(2, "list", "goodz", says="did you mean 'goods'?")
        self.fails(2, "list", "goods", "--economy", "mimi", says="mini")

    def test_schema_equals_the_committed_one(self):
        self.assertEqual(self.works("schema"), (SOURCE / "scenarios/deck.schema.json").read_text())
        json.loads(self.works("schema"))

    def test_fields_equal_the_committed_page(self):
        self.assertEqual(self.works("schema", "--fields"), (SOURCE / "scenarios/FIELDS.md").read_text())

    def test_explain_knows_keys_and_measures(self):
        self.assertIn("permanence", self.works("explain"))
        measure = self.works("list", "measures").split()[0]
        self.assertIn(measure, self.works("explain", measure))
        self.fails(2, "explain", "economi", says="economy")

    def test_image_is_the_same_twice_and_refuses_to_overwrite(self):
        self.works("image", "mini", "-o", "a.bin")
        self.works("image", str(SOURCE / "scenarios/economies/mini"), "-o", "b.bin")
        self.assertEqual((self.folder / "a.bin").read_bytes(), (self.folder / "b.bin").read_bytes())
        self.fails(3, "image", "mini", "-o", "a.bin", says="exists")


class Check(InFolder):
    def test_a_sound_deck_prints_its_calendar(self):
        self.assertIn("One year", self.works("check", "year.toml"))

    def test_every_shipped_deck_is_sound(self):
        decks = sorted(str(p) for p in (SOURCE / "scenarios").glob("*.toml"))
        self.assertTrue(decks)
        self.works("check", *decks)

    def test_the_decks_of_both_readmes_are_sound(self):
        for page in ("README.md", "README.zh.md"):
            deck = (SOURCE / page).read_text().split("```toml\n")[1].split("```")[0]
            (self.folder / "early.toml").write_text(deck)
            self.assertRegex(self.works("check", "early.toml"), r"2022-10-07 +nl-immersion-2023 +.*in force")

    def test_every_error_of_every_deck_at_once(self):
        (self.folder / "bad.toml").write_text(DECK.replace("title", "titel") + "[belief]\npermanence = 1.5\n")
        (self.folder / "worse.toml").write_text(DECK.replace('"mini"', '"minni"'))
        done = self.fails(2, "check", "bad.toml", "worse.toml", says="bad.toml:1:")
        self.assertIn("did you mean 'title'", done.stderr)
        self.assertRegex(done.stderr, r"bad\.toml:8:\d+: error: .*permanence")
        self.assertRegex(done.stderr, r"worse\.toml:3:\d+: error: .*minni")

    def test_a_deck_that_is_not_there(self):
        self.fails(2, "check", "nowhere.toml", says="nowhere.toml")


DUTY = DECK.replace("measures = []\n", """
[[measure]]
id = "duty"
title = "A duty on chips"
source = "none"
issuer = "USA"
action = "tariff"
announce = 2021-02-01
effective = 2021-02-01
items = { goods = ["mlog", "mem"] }
origin = { ship_from = ["CHN", "KOR"] }
destination = ["USA"]
rate = 0.25
""")


class Equilibrium(InFolder):
    def setUp(self):
        super().setUp()
        (self.folder / "duty.toml").write_text(DUTY)

    def test_fits_a_screen_and_says_what_moves(self):
        for more in ([], ["--wages", "clearing"]):
            page = self.works("equilibrium", "duty.toml", *more)
            self.assertRegex(page, r"mem +\+\d+\.\d\d +USA \+\d+\.\d\d")
            self.assertRegex(page, r"mem +KOR -> USA +\d")
            self.assertLessEqual(len(page.splitlines()), 30, page)
            self.assertLessEqual(max(map(len, page.splitlines())), 100, page)
            self.assertEqual("welfare" in page, bool(more))

    def test_without_measures_nothing_moves(self):
        self.assertIn("no price and no output moves", self.works("equilibrium", "year.toml"))

    def test_json_carries_wages_and_shares(self):
        facts = json.loads(self.works("equilibrium", "duty.toml", "--wages", "clearing", "--json"))
        self.assertEqual((facts["wages"], facts["markup"], facts["left_out"]), ("clearing", "constant", []))
        wages = {row["country"]: row["wage_change"] for row in facts["countries"]}
        self.assertGreater(wages["USA"], wages["KOR"])
        sold = {}
        for row in facts["trade"]:
            sold[row["good"], row["to"]] = sold.get((row["good"], row["to"]), 0.0) + row["share_after"]
        for share in sold.values():
            self.assertAlmostEqual(share, 1.0, 12)

    def test_a_measure_that_rations_is_an_error_at_its_line(self):
        (self.folder / "cap.toml").write_text(DUTY.replace('"tariff"', '"license"').replace(
            "rate = 0.25", "license = { share = 0.5 }"))
        self.fails(2, "equilibrium", "cap.toml", says="cap.toml:8:6: error: measure 'duty' has no place")
        page = self.works("equilibrium", "cap.toml", "--leave-out")
        self.assertIn("left out: duty", page)

    def test_wrong_words_and_impossible_games(self):
        self.fails(2, "equilibrium", "duty.toml", "--wages", "clear", says="it must be one of fixed, clearing")
        self.fails(2, "equilibrium", "duty.toml", "--markup", "Cournot", says="did you mean 'cournot'?")
        self.fails(2, "equilibrium", "duty.toml", "--markup", "cournot", says="duty.toml: error: good")


class Run(InFolder):
    def test_writes_the_result_and_prints_within_a_screen(self):
        page = self.works("run", "year.toml")
        self.assertEqual(self.left(), ["year.h5"])
        self.assertIn("One year", page)
        self.assertIn("Audit: all identities hold", page)
        self.assertIn("year.h5", page)
        lines = page.splitlines()
        self.assertLessEqual(len(lines), 24)
        self.assertLessEqual(max(map(len, lines)), 100)

    def test_the_flagship_fits_a_screen_and_names_its_measures(self):
        page = self.works("run", "flagship", "--until", "2023-12-04", "-o", "f.h5")
        self.assertIn("2022-10-07", page)
        self.assertLessEqual(len(page.splitlines()), 30, page)
        self.assertLessEqual(max(map(len, page.splitlines())), 100, page)

    def test_two_runs_give_identical_bytes_for_any_threads(self):
        self.works("run", "year.toml", "--threads", "1", "-o", "a.h5")
        self.works("run", "year.toml", "--threads", "3", "-o", "b.h5")
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())

    def test_json_carries_the_same_facts(self):
        facts = json.loads(self.works("run", "year.toml", "--json", "--until", "2021-06-28"))
        self.assertEqual((facts["deck"], facts["economy"], facts["file"]), ("year", "mini", "year.h5"))
        self.assertEqual(facts["steps"], 25)  # 4 January to 28 June: 175 days
        self.assertLessEqual(facts["audit"]["largest"], facts["audit"]["tolerance"])
        # Without measures every lane is the baseline, to the last bit.
        for country in facts["change_against_baseline"].values():
            for changes in country.values():
                self.assertTrue(all(change in (0, None) for change in changes))

    def test_set_changes_the_deck(self):
        self.works("run", "year.toml", "--set", 'title="Another"', "--until", "2021-02-01")
        self.fails(2, "run", "year.toml", "--force", "--set", "titel=1", says="titel")

    def test_one_lane_is_the_scenario_alone(self):
        page = self.works("run", "year.toml", "--lanes", "1", "--until", "2021-02-01")
        self.assertIn("1 lane", page)

    def test_compare_and_export_read_what_was_written(self):
        self.works("run", "year.toml", "-o", "a.h5", "--until", "2021-03-01")
        self.works("run", "year.toml", "-o", "b.h5", "--until", "2021-03-01")
        self.works("compare", "a.h5", "b.h5")
        self.works("export", "a.h5", "--csv", "tables")
        self.assertTrue(list((self.folder / "tables").glob("*.csv")))


class Governments(InFolder):
    """The small deck of tool controls under governments that decide; too little approval at home stays the sender's hand."""

    def setUp(self):
        super().setUp()
        deck = (SOURCE / "scenarios" / "mini-tools.toml").read_text()
        deck += "\n[switch]\nendogenous_governments = true\n\n[government]\napproval = 0.37\napproval_min = 0.4\n"
        (self.folder / "rests.toml").write_text(deck)

    def test_decisions_stand_on_the_page_with_their_reason(self):
        page = self.works("run", "rests.toml", "--until", "2022-12-26")
        # Reviews fall on every 13th Monday after 4 January 2021: that of 3 October 2022 is the last before the measures.
        self.assertIn("2022-10-03  USA postpones usa-tools, usa-service: approval 0.37 < 0.4\n", page)
        self.assertIn("No measure in force", page)
        self.assertLessEqual(max(map(len, page.splitlines())), 100, page)

    def test_json_and_file_hold_the_same_decisions(self):
        told = json.loads(self.works("run", "rests.toml", "--until", "2022-12-26", "--json"))["decisions"]
        self.assertEqual([d["measure"] for d in told], ["usa-tools", "usa-service"])
        with xarray.open_dataset(self.folder / "rests.h5") as file:
            kinds, causes = (file[f"decision_{key}"].attrs["flag_meanings"].split() for key in ("kind", "cause"))
            self.assertEqual(file.sizes["decision"], len(told))
            for n, one in enumerate(told):
                row = {key: file[f"decision_{key}"].values[n] for key in (
                    "day", "effective", "country", "measure", "loss_index", "sector_index", "threshold", "compliance")}
                row["government"] = row.pop("country")
                row.update(day=str(row["day"])[:10], effective=str(row["effective"])[:10],
                           kind=kinds[int(file.decision_kind[n])], cause=causes[int(file.decision_cause[n])])
                self.assertEqual(row, one)
                self.assertEqual(file.decision_run.values[n], "scenario")
            # Withheld: nothing happens that does not happen in the baseline.
            self.assertEqual(float(file.measure_in_force.sum()), 0)
            self.assertTrue((file.output.sel(run="scenario") == file.output.sel(run="baseline")).all())

    def test_export_and_compare_know_decisions(self):
        self.works("run", "rests.toml", "--until", "2022-12-26")
        self.works("run", "rests.toml", "--until", "2022-12-26", "--set", "government.approval=1.0", "-o", "acts.h5")
        self.works("export", "rests.h5", "--csv", "tables")
        table = (self.folder / "tables" / "decisions.csv").read_text().splitlines()
        self.assertEqual(len(table), 1 + 2)
        self.assertTrue(table[1].startswith("2022-10-03,"), table[1])
        self.assertIn("USA,usa-tools,restrains,approval,", table[1])
        said = self.works("compare", "rests.h5", "acts.h5")
        self.assertIn("only in A: decision 2022-10-03 scenario USA restrains usa-tools (approval: ", said)


class Refused(InFolder):
    def test_an_existing_output_is_refused_before_the_run(self):
        (self.folder / "year.h5").write_text("mine")
        self.fails(3, "run", "year.toml", says="exists")
        self.assertEqual((self.folder / "year.h5").read_text(), "mine")
        self.works("run", "year.toml", "--force", "--until", "2021-02-01")
        self.assertNotEqual((self.folder / "year.h5").read_bytes()[:4], b"mine")

    def test_a_folder_that_is_not_there(self):
        self.fails(3, "run", "year.toml", "-o", "nowhere/out.h5", says="nowhere")

    def test_bad_input_writes_nothing(self):
        (self.folder / "bad.toml").write_text(DECK + "x = 1\n")
        self.fails(2, "run", "bad.toml", says="bad.toml:7:1: error:")
        self.assertEqual(self.left(), ["bad.toml"])

    def test_not_one_of_our_files(self):
        (self.folder / "text.h5").write_text("not HDF5")
        self.fails(3, "compare", "text.h5", "text.h5", says="text.h5")
        self.fails(3, "export", "nowhere.h5", "--csv", "tables", says="nowhere.h5")

    @unittest.skipUnless(os.geteuid() == 0, "mounting a small disk needs root")
    def test_a_full_disk_leaves_nothing(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(disk)]
        # A mount of our own that ends with the process; where even root may not mount, there is nothing to test.
        if subprocess.run(["unshare", "--mount", *mount], capture_output=True).returncode != 0:
            self.skipTest("no right to mount")
        script = 'mount -t tmpfs -o size=16k tmpfs "$1/disk" && { "$2" run year.toml -o disk/out.h5; code=$?; ls -A "$1/disk"; exit $code; }'
        done = self.sunder_script(script)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertEqual(done.stdout.split(), [])
        self.assertIn("out.h5", done.stderr)

    def sunder_script(self, script):
        return subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", str(self.folder), PROGRAM], cwd=self.folder,
                              capture_output=True, text=True, timeout=100)


class Interrupted(InFolder):
    def interrupt(self, number):
        # A hundred years in days: it cannot end before the signal comes.
        (self.folder / "year.toml").write_text(DECK.replace("2021-12-27", "2120-12-27") + "step_days = 1\n")
        with subprocess.Popen([PROGRAM, "run", "year.toml"], cwd=self.folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
            for _ in range(1000):  # the hidden part file says that the run is on
                if self.left() or run.poll() is not None:
                    break
                time.sleep(0.01)
            run.send_signal(number)
            _, errors = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 128 + number, errors)
        self.assertIn("interrupted", errors)
        self.assertEqual(self.left(), [])

    def test_control_c_leaves_no_file(self):
        self.interrupt(signal.SIGINT)

    def test_sigterm_leaves_no_file(self):
        self.interrupt(signal.SIGTERM)


class Setup(unittest.TestCase):
    """./run itself, as far as it can be tried without installing anything."""

    def test_the_scripts_are_sound_bash(self):
        for script in ("run", "check", ".ci/run", ".ci/setup.sh"):
            subprocess.run(["bash", "-n", str(SOURCE / script)], check=True)

    def test_offline_names_what_is_missing_and_installs_nothing(self):
        with tempfile.TemporaryDirectory() as place:
            stub = pathlib.Path(place) / "dpkg-query"  # says that no package is there
            stub.write_text("#!/bin/sh\nexit 1\n")
            stub.chmod(0o755)
            script = f'offline=yes; log={place}/log; root={place}; source {SOURCE}/.ci/setup.sh; install_missing "${{packages_to_build[@]}}"'
            done = subprocess.run(["bash", "-c", script], capture_output=True, text=True,
                                  env={**os.environ, "PATH": f"{place}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 3)
        self.assertIn("libhdf5-dev (result files)", done.stderr)
        self.assertIn("not installed", done.stderr)


if __name__ == "__main__":
    unittest.main()
