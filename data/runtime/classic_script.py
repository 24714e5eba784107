#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turn the TOML parser that PyScript's core.js imports into a classic script.

A JSCContext evaluates no modules, so the module's body becomes a function's, and what the module
exports as `parse` becomes the one global `parseToml`. Anything unexpected in a new release of
PyScript stops the build. Usage: classic_script.py RUNTIME_FOLDER OUTPUT
"""

import re
import sys
from pathlib import Path

TEMPLATE = "var parseToml = (function () {{\n'use strict';\n{body}\nreturn {name};\n}}) ();\n"


def only(pattern, text, what):
    """The one value of `pattern` in `text`."""
    found = set(re.findall(pattern, text))
    if len(found) != 1:
        sys.exit(f"classic_script.py: expected one {what}, found {sorted(found)}")
    return found.pop()


def main(runtimes, output):
    folders = list((Path(runtimes) / "pyscript").iterdir())
    if len(folders) != 1:
        sys.exit(f"classic_script.py: expected one version of pyscript in {runtimes}")
    folder = folders[0]
    core = only(r'from"\./(core-[\w-]+\.js)"', (folder / "core.js").read_text("utf-8"), "core chunk")
    chunk = only(r'import\("\./(toml-[\w-]+\.js)"\)', (folder / core).read_text("utf-8"), "parser")
    module = (folder / chunk).read_text("utf-8")
    name = only(r"export\{(\w+) as parse\}", module, "exported parser")
    body = re.sub(r"export\{\w+ as parse\};?", "", module)
    body = re.sub(r"^//# sourceMappingURL=.*$", "", body, flags=re.MULTILINE).strip()
    if re.search(r"\b(import|export)\b", body):
        sys.exit(f"classic_script.py: {chunk} imports or exports more than its parser")
    Path(output).write_text(TEMPLATE.format(body=body, name=name), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
