# SPDX-License-Identifier: Apache-2.0
"""Files of results that nobody asked to keep: they live as long as the process."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

_folder: tempfile.TemporaryDirectory[str] | None = None
_numbers = itertools.count()


def new_path(stem: str, suffix: str = ".h5") -> Path:
    """A path that does not exist yet, in a folder that is removed at the end of the process."""
    global _folder
    if _folder is None:
        _folder = tempfile.TemporaryDirectory(prefix="sunder-")
    return Path(_folder.name) / f"{stem}-{next(_numbers)}{suffix}"
