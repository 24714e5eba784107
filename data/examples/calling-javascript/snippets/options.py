"""A dictionary as options

JavaScript expects objects. pyscript's to_js makes them of dictionaries, and arrays of lists."""
from pyscript import ffi, window

options = ffi.to_js({"style": "unit", "unit": "kilometer-per-hour"})
print(window.Intl.NumberFormat.new("en", options).format(88))
print(options.unit, window.Array.isArray(ffi.to_js([1, 2, 3])))
