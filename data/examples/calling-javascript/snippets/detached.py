"""A copy

What to_js makes is no longer tied to the dictionary: a change after it is not seen."""
from pyscript import ffi

settings = {"colour": "red"}
copy = ffi.to_js(settings)
settings["colour"] = "blue"
print(settings["colour"], "here,", copy.colour, "there")
