# SPDX-License-Identifier: Apache-2.0
"""How figures look: sizes of a printed page, colours that colour-blind readers tell apart (Okabe and Ito 2008)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

import matplotlib as mpl
import matplotlib.dates
import matplotlib.pyplot as plt
import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from .. import legend

BLUE, ORANGE, GREEN, SKY, PURPLE, RUST, YELLOW = "#0072B2", "#E69F00", "#009E73", "#56B4E9", "#CC79A7", "#D55E00", "#F0E442"
GREY, LIGHT = "#6e6e6e", "#d0d0d0"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, RUST, "#000000", GREY)
GAIN, LOSS = BLUE, RUST
BASELINE, SCENARIO = GREY, BLUE

WIDTH = 7.0  # inches: a page of A4 or letter between its margins

_SETTINGS: dict[str, Any] = {
    "font.size": 8, "axes.titlesize": 8.5, "axes.labelsize": 8, "xtick.labelsize": 7.5, "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5, "legend.frameon": False, "axes.spines.top": False, "axes.spines.right": False,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "axes.titlepad": 6, "lines.linewidth": 1.4,
    "axes.prop_cycle": mpl.cycler(color=COLOURS), "figure.dpi": 120, "savefig.dpi": 300, "axes.axisbelow": True,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#e4e4e4", "grid.linewidth": 0.6, "figure.constrained_layout.use": True,
}

F = TypeVar("F", bound=Callable[..., Any])


def styled(figure: F) -> F:
    """Draws with the settings above and leaves the user's own as they were."""

    @wraps(figure)
    def draw(*args: Any, **kwargs: Any) -> Any:
        with mpl.rc_context(_SETTINGS):
            return figure(*args, **kwargs)

    return draw  # type: ignore[return-value]


def panels(rows: int, columns: int, height: float, **kwargs: Any) -> np.ndarray[Any, np.dtype[Any]]:
    """Axes of a new figure, page wide, `height` inches high; shape (rows, columns)."""
    _, axes = plt.subplots(rows, columns, figsize=(WIDTH, height), squeeze=False, **kwargs)
    return axes


def mosaic(layout: str, height: float, **kwargs: Any) -> dict[str, Axes]:
    """Axes of a new figure, page wide, by letter: "AB;CB" has B over the whole height at the right."""
    _, axes = plt.subplot_mosaic(layout, figsize=(WIDTH, height), **kwargs)
    return axes


def swatches(ax: Axes, entries: Iterable[tuple[str, str]], **kwargs: Any) -> None:
    """A legend of colours and words."""
    handles = [mpl.patches.Patch(color=colour, label=label) for colour, label in entries]
    ax.legend(handles=handles, **{"handlelength": 1.0, "handleheight": 0.8, "borderaxespad": 0.2, **kwargs})


def across(ax: Axes) -> None:
    """Lines of a chart with horizontal bars: from left to right is the scale."""
    ax.grid(False, axis="y")
    ax.grid(True, axis="x")
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def zero(ax: Axes, axis: str = "y") -> None:
    """A line at no change."""
    (ax.axhline if axis == "y" else ax.axvline)(0, color="black", linewidth=0.7, zorder=1)


def bn(value_musd: xr.DataArray) -> xr.DataArray:
    """Million to billion dollars."""
    return value_musd / 1000.0


def mark(ax: Axes, ds: xr.Dataset) -> None:
    """A thin line on every day on which a measure comes into force."""
    start, end = ds.time.values[0], ds.time.values[-1]
    for day in legend.measures(ds).effective.dropna().unique():
        if start <= day <= end:
            ax.axvline(day, color=LIGHT, linewidth=0.8, zorder=0)
    ax.xaxis.set_major_locator(mpl.dates.AutoDateLocator(maxticks=6))
    ax.xaxis.set_major_formatter(mpl.dates.ConciseDateFormatter(ax.xaxis.get_major_locator()))


def short_names(ds: xr.Dataset, longest: int = 30) -> dict[str, str]:
    """Name of each good, cut where it would crowd a figure."""
    names = legend.goods(ds).name
    return {code: name if len(name) <= longest else name[: longest - 1].rstrip() + "\u2026" for code, name in names.items()}
