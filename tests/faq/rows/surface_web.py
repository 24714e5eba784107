# SPDX-License-Identifier: Apache-2.0
from pyscript import document
from pyscript.web import button, div, page, ul, li


def main(tell):
    pressed = button("Press", id="press", classes=["wide"], on_click=lambda event: tell("pressed " + event.type))
    page.append(div(pressed, ul(li("one"), li("two")), id="made"))
    tell(document.querySelector("#made > .wide").textContent)
    tell(", ".join(item.textContent for item in page["#made"].find("li")))
    document.getElementById("press").click()
