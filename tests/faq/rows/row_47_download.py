# SPDX-License-Identifier: Apache-2.0
import os

from pyscript import document, fetch, ffi, window


def give(path, kind):
    with open(path, "rb") as source:
        data = window.Uint8Array.from_(source.read())
    name = os.path.basename(path)
    file = window.File.new([data], name, ffi.to_js({"type": kind}))
    link = document.createElement("a")
    link.download = name
    link.href = window.URL.createObjectURL(file)
    link.click()
    return link.href


async def main(tell):
    with open("./given.bin", "wb") as file:
        file.write(bytes([0, 1, 127, 128, 255]))
    address = give("./given.bin", "application/octet-stream")
    tell(list(await fetch(address).bytearray()))
