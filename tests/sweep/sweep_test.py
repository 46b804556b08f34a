#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sweeps as a user runs them: what is written, the same bytes however the work is cut, what is refused."""

import json
import pathlib
import sys
import unittest
import warnings

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folder import InFolder, SWEEP

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")
import numpy
import xarray

NAMES = [f"draw_{n:06}.h5" for n in range(12)]


class Cut(InFolder):
    def test_every_way_to_cut_the_work_gives_the_same_bytes(self):
        self.works("sweep", "twelve.toml", "-o", "whole", "--lanes", "8", "--jobs", "1")
        whole = self.runs("whole")
        self.assertEqual(list(whole), NAMES)
        self.assertEqual(len(set(whole.values())), 12)
        for lanes, jobs in ((1, 2), (2, 1), (3, 2), (16, 2)):
            out = f"lanes{lanes}"
            self.works("sweep", "twelve.toml", "-o", out, "--lanes", str(lanes), "--jobs", str(jobs))
            self.assertEqual(self.runs(out), whole, out)
        for task in (2, 1, 3):
            said = self.works("sweep", "twelve.toml", "-o", "tasks", "--task", str(task), "--tasks", "3")
            self.assertIn(f"task {task} of 3 (--task): 4 done", said)
        self.assertEqual(self.runs("tasks"), whole)

    def test_a_job_array_and_mpirun_say_which_share(self):
        for n in (10, 12):  # --array=10-12:2
            self.works("sweep", "twelve.toml", "-o", "array", SLURM_ARRAY_TASK_ID=str(n), SLURM_ARRAY_TASK_COUNT="2",
                       SLURM_ARRAY_TASK_MIN="10", SLURM_ARRAY_TASK_STEP="2")
        for rank in (1, 0):
            self.works("sweep", "twelve.toml", "-o", "ranks", OMPI_COMM_WORLD_RANK=str(rank), OMPI_COMM_WORLD_SIZE="2")
        self.assertEqual(self.runs("array"), self.runs("ranks"))
        self.assertEqual(list(self.runs("array")), NAMES)

    def test_a_share_without_a_number_of_shares_is_refused(self):
        self.fails(2, "sweep", "twelve.toml", "-o", "x", "--task", "1", says="--task needs --tasks")
        self.fails(2, "sweep", "twelve.toml", "-o", "x", PBS_ARRAY_INDEX="2", says="PBS_ARRAY_INDEX does not say how many tasks")
        self.fails(2, "sweep", "twelve.toml", "-o", "x", "--task", "4", "--tasks", "3", says="task 4 of 3")
        self.assertFalse((self.folder / "x").exists())


class Rerun(InFolder):
    def test_a_draw_run_alone_has_the_bits_of_the_sweep(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        for draw in (0, 7, 11):
            self.works("run", "--draw", f"out#{draw}", "-o", f"{draw}.h5")
            with xarray.open_dataset(self.folder / f"out/runs/draw_{draw:06}.h5") as ours, \
                    xarray.open_dataset(self.folder / f"{draw}.h5") as alone:
                for name in ("output", "welfare", "trade_value"):
                    self.assertEqual(ours[name].values.tobytes(), alone[name].values.tobytes(), name)
                self.assertEqual(ours.attrs["deck"], alone.attrs["deck"])

    def test_a_draw_that_is_none_is_refused(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        self.fails(2, "run", "--draw", "out#12", says="draws 0 to 11")
        self.fails(2, "run", "--draw", "out", says="DIR#NUMBER")
        self.fails(3, "run", "--draw", "nowhere#1", says="nowhere")


class Index(InFolder):
    def test_values_are_those_of_the_runs_and_missing_runs_are_not_numbers(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        (self.folder / "out/runs/draw_000003.h5").unlink()
        self.works("collect", "out")
        for engine in ("h5netcdf", "netcdf4"):
            with xarray.open_dataset(self.folder / "out/sweep.h5", engine=engine) as index, \
                    xarray.open_dataset(self.folder / "out/runs/draw_000007.h5", engine=engine) as run:
                self.assertEqual(index.welfare.dims, ("draw", "run", "time", "country"))
                self.assertTrue((index.welfare.sel(draw=7).values == run.welfare.values).all())
                self.assertTrue(numpy.isnan(index.welfare.sel(draw=3).values).all())
                self.assertEqual(list(index.country.values), list(run.country.values))
                self.assertEqual(str(index.time.values[1])[:10], "2021-01-11")
                self.assertEqual(list(index.draw_state.values), [1, 1, 1, 0] + [1] * 8)
                self.assertTrue((index.indicator_value.sel(draw=7).values == run.indicator_value.values).all())
                # the last axis is the fastest: draw 3 is tools off, 52.5, 1.0; draw 7 tools on, 26, 1.0
                self.assertEqual(index.axis_value.values[[3, 7]].tolist(), [[0, 52.5, 1.0], [1, 26, 1.0]])

    def test_the_copy_holds_the_series_itself(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        with xarray.open_dataset(self.folder / "out/sweep.h5") as index:
            before = index.load()
        self.works("collect", "out", "--copy")
        for run in (self.folder / "out/runs").iterdir():
            run.unlink()
        with xarray.open_dataset(self.folder / "out/sweep.h5") as copy:
            for name in before.variables:
                self.assertTrue(copy[name].equals(before[name]), name)

    def test_an_indicator_is_the_paired_difference_of_its_series(self):
        text = SWEEP + '[[indicator]]\nid = "gap"\nvalue = "gap(welfare[CHN])"\nunit = "M$/week"\n'
        (self.folder / "twelve.toml").write_text(text)
        said = json.loads(self.works("sweep", "twelve.toml", "-o", "out", "--json"))
        with xarray.open_dataset(self.folder / "out/sweep.h5") as index:
            welfare = index.welfare.sel(country="CHN").mean("time")
            gap = (welfare.sel(run="scenario") - welfare.sel(run="baseline")).values
            # 13 weeks: one of them ends after the run's last day; sums in another order differ in the last digits
            numpy.testing.assert_allclose(index.indicator_value.sel(indicator="gap").values, gap, rtol=1e-9, atol=1e-9)
            self.assertEqual(said["indicators"][0]["most_draw"], int(gap.argmax()))
            self.assertTrue((gap[:6] == 0).all())   # without the measure nothing happens
            self.assertTrue((gap[6:] != 0).all())
            median = index.indicator_quantile.sel(indicator="gap", quantile=0.5)
            self.assertAlmostEqual(float(median), float(numpy.median(index.indicator_value.sel(indicator="gap"))), places=9)


class Refused(InFolder):
    def test_what_is_there_is_not_done_again_by_mistake(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        self.fails(3, "sweep", "twelve.toml", "-o", "out", says="holds 12 of these 12 draws; --resume")
        done = self.sunder("sweep", "twelve.toml", "-o", "out", "--resume")
        self.assertIn("resumed: 12 of 12 were there; 0 done", done.stderr)
        self.works("sweep", "twelve.toml", "-o", "out", "--force")

    def test_a_changed_sweep_deck_or_economy_is_refused(self):
        self.works("sweep", "twelve.toml", "-o", "out")
        before = self.runs("out")
        (self.folder / "twelve.toml").write_text(SWEEP.replace("104", "103"))
        self.fails(3, "sweep", "twelve.toml", "-o", "out", "--resume", says="the sweep deck has changed")
        (self.folder / "twelve.toml").write_text(SWEEP)
        deck = (self.folder / "quarter.toml").read_text()
        (self.folder / "quarter.toml").write_text(deck.replace("2021-01-18", "2021-01-25"))
        self.fails(3, "sweep", "twelve.toml", "-o", "out", "--resume", says="the base deck has changed")
        self.assertEqual(self.runs("out"), before)

    def test_force_clears_nothing_but_a_sweep(self):
        (self.folder / "mine").mkdir()
        (self.folder / "mine/thesis.txt").write_text("all of it")
        self.fails(3, "sweep", "twelve.toml", "-o", "mine", "--force", says="is not the folder of a sweep")
        self.fails(3, "sweep", "twelve.toml", "-o", "mine", says="something else in it")
        self.assertEqual((self.folder / "mine/thesis.txt").read_text(), "all of it")
        self.fails(2, "sweep", "twelve.toml", "-o", "out", "--force", "--task", "1", "--tasks", "2", says="--force would delete")

    def test_a_script_for_slurm_is_only_printed(self):
        said = self.works("sweep", "twelve.toml", "-o", "out/", "--slurm", "--tasks", "3", "--jobs", "2")
        self.assertTrue(said.startswith("#!/bin/bash\n"))
        self.assertIn("sweep twelve.toml -o out --resume", said)
        self.assertFalse((self.folder / "out").exists())
        self.fails(2, "sweep", "twelve.toml", "-o", "out", "--slurm", "--resume", says="--resume has no meaning there")

    def test_faults_of_a_sweep_come_all_at_once_with_their_place(self):
        (self.folder / "bad.toml").write_text(SWEEP.replace("tau_deg", "tau_dge").replace('"welfare"', '"wellfare"') +
                                              "[design]\nkind = \"sobol\"\n")
        said = self.fails(2, "sweep", "bad.toml", "-o", "out", says="bad.toml:14:1: error: this design needs 'draws'").stderr
        self.assertNotIn("wellfare", said)  # what hangs on the first faults is not guessed at
        (self.folder / "bad.toml").write_text(SWEEP.replace("tau_deg", "tau_dge").replace('"welfare"', '"wellfare"'))
        said = self.fails(2, "sweep", "bad.toml", "-o", "out", says="no output is called 'wellfare'; did you mean 'welfare'?").stderr
        self.assertIn("bad.toml:6:1: error: axis parameter.tau_dge at 26: unknown parameter", said)
        self.assertFalse((self.folder / "out").exists())


if __name__ == "__main__":
    unittest.main()
