#!/usr/bin/env python3
"""Do Faro's figures equal an independent computation to the last digit?

Imports the shared real files into a fresh data folder, asks Faro for tables (`faro table`), computes
the same with pandas straight from the files, and compares every cell. Exits with 1 on a difference.
The files are not part of the repository: give their folder with --data."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Faro:
    def __init__(self, program, folder):
        self.program, self.env = program, dict(os.environ, FARO_DATA=str(folder))
        self.run("init")

    def run(self, *arguments):
        out = subprocess.run([self.program, *arguments], env=self.env, capture_output=True, text=True)
        if out.returncode:
            sys.exit(f"faro {' '.join(arguments)}: {out.stderr}")
        return out.stdout

    def take(self, path, source):
        return json.loads(self.run("import", str(path), "--source", source, "--json"))["counts"]

    def table(self, question):
        answer = json.loads(self.run("table", question, "--json"))
        cells = {tuple(c["classes"]): (c["low"], c["high"]) for c in answer["cells"]}
        return answer, cells


def compare(name, mine, theirs):
    """Cells with anything in them must be the same; a cell that one side lacks counts as zero."""
    def zero(value):
        return value in (0, (0, 0))
    keys = {k for k, v in mine.items() if not zero(v)} | {k for k, v in theirs.items() if not zero(v)}
    differing = [k for k in keys if mine.get(k, (0, 0)) != theirs.get(k, (0, 0))]
    print(f"{'equal' if not differing else 'DIFFERS'}: {name}, {len(keys)} cells")
    for key in sorted(differing)[:10]:
        print(f"    {key}: faro {mine.get(key)}, pandas {theirs.get(key)}")
    return not differing


def exact(series):
    return {(k if isinstance(k, tuple) else (k,)): (int(v), int(v)) for k, v in series.items()}


def mexico(faro, folder):
    path = folder / "counts/mexico-sesnsp-victims-2015-2025.csv"
    counts = faro.take(path, "mx")
    frame = pd.read_csv(path, dtype={"cve_ent": str, "n_month": str})
    ok = counts["read"] == counts["accepted"] + counts["rejected"] == len(frame)
    sex = {"Mujer": "female", "Hombre": "male", "No identificado": "_not_recorded"}
    frame["sex"] = frame["genero"].map(sex)
    frame["year"] = frame["n_year"].astype(str)
    frame["month"] = frame["year"] + "-" + frame["n_month"].str.zfill(2)
    for question, columns in [("by=sex", ["sex"]), ("by=registration_date:year", ["year"]),
                              ("by=registration_date:month&by=sex", ["month", "sex"])]:
        _, mine = faro.table(f"data=mx&{question}")
        ok &= compare(f"Mexico {question}", mine, exact(frame.groupby(columns)["n_victimas"].sum()))
    answer, _ = faro.table("data=mx")
    total = int(frame["n_victimas"].sum())
    print(f"Mexico total: faro {answer['selected']}, pandas {total}")
    ok &= answer["selected"] == {"low": total, "high": total} and total == 8250
    # Which of the 32 divisions is which is Faro's business; how many each has is not.
    _, mine = faro.table("data=mx&by=registration_place:level-1")
    sizes = sorted(low for low, _ in mine.values() if low)
    theirs = sorted(int(v) for v in frame.groupby("cve_ent")["n_victimas"].sum() if v)
    if not sizes:
        _, mine = faro.table("data=mx&by=exploitation_place:level-1")
        sizes = sorted(low for low, _ in mine.values() if low)
    print(f"{'equal' if sizes == theirs else 'DIFFERS'}: Mexico, victims of each division")
    return ok and sizes == theirs


def ctdc(faro, folder):
    path = folder / "cases/ctdc-global-k-anonymised-2020.csv"
    counts = faro.take(path, "ctdc")
    frame = pd.read_csv(path, keep_default_na=False)
    ok = counts["accepted"] == len(frame) == 48773
    frame["year"] = frame["yearOfRegistration"].astype(str)
    iso = lambda s: s.where(~s.isin(["", "-99", "0", "00"]), "_not_recorded")
    frame["citizen"] = iso(frame["citizenship"])
    frame["where"] = iso(frame["CountryOfExploitation"])
    question = "data=records&people=everyone&by="
    _, mine = faro.table(question + "registration_date:year")
    ok &= compare("CTDC by year", mine, exact(frame.groupby(["year"]).size()))
    _, mine = faro.table(question + "citizenship")
    ok &= compare("CTDC by citizenship", mine, exact(frame.groupby(["citizen"]).size()))
    _, mine = faro.table(question + "exploitation_place:country&by=registration_date:year")
    ok &= compare("CTDC by country of exploitation and year", mine,
                  exact(frame.groupby(["where", "year"]).size()))
    _, mine = faro.table(question + "form_of_exploitation")
    labour = int((frame["isForcedLabour"].isin(["1", "1.0"])).sum())
    sexual = int((frame["isSexualExploit"].isin(["1", "1.0"])).sum())
    mine = {k: v for k, v in mine.items() if not k[0].startswith("_")}
    ok &= compare("CTDC by form", mine, {("forced_labour",): (labour, labour),
                                         ("sexual_exploitation",): (sexual, sexual)})
    return ok


def glotip(faro, folder):
    """Published totals only: rows for all sexes and ages of the dimension `Total`. Faro also adds up
    parts where a country prints no total, and says how much (`summed`): that is taken off."""
    path = folder / "counts/unodc-glotip-lac-2025-04-14.csv"
    counts = faro.take(path, "glotip")
    frame = pd.read_csv(path)
    ok = counts["read"] == counts["accepted"] + counts["rejected"] == len(frame) == 9813
    text = frame["txtVALUE"].astype(str).str.replace(",", "")
    below = text.str.startswith("<")
    frame["low"] = text.where(~below, "0").astype(int)
    frame["high"] = text.where(~below, (text.str[1:].where(below, "1").astype(int) - 1).astype(str)).astype(int)
    print(f"GLOTIP: {int(below.sum())} cells printed as '<5', kept as intervals")
    codes = {"Detected trafficking victims": "victims_detected", "Persons prosecuted": "persons_prosecuted",
             "Persons convicted": "persons_convicted"}
    answer, mine = faro.table("data=glotip&by=indicator")
    summed = {}
    for part in answer["slices"]:
        low, high = summed.get(part["indicator"], (0, 0))
        summed[part["indicator"]] = (low + part["summed"]["low"], high + part["summed"]["high"])
    for printed, code in codes.items():
        rows = frame[(frame["Indicator"] == printed) & (frame["Dimension"] == "Total")
                     & (frame["Sex"] == "Total") & (frame["Age"] == "Total")]
        theirs = (int(rows["low"].sum()), int(rows["high"].sum()))
        low, high = mine[(code,)]
        parts = summed.get(code, (0, 0))
        mine_totals = (low - parts[0], high - parts[1])
        same = mine_totals == theirs
        ok &= same
        print(f"{'equal' if same else 'DIFFERS'}: GLOTIP {code}: faro {low}–{high}, of which summed from "
              f"parts {parts[0]}–{parts[1]}; printed totals by pandas {theirs[0]}–{theirs[1]}")
    return ok


def brazil(faro, folder):
    path = folder / "counts/brazil-employer-register-2023-04-deidentified.csv"
    counts = faro.take(path, "br")
    frame = pd.read_csv(path)
    ok = counts["read"] == counts["accepted"] == len(frame) == 290
    frame["year"] = frame["ano_acao_fiscal"].astype(str)
    _, mine = faro.table("data=br&by=registration_date:year")
    return ok & compare("Brazil by year", mine, exact(frame.groupby(["year"])["trabalhadores_envolvidos"].sum()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=pathlib.Path, help="folder with counts/ and cases/")
    parser.add_argument("--bin", default=str(ROOT / "target/release/faro"))
    arguments = parser.parse_args()
    if not arguments.data.exists():
        print(f"SKIPPED: {arguments.data} is not here", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        faro = Faro(arguments.bin, pathlib.Path(scratch) / "data")
        results = [part(faro, arguments.data) for part in (mexico, ctdc, glotip, brazil)]
    print("all figures equal" if all(results) else "figures differ")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
