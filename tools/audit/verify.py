#!/usr/bin/env python3
"""Checks an export of Faro's audit (NDJSON) with nothing but Python's standard library.

    verify.py EXPORT.ndjson [NUMBER:HASH ...]

NUMBER:HASH is an anchor: the number of an entry and its hash, or the beginning of it.
What is hashed is told in docs/security/audit.md. Ends with 0 when the chain is whole, 6 when not.
"""
import hashlib
import json
import sys


def digest(*fields):
    parts = []
    for field in fields:
        text = None if field is None else str(field).encode("utf-8")
        parts.append(b"\xff\xff\xff\xff" if text is None else len(text).to_bytes(4, "big") + text)
    return hashlib.sha256(b"".join(parts)).hexdigest()


def fault(number, what):
    print(f"entry {number}: {what}")
    sys.exit(6)


with open(sys.argv[1], encoding="utf-8") as file:
    head = json.loads(next(file))
    anchors = dict(text.split(":") for text in sys.argv[2:])
    last, number = digest("faro audit start 1", head["installation"]), 0
    for line in file:
        e = json.loads(line)
        number += 1
        if e["number"] != number:
            fault(number, "missing")
        made = digest("faro audit entry 1", e["number"], e["at"], e["actor"], e["agency"], e["action"],
                      e["object_kind"], e["object_id"], e["channel"], e["address"],
                      e["why_may_hold_personal_data"], e["previous"])
        if made != e["hash"]:
            fault(number, "changed, or not the one that was written here")
        if e["previous"] != last:
            fault(max(number - 1, 1), "changed: the next entry says that it was another one")
        if not made.startswith(anchors.pop(str(number), "").lower()):
            fault(number, "an anchor says that the chain was another one")
        last = made
if number < head["entries"] or anchors:
    fault(number + 1, "missing: the end was cut off")
if last != head["hash"]:
    fault(number, "not the last one that the first line names")
print(f"whole: {number} entries, last hash {last}")
