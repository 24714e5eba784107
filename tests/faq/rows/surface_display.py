# SPDX-License-Identifier: Apache-2.0
from pyscript import HTML, display, document


def main(tell):
    place = document.createElement("div")
    place.id = "shown"
    document.body.append(place)
    display("a < b", HTML("<b>bold</b>"), target="shown")
    tell(place.textContent.split("bold")[0].strip())
    tell(place.querySelector("b").textContent)
