# SPDX-License-Identifier: Apache-2.0
from pyscript import document


def main(tell):
    button = document.createElement("button")
    button.id = "clicked"
    document.body.append(button)
    # Clicks of other rows come by as well.
    document.onclick = lambda event: event.target.id == "clicked" and tell(event.type)
    button.click()
