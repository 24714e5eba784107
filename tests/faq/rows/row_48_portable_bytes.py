# SPDX-License-Identifier: Apache-2.0
from _pyscript import interpreter
from pyscript import document, fetch, ffi, window

DATA = bytes([0, 1, 127, 128, 255])


async def main(tell):
    with open("./portable.bin", "wb") as file:
        file.write(DATA)
    numbers = ffi.to_js(list(DATA))
    ways = [
        interpreter.FS.readFile("./portable.bin"),
        getattr(window.Uint8Array, "from")(numbers),
        window.Uint8Array.new(numbers),
    ]
    for i, data in enumerate(ways):
        file = window.File.new(ffi.to_js([data]), f"portable-{i}.bin")
        address = window.URL.createObjectURL(file)
        tell(list(await fetch(address).bytearray()))
    # Only the last: WebKit forgets a click on a download that it has not looked at when the next comes.
    link = document.createElement("a")
    link.download = file.name
    link.href = address
    link.click()
