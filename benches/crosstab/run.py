#!/usr/bin/env python3
"""A cross-tabulation by three dimensions with filters over 1,000,000 records: Faro's engine beside
DuckDB, both on data already in memory, in one process each, alternating runs."""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--target", default=str(ROOT / "target"))
    arguments = parser.parse_args()
    example = pathlib.Path(arguments.target) / "release" / "examples" / "crosstab_peer"
    import duckdb

    with tempfile.TemporaryDirectory() as scratch:
        csv = pathlib.Path(scratch) / "records.csv"
        run = subprocess.run(
            [str(example), str(arguments.rows), str(arguments.repeat), str(csv)],
            check=True, capture_output=True, text=True)
        faro = json.loads(run.stdout)
        con = duckdb.connect()
        con.execute(
            "create table t as select * from read_csv(?, header=true, all_varchar=true)", [str(csv)])
        # Enumerations are DuckDB's dictionary encoding: the peer at its best.
        for column in ("sex", "form", "place", "year"):
            con.execute(f"create type kind_{column} as enum (select distinct {column} from t where {column} is not null)")
            con.execute(f"alter table t alter {column} type kind_{column} using {column}::kind_{column}")
        question = ("select sex, form, place, count(*) from t where year in ('2021','2022','2023') "
                    "and form <> 'other' group by all order by all")
        con.execute(question).fetchall()
        times = []
        for _ in range(arguments.repeat):
            started = time.perf_counter()
            rows = con.execute(question).fetchall()
            times.append((time.perf_counter() - started) * 1000)
        peer = {f"{s}|{f}|{p}": n for s, f, p, n in rows}
        mine = faro["cells"]
        assert peer == mine, "the two tables differ"
        duck = statistics.median(times)
        print(f"{arguments.rows:,} records, {len(mine):,} cells, tables equal")
        print(f"faro: median {faro['median_ms']:.2f} ms; duckdb: median {duck:.2f} ms")
        print(f"faro / duckdb: {faro['median_ms'] / duck:.2f}  (at most 1)")


if __name__ == "__main__":
    sys.exit(main())
