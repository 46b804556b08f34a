#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The script of `sunder sweep --slurm` under a real Slurm: cut, killed, queued again, sent in again; the bytes are those of one process."""

import os
import pathlib
import signal
import sys
import time
import unittest

HERE = pathlib.Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "sweep")]
from folder import PROGRAM, InFolder
from private_slurm import PrivateSlurm, missing

DRAWS = 96
TASKS = 4
OUT = "it's out"  # a name that a shell would tear apart


@unittest.skipIf(missing(), missing())
class Slurm(InFolder):
    """Lanes of one draw each, so that a task has many batches and can be caught between two."""

    @classmethod
    def setUpClass(cls):
        cls.slurm = PrivateSlurm()
        cls.slurm.__enter__()
        cls.addClassCleanup(cls.slurm.__exit__, None, None, None)

    def setUp(self):
        super().setUp()
        self.write_random(DRAWS)
        self.works("sweep", "drawn.toml", "-o", "alone", "--jobs", "1")

    def send(self, *options):
        """Writes the script and sends it in; numbers of the array and of the job that collects."""
        (self.folder / "job.sh").write_text(
            self.works("sweep", "drawn.toml", "-o", OUT, "--slurm", "--tasks", str(TASKS), "--lanes", "2"))
        said = self.slurm.run("bash", "job.sh", *options, cwd=self.folder).split()
        return said[1], said[said.index("job") + 1]

    def wait_for_runs(self, least):
        until = time.monotonic() + 60
        while sum(1 for _ in self.folder.glob(f"{OUT}/runs/draw_*.h5")) < least:
            self.assertLess(time.monotonic(), until, self.slurm.logs())
            time.sleep(0.01)

    def program_of(self, task):
        """Process number of the program that does a task, once it is at work."""
        words = f"{PROGRAM}\0sweep\0drawn.toml".encode(), f"--task\0{task}\0".encode()
        until = time.monotonic() + 60
        while time.monotonic() < until:
            for place in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    line = (place / "cmdline").read_bytes()
                    if line.startswith(words[0]) and words[1] in line and (place / "cwd").resolve() == self.folder.resolve():
                        return int(place.name)
                except OSError:
                    continue  # gone meanwhile
        self.fail(f"task {task} does not come to work\n" + self.slurm.logs())

    def says(self, name):
        return (self.folder / f"{OUT}.logs" / f"{name}.txt").read_text()

    def check_whole(self, collect):
        self.slurm.wait_for(collect)
        self.assertEqual(self.runs(OUT), self.runs("alone"))
        self.assertIn(f"{DRAWS} draws: {DRAWS} done, 0 failed, 0 missing", self.says("collect"))
        self.works("collect", "alone")
        ours, alone = ((self.folder / name / "sweep.h5").read_bytes() for name in (OUT, "alone"))
        self.assertEqual(ours, alone)

    def test_an_array_and_its_collecting_job_give_the_bytes_of_one_process(self):
        _, collect = self.send()
        self.check_whole(collect)
        for task in range(1, TASKS + 1):
            self.assertIn(f"task {task} of {TASKS} (--task): {DRAWS // TASKS} done", self.says(f"task_{task}"))

    def test_a_task_at_its_time_limit_queues_again_for_what_is_left(self):
        array, collect = self.send()
        self.wait_for_runs(TASKS)
        self.program_of(2)
        self.slurm.run("scancel", "--batch", "--signal=USR1", f"{array}_2")
        self.check_whole(collect)
        self.assertRegex(self.says("task_2"), r"interrupted; .* --resume does the other (\d+)\n(.*\n)*.* \1 done\.")

    def test_a_task_that_the_administrator_queues_again_goes_on(self):
        array, collect = self.send()
        self.program_of(3)
        self.slurm.run("scontrol", "requeue", f"{array}_3")
        self.check_whole(collect)

    def test_after_kills_the_same_script_does_what_is_missing(self):
        _, collect = self.send()
        os.kill(self.program_of(1), signal.SIGKILL)
        self.slurm.wait_for(collect)
        self.assertRegex(self.says("collect"), r"96 draws: \d+ done, 0 failed, [1-9]\d* missing")
        _, collect = self.send()
        self.check_whole(collect)


if __name__ == "__main__":
    unittest.main()
