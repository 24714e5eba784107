#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Packs source/ into the archives beside it; the same bytes at every run."""
import gzip
import io
import pathlib
import tarfile
import zipfile

HERE = pathlib.Path(__file__).parent
SOURCE = HERE / "source"
EPOCH = (2026, 1, 1, 0, 0, 0)
METADATA = {
    "METADATA": "Metadata-Version: 2.1\nName: oldunits\nVersion: 1.0\n",
    "WHEEL": "Wheel-Version: 1.0\nGenerator: pack.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "RECORD": "",
}


def entries(package):
    """Folders before what is in them: MicroPython's unpacker makes one level at a time."""
    top = SOURCE / package
    paths = [top, *sorted(top.rglob("*"))]
    return [path for path in paths if path.is_dir() or path.suffix == ".py"]


def name_of(path):
    return path.relative_to(SOURCE).as_posix() + ("/" if path.is_dir() else "")


def add(archive, name, data):
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def pack_zip(file, package, extra=()):
    with zipfile.ZipFile(HERE / file, "w") as archive:
        for path in entries(package):
            if path.name != "__pycache__":
                add(archive, name_of(path), b"" if path.is_dir() else path.read_bytes())
        for name, text in extra:
            add(archive, name, text)


def pack_tar(file, package):
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in entries(package):
            if path.name != "__pycache__":
                info = archive.gettarinfo(path, name_of(path).rstrip("/"))
                info.mtime = info.uid = info.gid = 0
                info.uname = info.gname = ""
                archive.addfile(info, None if path.is_dir() else path.open("rb"))
    (HERE / file).write_bytes(gzip.compress(plain.getvalue(), mtime=0))


pack_zip("units.zip", "units")
pack_tar("kitchen.tar.gz", "kitchen")
pack_zip(
    "oldunits-1.0-py3-none-any.whl",
    "oldunits",
    [(f"oldunits-1.0.dist-info/{name}", text) for name, text in METADATA.items()],
)
