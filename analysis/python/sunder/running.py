# SPDX-License-Identifier: Apache-2.0
"""Runs the program on decks and sweeps."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from . import deck as decks
from . import program, scratch
from .errors import SunderError
from .result import open as open_result


def run(deck: decks.Deck, /, *, output: str | os.PathLike[str] | None = None, until: Any = None, seed: int | None = None,
        lanes: int | None = None, threads: int | None = None, attribute: bool = False, decompose: bool = False, force: bool = False,
        **overrides: Any) -> xr.Dataset:
    """Simulates a deck and its baseline (`sunder run`) and opens the result.

    deck:      name of a deck, its file, or its content as a dict: `{"title": ..., "measures": [...], "measure": [{...}]}`
    output:    result file to keep; default: a file that goes away with the process. Refused if it exists, unless `force`
    until:     date to stop at instead of the deck's end
    attribute: also run without each measure and each government; `attribution(ds)` then has the table
    decompose: also split the effect by channel; `attribution(ds)` has that table too
    overrides: keys of the deck: `run("flagship", switch={"redesign": False}, parameter={"tau_deg": 52})`

    SunderError: the deck is refused (one line per fault), the file cannot be written, an identity failed.
    """
    with decks.on_disk(deck) as source:
        path = Path(output) if output is not None else scratch.new_path(Path(source).stem)
        arguments: list[str | os.PathLike[str]] = ["run", source, "-o", path, "--json", *decks.overrides(overrides)]
        for name, value in (("until", until), ("seed", seed), ("lanes", lanes), ("threads", threads)):
            if value is not None:
                arguments += [f"--{name}", decks.value(value).strip('"')]
        arguments += [f"--{name}" for name, on in (("attribute", attribute), ("decompose", decompose), ("force", force)) if on]
        printed = program.call(arguments)
    ds = open_result(path)
    ds.attrs["printed"] = printed
    return ds


def rerun(sweep: xr.Dataset | str | os.PathLike[str], draw: int, *, output: str | os.PathLike[str] | None = None, force: bool = False) -> xr.Dataset:
    """One draw of a sweep with all its series, not only those that the sweep keeps; the same bits (`sunder run --draw`).

    sweep: its folder, or the index that sunder.sweep() and sunder.collect() return;  draw: its number, from 0
    output, force: as in run(). SunderError: not the folder of a sweep, no such draw, or the draw cannot be simulated.
    """
    folder = Path(sweep.encoding["source"]).parent if isinstance(sweep, xr.Dataset) else Path(sweep)
    path = Path(output) if output is not None else scratch.new_path(f"draw-{draw}")
    printed = program.call(["run", "--draw", f"{folder}#{int(draw)}", "-o", path, "--json", *(["--force"] if force else [])])
    ds = open_result(path)
    ds.attrs["printed"] = printed
    return ds


def printed(ds: xr.Dataset) -> dict[str, Any]:
    """What the program printed with --json when `run` made this Dataset. SunderError: it was opened from a file."""
    text = ds.attrs.get("printed")
    if text is None:
        raise SunderError("this needs a Dataset made by sunder.run(); files hold the series, not what was printed")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def attribution(ds: xr.Dataset) -> dict[str, pd.DataFrame]:
    """Tables of `run(..., attribute=True)` or `decompose=True` by heading: rows what was left out or switched, columns yardsticks, % of
    baseline; row "all" is the whole effect. Empty without either."""
    tables = {}
    for part in printed(ds)["attribution"]:
        rows = {"all": part["all"], **part["rows"]}
        tables[part["heading"]] = pd.DataFrame.from_dict(rows, orient="index", columns=part["yardsticks"])
    return tables
