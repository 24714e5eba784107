# SPDX-License-Identifier: Apache-2.0
# The same calls on the project's file system and on the interpreter's own, in microseconds: the mean of many, one line
# for each. Run by bench.py in both interpreters, on main and in a worker.
import os
import time


def clock():
    try:
        return time.ticks_us()
    except AttributeError:
        return time.perf_counter() * 1e6


def mean(function, times):
    """The clock ticks in milliseconds."""
    function()
    started = clock()
    for n in range(times):
        function()
    return round((clock() - started) / times)


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        while file.read(CHUNK):
            pass


CHUNK = 64 * 1024  # which MicroPython's heap has too
small = b"x" * 1024
for name, folder in (("vfs", "/vfs/bench"), ("memory", "/bench")):
    os.mkdir(folder)
    path = folder + "/small"
    write(path, small)
    write(folder + "/large", b"")
    with open(folder + "/large", "ab") as file:
        for n in range(10):
            file.write(b"0123456789" * 100000)
    for what, function, times in (
        ("stat", lambda: os.stat(path), 200),
        ("read-1KiB", lambda: read(path), 200),
        ("write-1KiB", lambda: write(path, small), 200),
        ("read-10MB", lambda: read(folder + "/large"), 5),
    ):
        print("measured", what, name, mean(function, times))
print("measured all")
