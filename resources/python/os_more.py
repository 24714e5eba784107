# SPDX-License-Identifier: Apache-2.0
# What CPython's os has and MicroPython's lacks, made of what it has, as CPython documents it; and the mode "x"
# of open (), which MicroPython reads as "r". Run when the first of it is called (os_later.py), in a namespace of
# its own. Errors carry the numbers of the file system below, which are WASI's.
import builtins
import os

EXISTS = 20
FOLDER = 0x4000
original_open = builtins.open


def is_folder(path):
    try:
        return os.stat(path)[0] & 0xF000 == FOLDER
    except OSError:
        return False


def is_there(path):
    try:
        os.stat(path)
        return True
    except OSError:
        return False


def join(folder, name):
    return folder + name if folder.endswith("/") else folder + "/" + name


def makedirs(name, mode=0o777, exist_ok=False):
    path = name.rstrip("/")
    parent = path[: path.rfind("/") + 1].rstrip("/")
    if parent and not is_there(parent):
        makedirs(parent, exist_ok=True)
    try:
        os.mkdir(path)
    except OSError:
        if not exist_ok or not is_folder(path):
            raise


def removedirs(name):
    path = name.rstrip("/")
    os.rmdir(path)
    while "/" in path:
        path = path[: path.rfind("/")]
        try:
            os.rmdir(path)
        except OSError:
            break


class DirEntry:
    def __init__(self, folder, name, kind):
        self.name = name
        self.path = join(folder, name)
        self._kind = kind

    def is_dir(self, follow_symlinks=True):
        return self._kind == FOLDER

    def is_file(self, follow_symlinks=True):
        return self._kind != FOLDER

    def is_symlink(self):
        return False

    def stat(self, follow_symlinks=True):
        return os.stat(self.path)

    def __repr__(self):
        return "<DirEntry %r>" % self.name


class Scan:
    """What scandir () gives: it is gone through, and may stand in a with."""

    def __init__(self, path):
        self._entries = iter([DirEntry(path, entry[0], entry[1]) for entry in os.ilistdir(path)])

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *values):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    return Scan(path)


def walk(top, topdown=True, onerror=None, followlinks=False):
    folders = []
    files = []
    try:
        for entry in os.ilistdir(top):
            (folders if entry[1] == FOLDER else files).append(entry[0])
    except OSError as error:
        if onerror:
            onerror(error)
        return
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(join(top, name), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def open_more(file, mode="r", *values, **named):
    if "x" not in mode:
        return original_open(file, mode, *values, **named)
    if is_there(file):
        raise OSError(EXISTS)
    return original_open(file, mode.replace("x", "w"), *values, **named)
