#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""open_file.py RECORD_SAMPLE: a fresh result file opens in xarray (both engines), h5py and ncdump, and is the same twice."""
import os
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore", message="numpy.ndarray size changed")

import h5py
import numpy as np
import xarray as xr

COUNTRIES = ["AAA", "Möller GmbH", "台積電"]
UNITS = {"output": "M$/week", "price_index": "1", "delivered": "M$/week", "measure_in_force": "1", "tool_stock": "M$",
         "trade_value": "M$/month", "value_added": "M$/month"}

COLUMNS = ["day", "effective", "run", "country", "measure", "kind", "cause", "loss_index", "sector_index", "threshold", "compliance"]
KINDS, CAUSES = "leaves rejoins retaliates restrains resumes", "loss sector approval"


def value(output, lane, index, cell):
    """The arithmetic of tests/record/sample.hpp."""
    return 0.0 if cell % 3 == 2 else 100 * output + 10 * lane + index + cell / 1024


def check_xarray(path, engine):
    with xr.open_dataset(path, engine=engine) as ds:
        assert list(ds.data_vars) == list(UNITS) + ["decision_" + c for c in COLUMNS], (engine, list(ds.data_vars))
        assert {v: ds[v].attrs["units"] for v in UNITS} == UNITS, engine
        assert ds.output.dims == ("run", "time", "country", "good")
        assert ds.trade_value.dims == ("run", "month", "good", "exporter", "importer")
        assert list(ds.country.values) == COUNTRIES == list(ds.exporter.values), engine
        assert list(ds.run.values) == ["baseline", "scenario"]
        assert ds.time.values[0] == np.datetime64("2021-01-04"), ds.time.values[0]
        assert ds.month.values[0] == np.datetime64("2021-01-01") and ds.month.values[1] == np.datetime64("2021-02-01")
        assert ds.sizes["time"] == 60
        for name, dims in (("output", (3, 4)), ("trade_value", (4, 3, 3)), ("tool_stock", (3, 2, 3))):
            o = list(UNITS).index(name)
            cells = int(np.prod(dims))
            steps = ds[name].shape[1]
            want = np.array([[[value(o, lane, t, c) for c in range(cells)] for t in range(steps)] for lane in range(2)])
            assert np.array_equal(ds[name].values.reshape(want.shape), want), (engine, name)
        one = ds.trade_value.sel(run="scenario", month="2021-03", good="good1", exporter="台積電", importer="AAA")
        assert float(one.squeeze()) == value(5, 1, 2, (1 * 3 + 2) * 3), float(one.squeeze())
        assert ds.output.resample(time="1MS").mean().sizes["time"] == ds.sizes["month"]
        assert ds.attrs["Conventions"] == "CF-1.10" and ds.attrs["complete"] == 1 and ds.attrs["format_version"] == 1
        assert int(ds.attrs["seed"]) == 2**64 - 1, ds.attrs["seed"]
        assert ds.attrs["question"] == "Does it open, 台積電?"
        assert ds.attrs["deck"] == 'title = "A sample"\n# ü\nstart = 2021-01-04\n'
        assert "0123456789abcdef goods.csv" in ds.attrs["economy_tables"]
        assert ds.attrs["countries"] == "AAA | One Two | A\nMöller GmbH |  | B\n台積電 |  | C\n", ds.attrs["countries"]
        assert ds.attrs["goods"].splitlines()[1] == "good1 | tool | ", ds.attrs["goods"]
        assert ds.attrs["measures"] == "rule-one | Möller GmbH | AAA 台積電 | 2021-02-01 | 2021-03-01 |  | Rule one\n", ds.attrs["measures"]
        assert ds.attrs["audit"].startswith("I1 | what leaves arrives | tolerance 1e-12 | largest 2.5e-16 | step 7")


def check_decisions(path, engine, core):
    """The table holds what the core decided: `core` is one tuple of its numbers per decision, with rows for labels."""
    with xr.open_dataset(path, engine=engine) as ds:
        table = ds[["decision_" + c for c in COLUMNS]].to_dataframe()
        assert len(table) == len(core) == 3 and list(table.index) == [0, 1, 2]
        for (_, row), d in zip(table.iterrows(), core):
            days = [np.datetime64("2000-01-01") + np.timedelta64(int(day), "D") for day in d[:2]]
            assert [row.decision_day.to_datetime64(), row.decision_effective.to_datetime64()] == days, (engine, row)
            labels = [ds.run.values[int(d[2])], COUNTRIES[int(d[3])], ds.measure.values[int(d[4])]]
            assert [row.decision_run, row.decision_country, row.decision_measure] == labels, (engine, row)
            assert [row.decision_kind, row.decision_cause] == [int(d[5]), int(d[6])], (engine, row)
            assert list(row[["decision_" + c for c in COLUMNS[7:]]]) == d[7:], (engine, row)  # to the last bit
        for name, meanings in (("decision_kind", KINDS), ("decision_cause", CAUSES)):
            assert ds[name].attrs["flag_meanings"] == meanings, (engine, name)
            assert list(ds[name].attrs["flag_values"]) == list(range(len(meanings.split()))), (engine, name)


def check_without_decisions(path):
    for engine in (None, "h5netcdf", "netcdf4"):
        with xr.open_dataset(path, engine=engine) as ds:
            assert "decision" not in ds.sizes and not [v for v in ds.variables if v.startswith("decision")], engine
            assert ds.attrs["complete"] == 1
    assert "decision" not in subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout


def check_h5py(path):
    with h5py.File(path) as f:
        assert set(UNITS) <= set(f)
        assert f["decision_kind"].dims[0][0].name == "/decision" and f["decision_country"].asstr()[0] == "台積電"
        assert np.isnan(f["output"].fillvalue) and f["output"].compression == "gzip"
        assert f["output"].dims[2][0].name == "/country"
        assert list(f.attrs)[-1] == "complete"


def main():
    sample = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        a, b = os.path.join(folder, "a.h5"), os.path.join(folder, "b.h5")
        for path in (a, b):
            subprocess.run([sample, path], check=True)
        assert sorted(os.listdir(folder)) == ["a.h5", "b.h5"], os.listdir(folder)
        assert open(a, "rb").read() == open(b, "rb").read(), "two runs gave different bytes"
        printed = subprocess.run([sample, "--decisions"], check=True, capture_output=True, text=True).stdout
        core = [[float(number) for number in line.split()] for line in printed.splitlines()]
        for engine in (None, "h5netcdf", "netcdf4"):
            check_xarray(a, engine)
            check_decisions(a, engine, core)
        check_h5py(a)
        text = subprocess.run(["ncdump", a], check=True, capture_output=True, text=True).stdout
        assert "double trade_value(run, month, good, exporter, importer)" in text and "台積電" in text
        assert "string decision_country(decision)" in text and "int64 decision_kind(decision)" in text
        script = os.path.join(folder, "script.h5")
        subprocess.run([sample, "--script", script], check=True)
        check_without_decisions(script)
    print("opened by xarray (h5netcdf, netcdf4), h5py and ncdump")


if __name__ == "__main__":
    main()
