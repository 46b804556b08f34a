#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""pip installs the package into a venv, from the tree and without a network, and it works from there; its types hold."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import fixtures


class Install(unittest.TestCase):
    def test_pip_installs_it_with_its_types(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "python"  # pip writes beside the sources
            shutil.copytree(fixtures.SOURCE / "analysis/python", source, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info"))
            venv = Path(folder) / "venv"
            subprocess.run([sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", venv], check=True)
            python = venv / "bin/python"
            command = [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", source]
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
            self.assertEqual(done.returncode, 0, done.stdout)
            environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
            code = ("import sunder, pathlib; p = pathlib.Path(sunder.__file__).parent; assert (p / 'py.typed').is_file();"
                    "print(p, sunder.run('mini-tools', until='2021-02-01').sizes['time'])")
            seen = subprocess.run([python, "-W", "ignore", "-c", code], cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
            self.assertTrue(seen.startswith(str(venv)), seen)
            self.assertEqual(seen.split()[-1], "4")

    def test_types_hold(self):
        with tempfile.TemporaryDirectory() as cache:
            command = ["mypy", "--config-file", "pyproject.toml", "--cache-dir", cache, "--python-executable", sys.executable]
            done = subprocess.run(command, cwd=fixtures.SOURCE / "analysis/python", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
        self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
