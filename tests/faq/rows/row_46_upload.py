# SPDX-License-Identifier: Apache-2.0
from pyscript import document, fetch, ffi, window


def choose(chooser):
    """What a user does with the file dialog."""
    chosen = window.DataTransfer.new()
    for name in ("one.txt", "two.txt"):
        chosen.items.add(window.File.new(ffi.to_js(["the text of " + name]), name))
    chooser.files = chosen.files
    chooser.dispatchEvent(window.Event.new("change"))


def main(tell):
    chooser = document.createElement("input")
    chooser.type = "file"
    chooser.multiple = True

    async def save(event):
        for file in chooser.files:
            address = window.URL.createObjectURL(file)
            with open("./" + file.name, "wb") as copy:
                copy.write(await fetch(address).bytearray())
            window.URL.revokeObjectURL(address)
        for name in ("one.txt", "two.txt"):
            with open("./" + name) as copy:
                tell(copy.read())

    chooser.onchange = save
    choose(chooser)
