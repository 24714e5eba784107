# SPDX-License-Identifier: Apache-2.0
from pyscript import Event, document, when


def main(tell):
    place = document.createElement("button")
    place.id = "when"
    document.body.append(place)

    @when("click", "#when")
    def clicked(event):
        tell(event.type)
        happened.trigger("an event of Python's own")

    happened = Event()

    @when(happened)
    def heard(what):
        tell(what)

    place.click()
