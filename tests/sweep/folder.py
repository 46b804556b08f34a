# SPDX-License-Identifier: Apache-2.0
"""A folder with a small deck and a sweep over it, and the program in it."""

import hashlib
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["SUNDER_PROGRAM"]
SOURCE = pathlib.Path(os.environ["SUNDER_SOURCE_DIR"])

# A quarter of a year on the small economy: a run takes hundredths of a second.
DECK = """title = "A quarter"
economy = "mini"
start = 2021-01-04
end = 2021-04-05
[[measure]]
id = "tools"
issuer = "USA"
announce = 2021-01-18
effective = 2021-01-18
items = ["tool"]
origin = { vendor_hq = ["USA"] }
destination = ["CHN"]
action = "deny"
"""
# 2 x 3 x 2 draws; half of them share a baseline.
SWEEP = """title = "Twelve"
base = "quarter.toml"
[[axis]]
name = "tools"
measures = ["tools"]
[[axis]]
key = "parameter.tau_deg"
values = [26, 52.5, 104]
[[axis]]
key = "measure[tools].coverage"
values = [0.25, 1.0]
[output]
variables = ["output", "welfare", "trade_value"]
"""
# Nothing of one draw can stand for another: every parameter is drawn.
RANDOM = """title = "Drawn"
base = "quarter.toml"
[[axis]]
key = "parameter.tau_deg"
distribution = "uniform"
low = 26.0
high = 104.0
[[axis]]
key = "measure[tools].coverage"
distribution = "uniform"
low = 0.0
high = 1.0
[design]
kind = "latin_hypercube"
draws = DRAWS
"""


def environment(**more):
    """Without what a batch system around the tests may say."""
    heads = ("SLURM_", "OMPI_", "PMI_", "PBS_", "LSB_", "SGE_")
    return {**{k: v for k, v in os.environ.items() if not k.startswith(heads)}, **more}


class InFolder(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = pathlib.Path(place.name)
        (self.folder / "quarter.toml").write_text(DECK)
        (self.folder / "twelve.toml").write_text(SWEEP)

    def write_random(self, draws):
        (self.folder / "drawn.toml").write_text(RANDOM.replace("DRAWS", str(draws)))

    def sunder(self, *args, **more):
        return subprocess.run([PROGRAM, *args], cwd=self.folder, capture_output=True, text=True, timeout=100,
                              env=environment(**more))

    def works(self, *args, **more):
        done = self.sunder(*args, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def fails(self, code, *args, says, **more):
        done = self.sunder(*args, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertIn(says, done.stderr)
        return done

    def runs(self, sweep):
        """Hash of every file in the folder of runs, hidden ones too."""
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted((self.folder / sweep / "runs").iterdir())}
