#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sweeps under launchers that are no batch system: mpirun, and shares given by hand as GNU parallel would."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).parent.parent / "sweep"))
from folder import PROGRAM, InFolder, environment

DRAWS = 24


class Launchers(InFolder):
    def setUp(self):
        super().setUp()
        self.write_random(DRAWS)
        self.works("sweep", "drawn.toml", "-o", "alone", "--jobs", "1")

    def check_whole(self, out):
        self.assertEqual(self.runs(out), self.runs("alone"))
        for name in (out, "alone"):
            self.works("collect", name)
        self.assertEqual((self.folder / out / "sweep.h5").read_bytes(), (self.folder / "alone/sweep.h5").read_bytes())

    def test_any_number_of_ranks_of_mpirun_gives_the_bytes_of_one_process(self):
        root = ["--allow-run-as-root"] if os.geteuid() == 0 else []
        for ranks in (1, 2, 4):
            out = f"ranks{ranks}"
            done = subprocess.run(["mpirun", *root, "--oversubscribe", "-n", str(ranks), PROGRAM, "sweep", "drawn.toml", "-o", out,
                                   "--jobs", "1"], cwd=self.folder, capture_output=True, text=True, timeout=100,
                                  env=environment())
            self.assertEqual(done.returncode, 0, done.stderr)
            if ranks > 1:
                for rank in range(1, ranks + 1):
                    self.assertIn(f"task {rank} of {ranks} (OMPI_COMM_WORLD_RANK): {DRAWS // ranks} done", done.stdout)
            self.check_whole(out)

    def test_shares_side_by_side_give_the_bytes_of_one_process(self):
        shares = [subprocess.Popen([PROGRAM, "sweep", "drawn.toml", "-o", "shares", "--task", str(i), "--tasks", "3", "--jobs", "1"],
                                   cwd=self.folder, stdout=subprocess.DEVNULL, env=environment()) for i in (1, 2, 3)]
        self.assertEqual([share.wait(timeout=100) for share in shares], [0, 0, 0])
        self.check_whole("shares")


if __name__ == "__main__":
    unittest.main()
