#!/usr/bin/env python3
"""Taking a wide CSV in: Faro (mapped, validated, identities split and sealed, stored) beside
DuckDB (loaded into a table on disk, nothing checked) and frictionless (types validated, nothing
stored). The three alternate, so that a busy moment of the machine meets all of them."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

DUCKDB = """
import duckdb, sys
con = duckdb.connect(sys.argv[2])
con.execute("create table t as select * from read_csv(?, header=true)", [sys.argv[1]])
con.execute("checkpoint")
print(con.execute("select count(*) from t").fetchone()[0])
"""

FRICTIONLESS = """
import frictionless, sys
report = frictionless.validate(sys.argv[1], limit_errors=10**9)
task = report.tasks[0]
assert task.stats.get("rows"), report.flatten(["type", "note"])[:3]
print(task.stats["rows"], "rows,", report.stats["errors"], "errors")
"""


def measured(command, env=None, folder=None):
    """Wall time in seconds and output of one command."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=folder)
    out, err = child.communicate()
    wall = time.perf_counter() - started
    if child.returncode:
        sys.exit(f"{command[0]} failed: {err.decode()[-2000:]}")
    return wall, out.decode()


def peak_of(command, env=None):
    """Peak resident memory of a command in MB, alone in a process of its own."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    out = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, env=env)
    return float(out.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--frictionless-rows", type=int, default=100_000,
                        help="frictionless is slow: it gets this many rows, and its time is scaled")
    parser.add_argument("--target", default=str(ROOT / "target"))
    parser.add_argument("--bin")
    arguments = parser.parse_args()
    release = pathlib.Path(arguments.target) / "release"
    faro = arguments.bin or str(release / "faro")
    wide = str(release / "examples" / "wide")

    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        subprocess.run([wide, str(arguments.rows), str(scratch)], check=True)
        file = scratch / "case-records-wide.csv"
        profile = scratch / "wide.profile.toml"
        small = scratch / "small"
        subprocess.run([wide, str(arguments.frictionless_rows), str(small)], check=True)
        territories = scratch / "country"
        subprocess.run([faro, "simulate", "--people", "100", "--out", str(territories)],
                       check=True, stdout=subprocess.DEVNULL)
        print(f"file: {file.stat().st_size / 1e6:.0f} MB, {arguments.rows:,} rows, 30 columns")

        def fresh(name):
            data = scratch / name
            shutil.rmtree(data, ignore_errors=True)
            env = dict(os.environ, FARO_DATA=str(data))
            for command in (["init"], ["territories", str(territories / "territories.csv")]):
                subprocess.run([faro, *command], check=True, env=env, stdout=subprocess.DEVNULL)
            return env

        import_command = [faro, "import", str(file), "--profile", str(profile), "--json"]
        times = {"faro": [], "duckdb": []}
        for _ in range(arguments.repeat):
            env = fresh("data")
            wall, out = measured(import_command, env)
            counts = json.loads(out)["counts"]
            assert counts["read"] == arguments.rows, counts
            times["faro"].append(wall)
            database = scratch / "peer.duckdb"
            database.unlink(missing_ok=True)
            wall, out = measured([sys.executable, "-c", DUCKDB, str(file), str(database)])
            assert int(out.split()[-1]) == arguments.rows
            times["duckdb"].append(wall)
        print(f"accepted {counts['accepted']:,}, rejected {counts['rejected']:,}, "
              f"with a warning {counts['accepted_with_warning']:,}")
        wall, out = measured([sys.executable, "-c", FRICTIONLESS, "case-records-wide.csv"], folder=small)
        print(f"frictionless: {out.strip()}")
        scaled = wall * arguments.rows / arguments.frictionless_rows

        median = {name: statistics.median(values) for name, values in times.items()}
        for name, values in times.items():
            print(f"{name}: median {median[name]:.2f} s of {', '.join(f'{v:.2f}' for v in values)}")
        print(f"frictionless validate: {wall:.1f} s for {arguments.frictionless_rows:,} rows, "
              f"{scaled:.0f} s at the same rate for {arguments.rows:,}")
        print(f"faro / duckdb: {median['faro'] / median['duckdb']:.2f}  (at most 6)")
        print(f"frictionless / faro: {scaled / median['faro']:.1f}  (at least 20)")
        env = fresh("memory")
        print(f"peak memory of faro import: {peak_of(import_command, env):.0f} MB  (under 400)")


if __name__ == "__main__":
    main()
