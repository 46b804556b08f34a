# SPDX-License-Identifier: Apache-2.0
"""The headline of a result: the same numbers as `sunder run` prints, computed from the file alone."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import xarray as xr

from . import indicators, legend
from .result import BASELINE, SCENARIO, need, need_two_runs, yearly

MOST_ROWS = 8  # of the table, the world included
LARGE_SHARE = 0.01  # a mover makes at least this share of the world's chips
MOST_RISES = 3
CHIPS = ("foundry", "chip")  # whose output is chip output
OUTPUTS = ("output", "chip_price_index", "price_index", "trade_value", "trade_quantity", "value_added_real", "limiting_input", "welfare")


@dataclass(repr=False)
class Headline:
    """Scenario against baseline, means of calendar years. Shares are shares (0.01 is 1 %); NaN: not recorded or no baseline."""

    title: str
    question: str
    years: list[int]  #: shown: first full year of the first measure, two years on, the last
    change: pd.DataFrame  #: rows country ("world" first), columns (indicator, year): scenario / baseline - 1
    measures: pd.DataFrame  #: in force in the run, by date
    covered_plants: pd.Series  #: change of output by year, of the plants that one measure covers; its name is the measure
    price_rises: pd.DataFrame  #: good, country, year, change; largest first
    bottleneck: pd.DataFrame  #: input, country, year, extra_musd_wk: none or one row
    senders: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    cross_bloc_share: tuple[float, float] = (np.nan, np.nan)  #: baseline, scenario; last year
    chip_hhi: tuple[float, float] = (np.nan, np.nan)  #: concentration of chips over countries; baseline, scenario
    single_points: tuple[int, int] = (0, 0)  #: goods with over 65 % in one country; baseline, scenario
    self_sufficiency: pd.DataFrame = field(default_factory=pd.DataFrame)  #: by target: baseline, scenario
    welfare_musd_yr: pd.Series = field(default_factory=pd.Series)  #: mean of the run; world first, then by size
    self_harm_ratio: float = np.nan  #: what senders lose for each dollar that targets lose

    def __str__(self) -> str:
        lines = [self.title, self.question, f"In force: {', '.join(dict.fromkeys(self.measures.measure)) or 'nothing'}", "",
                 ((100 * self.change).round(1) + 0.0).to_string(na_rep="-", float_format=lambda x: f"{x:+.1f}"), "(per cent against baseline)"]
        rises = [f"{r.good} {100 * r.change:+.1f} % ({r.country} {r.year})" for r in self.price_rises.itertuples()]
        lines += ["Largest price rises: " + ", ".join(rises)] if rises else []
        lines += [f"Costliest bottleneck: {r.input} in {r.country}, {r.extra_musd_wk:.1f} M$ a week in {r.year}" for r in self.bottleneck.itertuples()]
        welfare = [f"{who} {value / 1e3:+.1f}" for who, value in self.welfare_musd_yr.head(6).items()]
        lines += ["Welfare, bn$ a year: " + ", ".join(welfare)] if welfare else []
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        table = ((100 * self.change).round(1) + 0.0).to_html(na_rep="-", float_format=lambda x: f"{x:+.1f}")
        text = html.escape(str(self).split("(per cent against baseline)")[1].strip()).replace("\n", "<br>")
        return f"{table}<p>per cent against baseline<br>{text}</p>"


def headline(ds: xr.Dataset) -> Headline:
    """Reads the series that the headline needs (for ten years of the world about 250 MB of memory). SunderError: one run only, or a
    variable is missing."""
    need_two_runs(ds)
    need(ds, *OUTPUTS)
    means = yearly(ds, *OUTPUTS, *(["covered_output"] if "covered_output" in ds else [])).load()
    measures = legend.measures(ds)
    years = _years([int(y) for y in means.year.values], measures)
    senders, targets = legend.senders(ds), legend.targets(ds)
    end = pd.Timestamp(ds.time.values[-1]) + pd.Timedelta(days=6)
    last = means.isel(year=-1)
    welfare = indicators.welfare_musd_yr(means)
    world, by_country = float(welfare.sum()), welfare.to_series().dropna()
    by_country = by_country.iloc[np.argsort(-by_country.abs().to_numpy(), kind="stable")]
    shares = pd.DataFrame({c: indicators.home_share(ds, last, c).values[[BASELINE, SCENARIO]] for c in targets}, index=["baseline", "scenario"]).T
    return Headline(
        title=str(ds.attrs.get("title", "")), question=str(ds.attrs.get("question", "")), years=years,
        change=_change(ds, means, years), measures=_in_force(measures, end),
        covered_plants=_covered(means, years), price_rises=_price_rises(means), bottleneck=_bottleneck(means),
        senders=senders, targets=targets,
        cross_bloc_share=_pair(indicators.cross_bloc_share(last.trade_value, senders, targets)),
        chip_hhi=_pair(indicators.chip_hhi(ds, last.output)),
        single_points=tuple(int(n) for n in _pair(indicators.single_points(last.output).sum("good"))),  # type: ignore[arg-type]
        self_sufficiency=shares, welfare_musd_yr=pd.concat([pd.Series({"world": world}), by_country]),
        self_harm_ratio=indicators.self_harm_ratio(welfare, senders, targets))


def _pair(by_run: xr.DataArray) -> tuple[float, float]:
    return float(by_run.isel(run=BASELINE)), float(by_run.isel(run=SCENARIO))


def _years(recorded: list[int], measures: pd.DataFrame) -> list[int]:
    first = measures.effective.min()
    year = recorded[0]
    if not pd.isna(first):
        year = max(year, first.year + (0 if (first.month, first.day) == (1, 1) else 1))
    return list(dict.fromkeys(min(wanted, recorded[-1]) for wanted in (year, year + 2, recorded[-1])))


def _in_force(measures: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    table = measures[measures.effective <= end]
    merged = table.groupby("measure", sort=False).agg({"title": "first", "issuer": "first", "announce": "min", "effective": "min", "expires": "max"})
    return merged.reset_index().sort_values("effective", kind="stable", ignore_index=True)


def _change(ds: xr.Dataset, means: xr.Dataset, years: list[int]) -> pd.DataFrame:
    """Rows: the world, issuers and targets, then countries of some weight by how much their chip output moves."""
    targets = legend.targets(ds)
    values = indicators.of_countries(ds, means.sel(year=years))
    change = {name: (v.isel(run=SCENARIO) / v.isel(run=BASELINE).where(v.isel(run=BASELINE) > 0) - 1) for name, v in values.items()}
    table = pd.concat({n: c.transpose("country", "year").to_pandas() for n, c in change.items()}, axis=1)
    chips = values["chip output"].isel(run=BASELINE, year=-1)
    named = list(dict.fromkeys([*legend.issuers(ds), *targets]))
    large = [c for c in chips.country.values if c != "world" and c not in named and float(chips.sel(country=c)) >= LARGE_SHARE * float(chips.sel(country="world"))]
    moved = table.loc[large, "chip output"].abs().max(axis=1).fillna(0.0)
    movers = [large[i] for i in np.argsort(-moved.to_numpy(), kind="stable")]
    in_order = [c for c in legend.countries(ds).index if c in named]
    rows = ["world", *in_order][:MOST_ROWS]
    return table.loc[(rows + movers)[:MOST_ROWS]].dropna(axis=1, how="all")


def _covered(means: xr.Dataset, years: list[int]) -> pd.Series:
    if "covered_output" not in means:
        return pd.Series(dtype=float, name="")
    of = means.covered_output.sel(year=years)
    base = of.isel(run=BASELINE)
    change = (of.isel(run=SCENARIO) / base.where(base > 0) - 1).to_pandas()  # year x measure
    last = change.iloc[-1].dropna()
    return change[last.idxmin()] if len(last) else pd.Series(dtype=float, name="")


def _price_rises(means: xr.Dataset) -> pd.DataFrame:
    """The largest rise of each good over years and countries; then the largest goods."""
    base = means.price_index.isel(run=BASELINE)
    change = (means.price_index.isel(run=SCENARIO) / base.where(base > 0) - 1).transpose("good", "year", "country")
    table = change.to_series().dropna().rename("change").reset_index()
    best = table.loc[table.groupby("good", sort=False).change.idxmax()]
    best = best[best.change > 0].sort_values("change", ascending=False, kind="stable")
    return best[["good", "country", "year", "change"]].head(MOST_RISES).reset_index(drop=True)


def _bottleneck(means: xr.Dataset) -> pd.DataFrame:
    extra = means.limiting_input.isel(run=SCENARIO) - means.limiting_input.isel(run=BASELINE)
    table = extra.to_series().dropna().rename("extra_musd_wk").reset_index().rename(columns={"good": "input"})
    table = table[table.extra_musd_wk > 0].nlargest(1, "extra_musd_wk")
    return table[["input", "country", "year", "extra_musd_wk"]].reset_index(drop=True)
