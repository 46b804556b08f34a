# SPDX-License-Identifier: Apache-2.0
"""What the labels of a result stand for: goods with their kind, countries with their groups, measures with issuer and targets."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import xarray as xr

from .errors import SunderError


def _rows(ds: xr.Dataset, attribute: str, columns: list[str]) -> pd.DataFrame:
    text = ds.attrs.get(attribute)
    if text is None:
        where = ds.encoding.get("source", "this dataset")
        raise SunderError(f"{where}: no attribute '{attribute}'; expected a result of this version of `sunder run`")
    rows = [line.split(" | ", len(columns) - 1) for line in text.splitlines()]
    return pd.DataFrame(rows, columns=columns)


def goods(ds: xr.Dataset) -> pd.DataFrame:
    """By code: kind (raw, material, tool, service, software, foundry, chip, backend, end) and name."""
    return _rows(ds, "goods", ["good", "kind", "name"]).set_index("good")


def countries(ds: xr.Dataset) -> pd.DataFrame:
    """By code: groups (a list of names, as EU) and name."""
    table = _rows(ds, "countries", ["country", "groups", "name"]).set_index("country")
    table["groups"] = [text.split() for text in table.groups]
    return table


def measures(ds: xr.Dataset) -> pd.DataFrame:
    """The rules of the scenario, in the order of the deck; a measure may be several.

    Columns measure, issuer ('' if nobody's), targets (list of codes), announce, effective, expires (NaT: not set), title. Dates are
    those that governments decided on, where they decide.
    """
    table = _rows(ds, "measures", ["measure", "issuer", "targets", "announce", "effective", "expires", "title"])
    table["targets"] = [text.split() for text in table.targets]
    for column in ("announce", "effective", "expires"):
        table[column] = pd.to_datetime(table[column].replace("", None))
    return _as_decided(ds, table)


def _as_decided(ds: xr.Dataset, table: pd.DataFrame) -> pd.DataFrame:
    if "decision_kind" not in ds:
        return table
    kinds = dict(zip(ds.decision_kind.attrs["flag_values"], ds.decision_kind.attrs["flag_meanings"].split()))
    decided = ds[["decision_run", "decision_measure", "decision_kind", "decision_day", "decision_effective"]].to_dataframe()
    for row in decided[decided.decision_run == ds.run.values[-1]].itertuples():
        of = table.measure == row.decision_measure
        kind = kinds[row.decision_kind]
        if kind == "restrains":
            table.loc[of, ["announce", "effective"]] = pd.NaT
        elif kind in ("retaliates", "resumes"):
            table.loc[of, "announce"], table.loc[of, "effective"] = row.decision_day, row.decision_effective
    return table


def targets(ds: xr.Dataset) -> list[str]:
    """Countries that the measures are aimed at: those that most rules have in common. A rule against more than half of the
    countries is aimed at nobody."""
    codes = list(countries(ds).index)
    aimed = [rule for rule in measures(ds).targets if 2 * len(rule) <= len(codes)]
    votes = {code: sum(code in rule for rule in aimed) for code in codes}
    most = max(votes.values(), default=0)
    return [code for code in codes if most > 0 and votes[code] == most]


def issuers(ds: xr.Dataset) -> list[str]:
    """Countries that impose measures, in the order of the deck."""
    return [code for code in dict.fromkeys(measures(ds).issuer) if code]


def senders(ds: xr.Dataset) -> list[str]:
    """Issuers that are not targets themselves."""
    aimed = targets(ds)
    return [code for code in issuers(ds) if code not in aimed]


def members(ds: xr.Dataset, who: str | list[str]) -> list[str]:
    """Codes of a country, of a group by name (as EU), or of a list of both. SunderError: an unknown name."""
    table = countries(ds)
    found: list[str] = []
    for name in [who] if isinstance(who, str) else who:
        inside = [name] if name in table.index else [c for c, groups in table.groups.items() if name in groups]
        if not inside:
            groups = sorted({g for row in table.groups for g in row})
            raise SunderError(f"'{name}' is neither a country ({', '.join(table.index)}) nor a group ({', '.join(groups)}) of this result")
        found += [c for c in inside if c not in found]
    return found


def pick(ds: xr.Dataset, which: str | Sequence[str]) -> list[str]:
    """Codes of goods, from codes and kinds. SunderError: a name that is neither."""
    table = goods(ds)
    found: list[str] = []
    for name in [which] if isinstance(which, str) else which:
        inside = [name] if name in table.index else list(table.index[table.kind == name])
        if not inside:
            raise SunderError(f"'{name}' is neither a good ({', '.join(table.index)}) nor a kind ({', '.join(table.kind.unique())})")
        found += [g for g in inside if g not in found]
    return found


def of_kind(ds: xr.Dataset, *kinds: str) -> list[str]:
    """Codes of the goods of these kinds, in the order of the file."""
    table = goods(ds)
    return list(table.index[table.kind.isin(kinds)])
