# SPDX-License-Identifier: Apache-2.0
"""Who a figure is about: given by the caller, else the issuers and targets of the file's measures."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from .. import legend
from ..errors import SunderError

Who = str | Sequence[str] | None


def parties(ds: xr.Dataset, sender: Who, target: Who) -> tuple[list[str], list[str]]:
    """Codes of both. SunderError: neither given nor in the file, or a country on both sides."""
    us = legend.senders(ds) if sender is None else legend.members(ds, sender if isinstance(sender, str) else list(sender))
    them = legend.targets(ds) if target is None else legend.members(ds, target if isinstance(target, str) else list(target))
    if not us or not them:
        raise SunderError(f"no {'sender' if not us else 'target'}: the measures of this result name none; give sender= and target=")
    both = [code for code in us if code in them]
    if both:
        raise SunderError(f"{', '.join(both)} is sender and target")
    return us, them


def name_of(ds: xr.Dataset, codes: list[str], given: Who) -> str:
    """Short name of a side: what the caller called it, or its codes."""
    if isinstance(given, str):
        return given
    return "+".join(codes) if len(codes) <= 3 else f"{codes[0]} and {len(codes) - 1} others"
