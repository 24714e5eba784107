"""A timer

JavaScript calls the function later, when Pyodide may have forgotten it: create_proxy keeps it.
MicroPython does not need that, and takes it all the same."""
from pyscript import ffi, window

window.setTimeout(ffi.create_proxy(lambda text: print(text)), 100, "called after 100 ms")
