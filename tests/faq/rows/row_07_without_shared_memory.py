# SPDX-License-Identifier: Apache-2.0
from pyscript import document, window


def main(tell):
    tell(hasattr(window, "SharedArrayBuffer"))
    document.body.append("no memory is shared")
    tell("shared" in document.body.textContent)
