#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lay out the runtimes that npm installed as the program wants them: <name>/<version>/<file>.

The folder is made beside its place and then renamed into it, so that it is always whole and never
mixes two versions. Usage: stage.py PACKAGE_JSON OUTPUT DEPFILE
"""

import json
import shutil
import sys
from pathlib import Path

# Ours: npm's name, the folder inside the package, the kinds of file that run there.
RUNTIMES = {
    "pyscript": ("@pyscript/core", "dist", {".js", ".css"}),
    "pyodide": ("pyodide", ".", {".mjs", ".js", ".wasm", ".json", ".zip"}),
    "micropython": ("@micropython/micropython-webassembly-pyscript", ".", {".mjs", ".wasm"}),
}


def fail(sentence):
    sys.exit(f"stage.py: {sentence}")


def read_package(folder, wanted):
    try:
        package = json.loads((folder / "package.json").read_text("utf-8"))
    except FileNotFoundError:
        fail(f"{folder} is missing; run data/dev setup")
    if package["version"] != wanted:
        fail(f"{folder} is version {package['version']}, not {wanted}; run data/dev setup")
    return package


def stage(package_folder, package, inner, suffixes, target):
    target.mkdir(parents=True)
    for file in sorted((package_folder / inner).iterdir()):
        if file.is_file() and file.suffix in suffixes and file.name != "package.json":
            shutil.copyfile(file, target / file.name)
    for licence in sorted(package_folder.glob("LICENSE*")):
        shutil.copyfile(licence, target / licence.name)
    facts = {key: package[key] for key in ("name", "version", "license")}
    (target / "package.json").write_text(json.dumps(facts, indent=2) + "\n", "utf-8")


def main(package_json, output, depfile):
    package_json, output = Path(package_json), Path(output)
    modules = package_json.parent / "node_modules"
    wanted = json.loads(package_json.read_text("utf-8"))["dependencies"]
    fresh = output.with_name(output.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, (npm_name, inner, suffixes) in RUNTIMES.items():
        version = wanted[npm_name]
        package = read_package(modules / npm_name, version)
        stage(modules / npm_name, package, inner, suffixes, fresh / name / version)
    shutil.rmtree(output, ignore_errors=True)
    fresh.rename(output)
    # npm rewrites this one at every change of node_modules.
    Path(depfile).write_text(f"{output}: {modules / '.package-lock.json'}\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
