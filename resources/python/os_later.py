# SPDX-License-Identifier: Apache-2.0
# Puts /vfs on the path, and what os_more.py has into MicroPython's os: names that run it once one of them is
# called. To compile all of it took a tenth of the start of a page that calls none. Run once in each
# interpreter, in a namespace of its own; `_pyxis` is made by vfs-mount.js.
import builtins
import os
import sys
import _pyxis

NAMES = "makedirs", "removedirs", "scandir", "walk"
original_open = builtins.open
more = {"__name__": "os_more"}


def find(name):
    if name not in more:
        exec(_pyxis.osMore, more)
    return more[name]


def put(name):
    if not hasattr(os, name):
        setattr(os, name, lambda *values, **named: find(name)(*values, **named))


def open_later(file, mode="r", *values, **named):
    function = find("open_more") if "x" in mode else original_open
    return function(file, mode, *values, **named)


if _pyxis.mountPoint not in sys.path:
    sys.path.append(_pyxis.mountPoint)
# Else it is no MicroPython, or one without files.
if hasattr(os, "ilistdir"):
    for name in NAMES:
        put(name)
    if not hasattr(os, "replace"):
        os.replace = os.rename
    builtins.open = open_later
