#!/usr/bin/env python3
"""Tables by three dimensions over 1,000,000 records: Faro's engine beside DuckDB on the same rows.

Faro's example writes its rows as CSV and times itself; DuckDB reads them and answers the same
questions, once on text columns and once on enumerations, its own dictionary encoding. Faro is
timed before DuckDB. Both must find the same number of cells."""

import argparse
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parents[1]
LINE = re.compile(r"\s*([\d.]+) ms \(fastest ([\d.]+)\)\s+(.*): (\d+) cells, (\d+) selected")
QUESTIONS = {
    "place x form x year, sex and age filtered":
        "select place, form, year(day), count(*) from {t} where sex = 'female' and age < 18 group by all",
    "place x form x month, no filter":
        "select place, form, date_trunc('month', day), count(*) from {t} group by all",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--target", default=str(ROOT / "target"))
    arguments = parser.parse_args()
    example = pathlib.Path(arguments.target) / "release/examples/crosstab_speed"
    with tempfile.TemporaryDirectory() as scratch:
        csv = pathlib.Path(scratch) / "rows.csv"
        faro = {}
        for _ in range(2):
            run = subprocess.run([str(example), str(csv)], check=True, capture_output=True, text=True)
            for line in run.stdout.splitlines():
                if found := LINE.match(line):
                    median, fastest, name, cells, selected = found.groups()
                    faro.setdefault(name, []).append((float(median), int(cells), int(selected)))
        con = duckdb.connect()
        con.execute("create table texts as select * from read_csv(?, header=true)", [str(csv)])
        con.execute("create table enums as select * from texts")
        for column in ("place", "form", "sex"):
            con.execute(f"create type kind_{column} as enum (select distinct {column} from texts where {column} is not null)")
            con.execute(f"alter table enums alter {column} type kind_{column}")
        for name, question in QUESTIONS.items():
            mine = statistics.median(m for m, _, _ in faro[name])
            for table in ("texts", "enums"):
                times, rows = [], []
                for _ in range(arguments.repeat):
                    started = time.perf_counter()
                    rows = con.execute(question.format(t=table)).fetchall()
                    times.append((time.perf_counter() - started) * 1000)
                peer = statistics.median(times)
                print(f"{name}: faro {mine:.1f} ms, duckdb on {table} {peer:.1f} ms, "
                      f"ratio {mine / peer:.2f} (at most 1)")
            known = [r for r in rows if all(v is not None for v in r)]
            _, cells, _ = faro[name][0]
            if len(known) != cells:
                sys.exit(f"{name}: faro has {cells} cells, duckdb {len(known)}")


if __name__ == "__main__":
    main()
