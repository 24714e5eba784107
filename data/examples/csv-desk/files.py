"""Files in and out of the interpreter's file system; the same for MicroPython and Pyodide, in the
page and in a worker."""
import _pyscript
from pyscript import fetch, ffi, window


async def take(file, path):
    """Stores a file that the user chose as `path`."""
    address = window.URL.createObjectURL(file)
    content = await fetch(address).bytearray()
    window.URL.revokeObjectURL(address)
    with open(path, "wb") as copy:
        copy.write(content)


def give(path, name, media_type):
    """An address for downloading the file `path`; revoke it when it is no longer needed.

    FS.readFile gives JavaScript's bytes in both interpreters. `Uint8Array.from_(data)`, which one
    meets often, is there in Pyodide only.
    """
    content = _pyscript.interpreter.FS.readFile(path)
    file = window.File.new(ffi.to_js([content]), name, ffi.to_js({"type": media_type}))
    return window.URL.createObjectURL(file)
