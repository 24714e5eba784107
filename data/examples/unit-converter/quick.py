"""MicroPython in the page: fills the lists, and converts at every key."""
import math

import amounts
import catalogue
from pyscript import document, when

amount = document.getElementById("amount")
unit = document.getElementById("unit")
results = document.getElementById("results")
hint = document.getElementById("hint")


def about(number):
    if number == 0:
        return "0"
    digits = max(0, 3 - math.floor(math.log10(abs(number))))
    text = "{:.{}f}".format(number, min(digits, 9))
    return text.rstrip("0").rstrip(".") if "." in text else text


def fill_units():
    unit.replaceChildren()
    for name in catalogue.names():
        option = document.createElement("option")
        option.textContent = name
        unit.append(option)
    unit.value = "cup"
    unit.disabled = False


def add_row(name, text):
    row = document.createElement("tr")
    row.dataset.unit = name
    for tag, content in (("th", name), ("td", text), ("td", "…")):
        cell = document.createElement(tag)
        cell.textContent = content
        row.append(cell)
    row.firstElementChild.scope = "row"
    results.append(row)


@when("input", "#amount")
@when("change", "#unit")
def convert():
    results.replaceChildren()
    try:
        top, bottom = amounts.parse(amount.value)
    except ValueError:
        hint.textContent = "That is no amount: try 12, 0.5 or 3/4"
        return
    hint.textContent = "A number such as 12, 0.5 or 3/4"
    family = catalogue.family_of(unit.value)
    mine = [entry for entry in family if entry[0] == unit.value][0]
    for name, unit_top, unit_bottom in family:
        if name != unit.value:
            add_row(name, about(top * mine[1] * unit_bottom / (bottom * mine[2] * unit_top)))
    results.dispatchEvent(document.defaultView.Event.new("converted"))


def show_modules():
    for row in document.querySelectorAll("[data-module]"):
        row.children[2].textContent = catalogue.place_of(row.dataset.module)


show_modules()
fill_units()
convert()
