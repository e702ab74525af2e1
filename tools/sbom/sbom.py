#!/usr/bin/env python3
"""Writes what Faro is built of as a CycloneDX 1.5 inventory. Python 3.11 and cargo, nothing else.

tools/sbom/sbom.py > faro.cdx.json
"""

import base64
import json
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def crates(manifest):
    """Third-party crates that the programs of a workspace are built of, tests left out."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", manifest]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    uses = {
        node["id"]: [
            dep["pkg"] for dep in node["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])
        ]
        for node in metadata["resolve"]["nodes"]
    }
    reached, waiting = set(), list(metadata["workspace_members"])
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting.extend(uses[one])
    with open(ROOT / pathlib.Path(manifest).parent / "Cargo.lock", "rb") as lock:
        locked = tomllib.load(lock)["package"]
    checksums = {(p["name"], p["version"]): p.get("checksum") for p in locked}
    for package in (packages[one] for one in reached):
        if package["source"] is None:
            continue
        if package["source"] != REGISTRY:
            sys.exit(f"{package['name']} comes from {package['source']}")
        yield component(
            "cargo",
            package["name"],
            package["version"],
            package["license"],
            ("SHA-256", checksums[package["name"], package["version"]]),
        )


def scripts(lock):
    """Packages that are bundled into what browsers get."""
    for path, package in json.loads((ROOT / lock).read_text())["packages"].items():
        if path and not package.get("dev"):
            name = path.removeprefix("node_modules/")
            kind, _, digest = package["integrity"].partition("-")
            content = base64.b64decode(digest).hex()
            yield component(
                "npm", name, package["version"], package.get("license"), (kind.replace("sha", "SHA-"), content)
            )


def component(kind, name, version, licence, checksum):
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    found = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if licence:
        found["licenses"] = [{"expression": licence.replace("/", " OR ")}]
    if checksum[1]:
        found["hashes"] = [{"alg": checksum[0], "content": checksum[1]}]
    return found


def main():
    components = [
        *crates("Cargo.toml"),
        *crates("pdf/Cargo.toml"),
        *scripts("tools/browser-crypto/package-lock.json"),
    ]
    unique = {one["bom-ref"]: one for one in components}
    with open(ROOT / "Cargo.toml", "rb") as manifest:
        version = tomllib.load(manifest)["workspace"]["package"]["version"]
    inventory = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "faro", "version": version}},
        "components": [unique[ref] for ref in sorted(unique)],
    }
    json.dump(inventory, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
