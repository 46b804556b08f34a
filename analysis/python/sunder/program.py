# SPDX-License-Identifier: Apache-2.0
"""Finds the program and calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .errors import SunderError

_IN_TREE = Path("build/release/sim/cli/sunder")


def find() -> Path:
    """The program: the file that SUNDER names, or `sunder` on PATH, or the release build of the tree that holds this package
    or the current folder. SunderError: none of them is there."""
    named = os.environ.get("SUNDER")
    if named:
        if os.access(named, os.X_OK) and Path(named).is_file():
            return Path(named).resolve()
        raise SunderError(f"SUNDER = {named}, but that is no program")
    on_path = shutil.which("sunder")
    if on_path:
        return Path(on_path)
    for start in (Path(__file__).resolve().parent, Path.cwd()):
        for folder in (start, *start.parents):
            if os.access(folder / _IN_TREE, os.X_OK):
                return folder / _IN_TREE
    raise SunderError("the program sunder was not found: build it (./run --help), put it on PATH, or name its file in SUNDER")


def call(arguments: Sequence[str | os.PathLike[str]]) -> str:
    """What `sunder ARGUMENTS` prints. SunderError with its lines when it ends with another code than 0."""
    command = [os.fspath(find()), *(os.fspath(a) for a in arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise SunderError(lines or [f"sunder {' '.join(command[1:])}: ended with {done.returncode}"], done.returncode)
    return done.stdout
