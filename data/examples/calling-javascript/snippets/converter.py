"""Pyodide's own to_js

dict_converter decides what becomes of a dictionary. Without one, Pyodide makes an object today; older
ones made a Map, which is why one still meets Object.fromEntries. Only in Pyodide."""
import js
from pyodide.ffi import to_js

settings = {"async": False}
print(to_js(settings).constructor.name)
print(to_js(settings, dict_converter=js.Object.fromEntries).constructor.name)
print(to_js(settings, dict_converter=js.Map.new).constructor.name)
