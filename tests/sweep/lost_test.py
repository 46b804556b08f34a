#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nothing is lost and nothing done twice: killed, stopped, without disk, without rights, twice at once, with a bad draw."""

import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folder import InFolder, PROGRAM, SWEEP, environment

DRAWS = 120


class Killed(InFolder):
    def test_fifty_kills_at_random_moments_lose_nothing_and_double_nothing(self):
        self.write_random(DRAWS)
        self.works("sweep", "drawn.toml", "-o", "whole")
        whole = self.runs("whole")
        self.assertEqual(len(whole), DRAWS)
        dice = random.Random(6)  # moments differ from machine to machine anyway
        before, kills, written = {}, 0, 0
        while kills < 50:
            with subprocess.Popen([PROGRAM, "sweep", "drawn.toml", "-o", "out", "--resume", "--lanes", "4"], cwd=self.folder,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) as run:
                time.sleep(dice.uniform(0.0, 0.3))
                run.kill()
                run.wait()
                kills += run.returncode == -signal.SIGKILL
            folder = self.folder / "out" / "runs"
            now = {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.glob("draw_*")} if folder.exists() else {}
            for name, stamp in before.items():
                self.assertEqual(now.get(name), stamp, f"{name} was lost or written again")
            written += len(now) > len(before)
            before = now
            if len(now) == DRAWS:  # begin anew
                self.assertEqual({n: h for n, h in self.runs("out").items() if not n.startswith(".")}, whole)
                for run_file in list(folder.iterdir())[: DRAWS - 5]:
                    run_file.unlink()
                before = {p.name: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.glob("draw_*")}
        self.assertGreater(written, 3, "the kills came before anything was written")
        there = len(before)
        done = self.sunder("sweep", "drawn.toml", "-o", "out", "--resume")
        self.assertEqual(done.returncode, 0, done.stderr)
        if there > 0:
            self.assertIn(f"resumed: {there} of {DRAWS} were there; {DRAWS - there} done", done.stderr)
        self.assertEqual(self.runs("out"), whole)  # unfinished files of the dead are gone too


class Stopped(InFolder):
    def stop(self, number):
        (self.folder / "quarter.toml").write_text(
            (self.folder / "quarter.toml").read_text().replace("2021-04-05", "2110-04-05").replace("[[measure]]", "step_days = 1\n[[measure]]", 1))
        with subprocess.Popen([PROGRAM, "sweep", "twelve.toml", "-o", "out"], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, env=environment()) as run:
            time.sleep(1.0)  # well inside runs of a century in days
            begin = time.monotonic()
            run.send_signal(number)
            _, errors = run.communicate(timeout=60)
            took = time.monotonic() - begin
        self.assertEqual(run.returncode, 128 + number, errors)
        self.assertIn("interrupted", errors)
        self.assertIn("--resume does the other 12", errors)
        self.assertLess(took, 1.0)
        self.assertEqual(self.runs("out"), {})

    def test_sigterm_ends_a_sweep_within_a_second(self):
        self.stop(signal.SIGTERM)

    def test_sigusr1_ends_a_sweep_within_a_second(self):
        self.stop(signal.SIGUSR1)


class Troubled(InFolder):
    @unittest.skipUnless(os.geteuid() == 0, "mounting a small disk needs root")
    def test_a_full_disk_stops_the_sweep_and_what_was_whole_stays(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
        if subprocess.run(["unshare", "--mount", *mount], capture_output=True).returncode != 0:
            self.skipTest("no right to mount")
        # Then more room, and on.
        script = ('mount -t tmpfs -o size=400k tmpfs "$1/disk" && "$2" sweep twelve.toml -o disk/out --lanes 2; echo "code $?";'
                  'ls "$1/disk/out/runs" | wc -l; ls -A "$1/disk/out/runs" | grep -c part;'
                  'mount -o remount,size=40M "$1/disk"; "$2" sweep twelve.toml -o disk/out --resume; echo "code $?";'
                  'ls -A "$1/disk/out/runs" | wc -l')
        done = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", str(self.folder), PROGRAM], cwd=self.folder,
                              capture_output=True, text=True, timeout=100, env=environment())
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "code 3", done.stderr)
        self.assertIn("No space left on device", done.stderr)
        whole = int(lines[1])
        self.assertTrue(0 < whole < 12, lines)
        self.assertEqual(lines[2], "0", "a part was left")
        self.assertIn(f"resumed: {whole} of 12 were there; {12 - whole} done", done.stderr)
        self.assertEqual(lines[-2:], ["code 0", "12"], done.stderr)

    def test_a_folder_that_cannot_be_written(self):
        (self.folder / "file").write_text("")
        self.fails(3, "sweep", "twelve.toml", "-o", "file", says="file")
        self.fails(3, "sweep", "twelve.toml", "-o", "/proc/nowhere", says="/proc/nowhere")

    def test_the_second_process_on_a_task_does_nothing(self):
        self.write_random(400)
        with subprocess.Popen([PROGRAM, "sweep", "drawn.toml", "-o", "out", "--lanes", "2"], cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as first:
            for _ in range(1000):
                if (self.folder / "out/runs").exists() and any((self.folder / "out/runs").glob("draw_*")):
                    break
                time.sleep(0.01)
            second = self.sunder("sweep", "drawn.toml", "-o", "out", "--resume")
            status = self.works("status", "out")
            # shares cut in another way overlap with the first process: harmless
            third = self.sunder("sweep", "drawn.toml", "-o", "out", "--resume", "--task", "2", "--tasks", "2")
            _, errors = first.communicate(timeout=100)
        self.assertEqual(second.returncode, 3, second.stderr)
        self.assertRegex(second.stderr, rf"process {first.pid} works on task 1 of 1 already")
        self.assertIn("task 1 of 1: at work", status)
        self.assertEqual(first.returncode, 0, errors)
        self.assertEqual(third.returncode, 0, third.stderr)
        self.assertEqual(len(self.runs("out")), 400)
        self.works("sweep", "drawn.toml", "-o", "alone")
        self.assertEqual(self.runs("out"), self.runs("alone"))
        self.assertIn("task 1 of 1: not at work", self.works("status", "out"))

    def test_a_draw_that_cannot_be_simulated_is_recorded_and_the_others_go_on(self):
        # Each date is sound alone, and with the middle of the other; one pair of them is not.
        (self.folder / "twelve.toml").write_text(SWEEP.split("[[axis]]")[0] + """
[[axis]]
key = "measure[tools].announce"
values = [2021-02-15, 2021-01-18]
[[axis]]
key = "measure[tools].effective"
values = [2021-01-18, 2021-03-01]
[[axis]]
key = "parameter.tau_deg"
values = [26, 52]
""")
        done = self.sunder("sweep", "twelve.toml", "-o", "out")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual([n for n in self.runs("out") if n.endswith("failed")], ["draw_000000.failed", "draw_000001.failed"])
        self.assertIn("2021-02-15", (self.folder / "out/runs/draw_000000.failed").read_text())
        self.assertEqual(len(self.runs("out")), 8)
        self.assertIn("8 draws: 6 done, 2 failed, 0 missing", done.stdout)
        again = self.sunder("sweep", "twelve.toml", "-o", "out", "--resume")
        self.assertEqual(again.returncode, 4)
        self.assertIn("resumed: 8 of 8 were there; 0 done", again.stderr)
        manifest = (self.folder / "out/manifest.csv").read_text()
        self.assertEqual(len(re.findall(r"^[01],failed,", manifest, re.MULTILINE)), 2)

    def test_a_draw_that_cannot_be_set_up_does_not_take_its_neighbours_with_it(self):
        # a mark-up of .9 leaves no labour in some plants, which only the run itself finds; it stands beside sound draws
        (self.folder / "twelve.toml").write_text(SWEEP.split("[[axis]]")[0] + """
[[axis]]
key = "parameter.tau_deg"
values = [26, 52, 104]
[[axis]]
key = "parameter.mu"
values = [0.1, 0.9]
""")
        for lanes in ("8", "2"):
            done = self.sunder("sweep", "twelve.toml", "-o", lanes, "--lanes", lanes)
            self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual(self.runs("8"), self.runs("2"))
        self.assertEqual([n for n in self.runs("8") if n.endswith("failed")], [f"draw_00000{n}.failed" for n in (1, 3, 5)])
        self.assertIn("must be above 0", (self.folder / "8/runs/draw_000001.failed").read_text())

    def test_a_draw_that_fails_its_audit_is_recorded_with_its_reason_and_the_others_go_on(self):
        # A hundred thousand billion dollars for fabs, spent at once, with prices that answer sixteen times as strongly as usual:
        # flows outgrow by so much what was on its way before that I4 loses its digits (4e-8 of an allowed 1e-9). If numbers
        # become better than that, this test needs a worse draw.
        (self.folder / "flood.toml").write_text("""title = "Flood"
economy = "mini"
start = 2021-01-04
end = 2030-12-30
[[measure]]
id = "flood"
issuer = "USA"
announce = 2021-01-18
effective = 2021-01-18
items = ["chip"]
destination = ["USA"]
action = "subsidy"
funding = { budget_musd = 100000000, ratio = 1 }
""")
        (self.folder / "floods.toml").write_text("""title = "Floods"
base = "flood.toml"
set = ["parameter.tau_K=0", "parameter.xi=3"]
[[axis]]
key = "parameter.eta"
values = [0.3, 10, 0.6, 1.2]
""")
        for lanes in ("8", "2"):
            done = self.sunder("sweep", "floods.toml", "-o", lanes, "--lanes", lanes)
            self.assertEqual(done.returncode, 4, done.stderr)
            self.assertIn("4 draws: 3 done, 1 failed, 0 missing", done.stdout)
        self.assertEqual(self.runs("8"), self.runs("2"))  # with neighbours, and alone
        self.assertEqual([n for n in self.runs("8") if n.endswith("failed")], ["draw_000001.failed"])
        self.assertRegex((self.folder / "8/runs/draw_000001.failed").read_text(), r"I4 failed: .*residual")
        self.assertRegex((self.folder / "8/manifest.csv").read_text(), r"(?m)^1,failed,.*I4 failed")
        self.fails(4, "run", "--draw", "8#1", says="I4 failed")  # the same fault, alone


if __name__ == "__main__":
    unittest.main()
