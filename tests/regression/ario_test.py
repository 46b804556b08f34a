# SPDX-License-Identifier: Apache-2.0
"""The ARIO decks, through the program: every series of the result file against the reference. Usage: ario_test.py PROGRAM"""
import csv
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import xarray

PROGRAM = sys.argv.pop(1)
CASES = Path(__file__).resolve().parents[1] / "limits/ario/cases"
DAYS_PER_WEEK = 7.0  # the result file counts flows per week, the reference per day

# reference file: (variable of the result file, dimension of the label's second part, flow)
SERIES = {
    "production": ("output", "good", True),
    "capacity": ("capacity", "good", True),
    "overproduction": ("overtime", "good", False),
    "orders_received": ("orders", "good", True),
    "final_demand": ("final_orders", "good", True),
    "final_demand_undelivered": ("final_undelivered", "good", True),
    "final_demand_unmet_by_buyer": ("final_unmet", "end_market", True),
    "rebuild_demand": ("rebuild_orders", "good", True),
    "rebuild_supplied": ("rebuilt", "good", True),
    "capital_lost": ("capital_lost", "good", False),
}
TOLERANCE = 1e-9  # of the largest value of the file: round-off of some hundred steps
# The original resets overtime only when scarcity is exactly 0.0, which round-off decides in this case.
LOOSE = {("o3_capital_noalt", "overproduction"): 1e-3, ("o3_capital_noalt", "capacity"): 1e-3}


def reference(case, name):
    with open(CASES / case / f"{name}.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[0][1:], numpy.array([[float(x) for x in row[1:]] for row in rows[1:]])


class Parity(unittest.TestCase):
    def run_case(self, case):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "case.h5"
            subprocess.run([PROGRAM, "run", "ario-" + case.replace("_", "-"), "-o", str(file)], check=True, capture_output=True)
            with xarray.open_dataset(file, engine="h5netcdf") as data:
                return data.sel(run="scenario").load()

    def compare(self, case, name, ours, theirs, scale=None):
        self.assertEqual(ours.shape, theirs.shape, (case, name))
        largest = scale or numpy.max(numpy.abs(theirs), initial=0.0)
        error = numpy.max(numpy.abs(ours - theirs)) / largest if largest > 0 else numpy.max(numpy.abs(ours))
        self.assertLessEqual(error, LOOSE.get((case, name), TOLERANCE), (case, name))
        return error

    def check_case(self, case):
        data = self.run_case(case)
        steps = json.loads((CASES / case / "case.json").read_text())["steps"]
        self.assertEqual(data.sizes["time"], steps)
        final_scale = numpy.max(reference(case, "final_demand")[1])
        compared = 0
        for name, (variable, dimension, flow) in SERIES.items():
            if not (CASES / case / f"{name}.csv").is_file():
                continue
            labels, theirs = reference(case, name)
            values = data[variable]
            if variable == "orders":  # of industries only
                values = values - data["final_orders"]
            ours = numpy.stack([values.sel({"country": label.split(".")[0], dimension: label.split(".")[1]}).values
                                for label in labels], axis=1)
            # What the reference leaves undelivered without any event is round-off; it is held to final demand.
            scale = final_scale if case == "o1_steady" and name.startswith("final_demand_un") else None
            self.compare(case, name, ours / (DAYS_PER_WEEK if flow else 1.0), theirs, scale)
            compared += 1
        labels, theirs = reference(case, "inventories")  # at the start of the step, ours at its end
        for column, label in enumerate(labels):
            source, buyer = label.split(">")
            ours = data["input_stock"].sel(input=source, country=buyer.split(".")[0], good=buyer.split(".")[1]).values
            bounded = numpy.isfinite(theirs[1:, column])
            self.compare(case, "inventories", ours[:-1][bounded], theirs[1:, column][bounded],
                         numpy.max(theirs[numpy.isfinite(theirs)]))
        self.assertGreaterEqual(compared, 9)


for folder in sorted(CASES.glob("o*")):
    setattr(Parity, f"test_{folder.name}_equals_the_reference_at_every_step",
            lambda self, case=folder.name: self.check_case(case))

if __name__ == "__main__":
    unittest.main()
