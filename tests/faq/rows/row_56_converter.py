# SPDX-License-Identifier: Apache-2.0
import js
from pyodide.ffi import to_js


def main(tell):
    made = to_js({"async": False}, dict_converter=js.Object.fromEntries)
    tell(js.JSON.stringify(made))
