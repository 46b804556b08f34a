# SPDX-License-Identifier: Apache-2.0
"""A sweep: what an indicator comes to over the draws, and which parameters make it so."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from ..errors import SunderError
from ..result import need
from . import style


@style.styled
def sweep(index: xr.Dataset, indicator: str | None = None) -> np.ndarray[Any, np.dtype[Any]]:
    """Two panels: the values of one indicator over the draws, with their median and 5 to 95 %; its Sobol indices by axis with bootstrap
    bands, or, where the design has none, its rank correlation with each axis.

    index: of sunder.sweep() or sunder.collect(); indicator: one of index.indicator (default: the first). Returns axes, shape (1, 2).
    """
    need(index, "axis_value", "indicator_value")
    names = [str(n) for n in index.indicator.values]
    chosen = names[0] if indicator is None else indicator
    if chosen not in names:
        raise SunderError(f"no indicator '{chosen}'; there are {', '.join(names)}")
    axes = style.panels(1, 2, 2.9)
    _values(axes[0, 0], index, chosen)
    _axes(axes[0, 1], index, chosen)
    return axes


def _values(ax: Axes, index: xr.Dataset, chosen: str) -> None:
    values = index.indicator_value.sel(indicator=chosen).dropna("draw").values
    at = index.sel(indicator=chosen)
    unit = str(at.indicator_units.item())
    kind = str(at.indicator_equation.item()).split("(")[0]
    if kind == "effect":  # a share of the baseline
        values, unit = 100 * values, "%"
    ax.hist(values, bins=min(30, max(5, int(np.sqrt(len(values))) * 2)), color=style.SKY)
    if len(values):
        low, mid, high = np.quantile(values, [0.05, 0.5, 0.95])
        ax.axvline(mid, color=style.BLUE, label=f"median {mid:.3g}")
        ax.axvspan(low, high, color=style.LIGHT, alpha=0.35, zorder=0, label=f"5 to 95 %: {low:.3g} to {high:.3g}")
        ax.legend(loc="best")
    ax.set_xlabel(f"{at.indicator_title.item()}, {unit}" + (" against baseline" if kind in ("effect", "gap") else ""))
    ax.set_ylabel(f"draws, of {len(values)}")
    ax.set_title("Over the draws")


def _axes(ax: Axes, index: xr.Dataset, chosen: str) -> None:
    style.across(ax)
    if "sobol_total" in index and bool(index.sobol_total.sel(indicator=chosen).notnull().any()):
        table = index.sel(indicator=chosen)
        order = table.sobol_total.fillna(-1).argsort().values
        names = [str(n) for n in table.axis.values[order]]
        y = np.arange(len(names))
        for name, shift, colour in (("sobol_total", -0.19, style.SKY), ("sobol_first", 0.19, style.BLUE)):
            value = table[name].values[order]
            ax.barh(y + shift, value, height=0.36, color=colour)
            if f"{name}_low" in table:
                ax.hlines(y + shift, table[f"{name}_low"].values[order], table[f"{name}_high"].values[order], color="black", linewidth=0.8)
        style.swatches(ax, [(style.BLUE, "alone"), (style.SKY, "with others")], loc="lower right")
        ax.set_xlabel("part of the variance (line: 90 % of bootstraps)")
        ax.set_title("Sobol indices")
    else:
        draws = index.axis_value.to_pandas()
        draws["value"] = index.indicator_value.sel(indicator=chosen).to_pandas()
        rank = draws.corr(method="spearman")["value"].drop("value").fillna(0.0)
        rank = rank.reindex(rank.abs().sort_values().index)
        names, y = [str(n) for n in rank.index], np.arange(len(rank))
        ax.barh(y, rank, height=0.65, color=[style.GAIN if v > 0 else style.LOSS for v in rank])
        style.zero(ax, "x")
        ax.set_xlim(-1, 1)
        ax.set_xlabel("rank correlation with the axis")
        ax.set_title("Which parameter moves it")
    ax.set_yticks(y, names)
