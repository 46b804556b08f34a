# SPDX-License-Identifier: Apache-2.0
"""What there is, by name (`sunder list`)."""

from __future__ import annotations

import re

import pandas as pd

from . import program
from .errors import SunderError

_AMOUNT = r" +(?P<units>\d+) units +(?P<sales_musd_yr>\d+) M\$/year"
_LINES = {
    "decks": re.compile(r"(?P<deck>\S+) +(?P<title>.*)"),
    "sweeps": re.compile(r"(?P<sweep>\S+) +(?P<title>.*) \((?P<draws>\d+) draws of (?P<base>.*)\)"),
    "studies": re.compile(r"(?P<study>\S+) +(?P<title>.*)"),
    "measures": re.compile(r"(?P<measure>\S+)  +(?P<effective>\d{4}-\d\d-\d\d|on call)  +(?P<action>\S+)  +(?P<title>.*)"),
    "countries": re.compile(rf"(?P<country>\S+) +(?P<name>.*?){_AMOUNT} *(?P<groups>.*)"),
    "goods": re.compile(rf"(?P<good>\S+) +(?P<kind>\S+){_AMOUNT} +(?P<name>.*)"),
    "firms": re.compile(r"(?P<firm>.*?)  *(?P<hq>[A-Z]{3}|-) +(?P<sales_musd_yr>\d+) M\$/year +(?P<goods>.*)"),
    "outputs": re.compile(r"(?P<output>\S+) +\((?P<dims>.*?)\) \[(?P<unit>.*?)\]: (?P<meaning>.*)"),
    "economies": re.compile(r"(?P<economy>[^: ]\S*): base year (?P<base_year>\d+), (?P<countries>\d+) countries, (?P<goods>\d+) goods, .*"),
}


def list(topic: str, economy: str | None = None) -> pd.DataFrame:  # noqa: A001
    """decks, sweeps, studies, measures, economies, countries, goods, firms or outputs, one a row, by name.

    economy: whose countries, goods or firms (default: the largest at hand). SunderError: an unknown topic or economy.
    """
    if topic not in _LINES:
        raise SunderError(f"unknown list '{topic}'; there are {', '.join(_LINES)}")
    printed = program.call(["list", topic, *(["--economy", economy] if economy else [])])
    rows = [found.groupdict() for line in printed.splitlines() if (found := _LINES[topic].fullmatch(line))]
    table = pd.DataFrame(rows, columns=[*_LINES[topic].groupindex])
    for column in ("units", "sales_musd_yr", "base_year", "countries", "draws"):
        if column in table and column != topic:
            table[column] = pd.to_numeric(table[column])
    return table.set_index(table.columns[0])
