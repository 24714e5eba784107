# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi, window


def main(tell):
    made = ffi.to_js({"a": 1, "b": [2, 3]})
    tell(window.faq.kind(made))
    tell(made.a)
    tell(window.JSON.stringify(made))
