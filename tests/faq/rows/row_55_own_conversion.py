# SPDX-License-Identifier: Apache-2.0
from pyodide.ffi import to_js
from pyscript import window


def main(tell):
    made = to_js({"a": 1})
    tell(window.faq.kind(made))
    tell(window.JSON.stringify(made))
