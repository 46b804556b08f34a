#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sweeps of this build from Python: the index, draws one by one, what failed, what was stopped, what was moved."""

import os
import shutil
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import fixtures
import matplotlib.pyplot as plt
import numpy as np
import sunder

# A year of the teaching economy, hundredths of a second a run.
SHORT = {"title": "Short", "base": "mini-tools", "set": ["start=2023-01-02", "end=2023-12-25"], "output": {"variables": ["welfare", "output"]},
         "indicator": [{"id": "gap", "value": "gap(welfare[CHN])", "unit": "M$/week", "title": "welfare of China"}]}
ALLIES = {**SHORT, "axis": [{"name": "allies", "measures": ["nld-litho"]}, {"key": "parameter.tau_deg", "values": [26, 52, 104], "unit": "weeks"}]}
# A mark-up of .9 leaves no labour in some plants: draws 1 and 3 cannot be set up.
FAULTY = {**SHORT, "axis": [{"key": "parameter.tau_deg", "values": [26, 52]}, {"key": "parameter.mu", "values": [0.1, 0.9]}]}
SALTELLI = {**SHORT, "axis": [{"name": "wear", "key": "parameter.tau_deg", "distribution": "log-uniform", "low": 26.0, "high": 104.0},
                              {"name": "idle", "key": "parameter.w_ann.ga", "low": 0.0, "high": 0.6}],
            "design": {"kind": "saltelli", "draws": 16}}


class InFolder(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name) / "out"


class Index(InFolder):
    def test_shapes_units_and_paired_differences(self):
        with sunder.sweep(ALLIES, output=self.folder, jobs=1) as index:
            self.assertEqual(index.axis_value.values.tolist(), [[0, 26], [0, 52], [0, 104], [1, 26], [1, 52], [1, 104]])
            self.assertEqual(list(index.axis_units.values), ["", "weeks"])
            self.assertEqual(index.welfare.dims, ("draw", "run", "time", "country"))
            self.assertTrue((index.draw_state == 1).all())
            gap = index.sunder.diff("welfare", relative=False).welfare.sel(country="CHN").mean("time")
            # weeks in another order of summing: the last digits
            np.testing.assert_allclose(index.indicator_value.sel(indicator="gap"), gap, rtol=1e-9, atol=1e-9)
            median = float(index.indicator_quantile.sel(indicator="gap", quantile=0.5))
            self.assertAlmostEqual(median, float(np.median(index.indicator_value)), places=9)
            table = sunder.draws(index)
            self.assertEqual(list(table.columns), ["allies", "parameter.tau_deg", "gap"])
            self.assertEqual(len(table), 6)

    def test_a_draw_run_again_has_the_bits_of_the_sweep_and_all_series(self):
        with sunder.sweep(ALLIES, output=self.folder) as index, sunder.rerun(index, 4) as draw:
            np.testing.assert_array_equal(draw.output, index.output.sel(draw=4))
            self.assertNotIn("price_index", index)
            self.assertEqual(draw.price_index.dims, ("run", "time", "country", "good"))
            self.assertIn("Netherlands", draw.sunder.headline().measures.title.to_string())
        with sunder.rerun(self.folder, 0) as draw:
            self.assertNotIn("Netherlands", draw.sunder.measures.title.to_string())
        with self.assertRaisesRegex(sunder.SunderError, "draws 0 to 5"):
            sunder.rerun(self.folder, 6)

    def test_without_output_the_folder_goes_with_the_process(self):
        with sunder.sweep({**ALLIES, "axis": ALLIES["axis"][:1]}) as index:
            self.assertTrue(Path(index.encoding["source"]).is_file())
            self.assertEqual(index.sizes["draw"], 2)

    def test_sensitivities_come_largest_first_and_only_from_their_design(self):
        with sunder.sweep(SALTELLI, output=self.folder) as index:
            table = sunder.sensitivities(index, "gap")
            self.assertEqual(list(table.index), ["wear", "idle"])
            self.assertGreater(table.sobol_total["wear"], 0.9)  # gallium is licensed nowhere here: its parameter moves nothing
            self.assertEqual(table.sobol_total["idle"], 0.0)
            self.assertTrue((table.sobol_total_low <= table.sobol_total).all() and (table.sobol_total <= table.sobol_total_high).all())
            with self.assertRaisesRegex(sunder.SunderError, "no indicator 'gab'; there are gap"):
                sunder.sensitivities(index, "gab")
            ax = sunder.plot.sweep(index)[0, 1]
            self.assertEqual([t.get_text() for t in ax.get_yticklabels()], ["idle", "wear"])
            self.assertIn(float(table.sobol_first["wear"]), [bar.get_width() for bar in ax.patches])
        with sunder.sweep(ALLIES) as index, self.assertRaisesRegex(sunder.SunderError, "saltelli"):
            sunder.sensitivities(index, "gap")

    def test_the_figure_says_what_is_in_the_file(self):
        with sunder.sweep(ALLIES) as index:
            values, axes = sunder.plot.sweep(index).flat
            self.assertEqual(sum(bar.get_height() for bar in values.patches if hasattr(bar, "get_height") and bar.get_width() > 0 and bar.get_y() == 0), 6)
            self.assertEqual(values.get_xlabel(), "welfare of China, M$/week against baseline")
            median = float(index.indicator_quantile.sel(indicator="gap", quantile=0.5))
            self.assertIn(f"median {median:.3g}", [t.get_text() for t in values.get_legend().get_texts()])
            rank = sunder.draws(index).corr(method="spearman").gap
            self.assertEqual(sorted(bar.get_width() for bar in axes.patches), sorted(rank.drop("gap")))
            with self.assertRaisesRegex(sunder.SunderError, "no indicator 'x'"):
                sunder.plot.sweep(index, "x")
        effect = {"id": "share", "value": "effect(output[country=CHN, good=mem])", "title": "memory of China"}
        with sunder.sweep({**ALLIES, "indicator": [effect]}) as index:
            values = sunder.plot.sweep(index)[0, 0]
            self.assertEqual(values.get_xlabel(), "memory of China, % against baseline")
            median = 100 * float(np.median(index.indicator_value))
            self.assertIn(f"median {median:.3g}", [t.get_text() for t in values.get_legend().get_texts()])
        plt.close("all")


class Unfinished(InFolder):
    def test_failed_draws_raise_with_reasons_and_the_folder_that_holds_the_others(self):
        with self.assertRaises(sunder.SunderError) as caught:
            sunder.sweep(FAULTY, output=self.folder)
        error = caught.exception
        self.assertEqual((error.code, error.folder), (4, self.folder))
        self.assertRegex(str(error), "2 failed")
        self.assertRegex(str(error), "draw 1: .*must be above 0")
        self.assertIn("sunder.collect(folder)", str(error))
        self.assertEqual(list(sunder.failures(error.folder).index), [1, 3])
        with sunder.collect(error.folder) as index:
            self.assertEqual(list(index.draw_state.values), [1, 2, 1, 2])
            self.assertEqual(list(np.isnan(index.indicator_value.values[:, 0])), [False, True, False, True])
            self.assertTrue(bool(index.welfare.sel(draw=1).isnull().all()))
            sunder.plot.sweep(index)
            plt.close("all")

    def test_a_stopped_sweep_says_where_it_is_and_goes_on(self):
        stopper = self.folder.with_name("stopper")  # as a batch system does when time is up: TERM, to the program itself
        stopper.write_text(f'#!/bin/sh\n"{os.environ["SUNDER"]}" "$@" &\nsleep 1.0; kill -TERM $!; wait $!\n')
        stopper.chmod(0o755)
        long = {**ALLIES, "set": ["start=2023-01-02", "end=2080-12-05"], "output": {"variables": ["welfare"]}}
        with mock.patch.dict(os.environ, SUNDER=str(stopper)), self.assertRaises(sunder.SunderError) as caught:
            sunder.sweep(long, output=self.folder)
        self.assertEqual((caught.exception.code, caught.exception.folder), (143, self.folder))
        self.assertRegex(str(caught.exception), "interrupted.*\n.*resume=True")
        with sunder.sweep(ALLIES, output=self.folder, force=True) as index:
            whole = index.welfare.load()
        (self.folder / "runs/draw_000002.h5").unlink()
        with sunder.sweep(ALLIES, output=self.folder, resume=True) as index:
            np.testing.assert_array_equal(index.welfare, whole)

    def test_a_share_of_a_job_array_collects_what_is_there(self):
        array = {"SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_COUNT": "2", "SLURM_ARRAY_TASK_STEP": "1"}
        for task, there in ("2", 3), ("1", 6):
            with mock.patch.dict(os.environ, array, SLURM_ARRAY_TASK_ID=task), sunder.sweep(ALLIES, output=self.folder) as index:
                self.assertEqual(int((index.draw_state == 1).sum()), there)

    def test_a_refused_sweep_has_no_folder(self):
        with self.assertRaisesRegex(sunder.SunderError, "sweep.toml:.*unknown parameter 'tau_dge'") as caught:
            sunder.sweep({**SHORT, "axis": [{"key": "parameter.tau_dge", "values": [1, 2]}]}, output=self.folder)
        self.assertEqual((caught.exception.code, caught.exception.folder), (2, None))
        for call in (sunder.collect, sunder.failures):
            with self.assertRaisesRegex(sunder.SunderError, "out"):
                call(self.folder)


class Moved(InFolder):
    def test_an_index_without_its_runs_is_refused_and_a_copy_stands_alone(self):
        sunder.sweep(ALLIES, output=self.folder).close()
        alone = self.folder.with_name("alone.h5")
        shutil.copy(self.folder / "sweep.h5", alone)
        with self.assertRaisesRegex(sunder.SunderError, "alone.h5: 6 of its run files are gone.*--copy"):
            sunder.open(alone)
        moved = self.folder.with_name("moved")
        self.folder.rename(moved)
        with sunder.open(moved / "sweep.h5") as index:
            want = index.welfare.load()
        self.assertFalse(bool(want.isnull().any()))
        sunder.collect(moved, copy=True).close()
        shutil.copy(moved / "sweep.h5", alone)
        with sunder.open(alone) as index:
            np.testing.assert_array_equal(index.welfare, want)


if __name__ == "__main__":
    unittest.main()
