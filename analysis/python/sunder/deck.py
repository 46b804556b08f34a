# SPDX-License-Identifier: Apache-2.0
"""Decks from Python: a dict becomes TOML, keyword arguments become `--set KEY=VALUE`."""

from __future__ import annotations

import datetime
import json
import math
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Deck = str | os.PathLike[str] | Mapping[str, Any]
"""Name of a deck, its file, or its content."""

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def key(name: str) -> str:
    """A key as TOML writes it: quoted unless it is letters, digits, - and _."""
    return name if _BARE.match(name) else json.dumps(name, ensure_ascii=False)


def value(item: Any) -> str:
    """A value as TOML writes it. Dates stay dates. TypeError: nothing that TOML has a word for."""
    if hasattr(item, "item") and getattr(item, "ndim", None) == 0:  # a NumPy scalar
        item = item.item()
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, int):
        return str(item)
    if isinstance(item, float):
        return repr(item) if math.isfinite(item) else "nan" if math.isnan(item) else "inf" if item > 0 else "-inf"
    if isinstance(item, (datetime.date, datetime.datetime)):
        return item.date().isoformat() if isinstance(item, datetime.datetime) else item.isoformat()
    if isinstance(item, str):
        return json.dumps(item, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(item, Mapping):
        return "{ " + ", ".join(f"{key(str(k))} = {value(v)}" for k, v in item.items()) + " }"
    if isinstance(item, (list, tuple)):
        return "[" + ", ".join(value(v) for v in item) + "]"
    raise TypeError(f"{item!r} has no form in TOML")


def to_toml(deck: Mapping[str, Any]) -> str:
    """A whole deck: plain keys first, then tables, then arrays of tables (`measure`, `region`, ...)."""
    plain = [f"{key(k)} = {value(v)}" for k, v in deck.items() if not isinstance(v, Mapping) and not _is_tables(v)]
    parts = ["\n".join(plain)]
    for name, item in deck.items():
        for table, head in _tables(name, item):
            parts.append("\n".join([head, *(f"{key(str(k))} = {value(v)}" for k, v in table.items())]))
    return "\n\n".join(parts) + "\n"


def _is_tables(item: Any) -> bool:
    return isinstance(item, (list, tuple)) and bool(item) and all(isinstance(v, Mapping) for v in item)


def _tables(name: str, item: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    if isinstance(item, Mapping):
        yield item, f"[{key(name)}]"
    elif _is_tables(item):
        for table in item:
            yield table, f"[[{key(name)}]]"


def overrides(changes: Mapping[str, Any]) -> list[str]:
    """Changes as arguments of the program: `--set KEY=VALUE` each.

    `{"switch": {"redesign": False}}` and `{"switch.redesign": False}` say the same; a nested dict changes its keys, it does not
    replace the table. `{"measure[0].effective": date(2023, 1, 1)}` reaches into a list.
    """
    arguments: list[str] = []
    for name, item in _leaves(changes, ""):
        arguments += ["--set", f"{name}={value(item)}"]
    return arguments


def _leaves(changes: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, item in changes.items():
        if isinstance(item, Mapping):
            yield from _leaves(item, f"{prefix}{name}.")
        else:
            yield prefix + name, item


@contextmanager
def on_disk(deck: Deck, name: str = "deck") -> Iterator[str]:
    """What to give the program for a deck: its name or path as it is, a dict as a file that goes away."""
    if not isinstance(deck, Mapping):
        yield os.fspath(deck)
        return
    with tempfile.TemporaryDirectory(prefix="sunder-") as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(to_toml(deck), encoding="utf-8")
        yield str(path)
