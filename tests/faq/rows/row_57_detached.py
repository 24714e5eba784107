# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi


def main(tell):
    source = {"count": 1}
    made = ffi.to_js(source)
    source["count"] = 2
    tell(made.count)
