"""Pyodide in a worker: CPython's fractions beside MicroPython's numbers, from the same modules."""
from fractions import Fraction

import amounts
import catalogue
from pyscript import document, when


def show(number):
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


@when("converted", "#results")
def convert():
    unit = document.getElementById("unit").value
    if document.getElementById("unit").disabled:
        return
    try:
        amount = Fraction(*amounts.parse(document.getElementById("amount").value))
    except ValueError:
        return
    sizes = {name: Fraction(top, bottom) for name, top, bottom in catalogue.family_of(unit)}
    for row in document.querySelectorAll("[data-unit]"):
        row.children[2].textContent = show(amount * sizes[unit] / sizes[row.dataset.unit])


for row in document.querySelectorAll("[data-module]"):
    row.children[3].textContent = catalogue.place_of(row.dataset.module)
convert()
