# SPDX-License-Identifier: Apache-2.0
from pyscript import document


def main(tell):
    box = document.createElement("input")
    box.id = "typed"
    box.value = "what was typed"
    document.body.append(box)
    tell(document.getElementById("typed").value)
