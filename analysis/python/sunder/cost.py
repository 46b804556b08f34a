# SPDX-License-Identifier: Apache-2.0
"""The cost of self-sufficiency (`sunder cost`)."""

from __future__ import annotations

from typing import Any

import pandas as pd
import xarray as xr

from . import deck as decks
from . import program, scratch
from .errors import SunderError


def cost(study: decks.Deck = "self-sufficiency", /, **overrides: Any) -> xr.Dataset:
    """A cost study: first investment, added yearly cost, rise of chip prices.

    study:     name of a study (scenarios/cost), its file, or its content as a dict
    overrides: keys of the study: `cost(input={"catch_up_years": 4}, demand_share=0.5)`; a list is low, mid, high

    Returns the result file of the study as a Dataset in memory. Dimensions case (low, mid, high), region, activity, percentile,
    input, demand_share. Among its variables:

        upfront(case, region, activity)      first investment, bn$          upfront_total(case)
        recurring(case, region, activity)    added cost, bn$ a year         recurring_total(case)
        price_rise(case)                     share of the price             price_rise_by_region(case, region)
        *_drawn(percentile, ...)             over the Monte Carlo draws

    `published(ds)` lists the figures that it is compared with. SunderError: the study is refused.
    """
    path = scratch.new_path("cost")
    with decks.on_disk(study, "study") as source:
        program.call(["cost", source, "-o", path, *decks.overrides(overrides)])
    with xr.open_dataset(path) as file:
        ds = file.load()
    path.unlink()
    return ds


def published(study: xr.Dataset) -> pd.DataFrame:
    """Figures of others beside ours, one a row: item, region ("world" for all), unit, ours_low, ours_mid, ours_high, low, high (NaN:
    not published), status, verdict, source. They are compared, never fitted."""
    text = study.attrs.get("published")
    if study.attrs.get("kind") != "cost study" or text is None:
        raise SunderError("this needs a cost study: made by sunder.cost(), or opened from `sunder cost -o`")
    rows = []
    for line in text.splitlines():
        what, unit, ours, theirs, status, verdict, source = line.split(" | ", 6)
        item, region = what.split(" ", 1)
        numbers = [float(x) for x in (*ours.split()[1:], *theirs.split()[1:])]
        rows.append([item, region, unit, *numbers, status, verdict, source])
    columns = ["item", "region", "unit", "ours_low", "ours_mid", "ours_high", "low", "high", "status", "verdict", "source"]
    return pd.DataFrame(rows, columns=columns)
