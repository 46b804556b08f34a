#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""format_file.py FORMAT_MD FORMAT.md: the tables of FORMAT.md say what a fresh file holds, no more and no less."""
import os
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import xarray as xr


def rows(lines, first_column):
    """Cells of the Markdown table whose first heading is given."""
    at = next(i for i, line in enumerate(lines) if line.startswith(f"| {first_column} |"))
    for line in lines[at + 2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip().replace("\\|", "|") for cell in line.strip("| \n").split(" | ")]


def main():
    program, path = sys.argv[1:]
    lines = open(path, encoding="utf-8").read().split("\n")
    told = {row[0]: row[1:] for row in rows(lines, "Variable")}
    told_dims = {row[0] for row in rows(lines, "Dimension")}
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "fresh.h5")
        subprocess.run([program, "--file", fresh], check=True)
        with xr.open_dataset(fresh) as ds:
            # xarray takes the unit of days away when it makes dates of them; labels have none.
            found = {name: [", ".join(v.dims), v.attrs.get("units", v.encoding.get("units", "")), v.attrs["long_name"],
                            v.attrs["equation"]] for name, v in ds.data_vars.items()}
            assert found, "a file without variables"
            for name in sorted(told.keys() | found.keys()):
                assert told.get(name) == found.get(name), f"{name}: FORMAT.md {told.get(name)}, file {found.get(name)}"
            assert told_dims == set(ds.sizes), (told_dims, set(ds.sizes))
            prose = " ".join(lines)
            for name in ds.attrs:
                assert name in prose, f"attribute {name} is not in FORMAT.md"
    print(f"{len(found)} variables, {len(told_dims)} dimensions as FORMAT.md says")


if __name__ == "__main__":
    main()
