"""MicroPython in a worker: throws dice for 400 futures, then draws with the page's module."""
from pyscript import document, when
from pyscript.ffi import to_js
from pyscript.js_modules.chart import bars
from pyscript.js_modules.dice import Dice

from money import money

FUTURES = 400
BARS = 12


def number(element_id):
    field = document.getElementById(element_id)
    return float(field.value) if field.value and field.checkValidity() else None


def imagine(monthly, years, rate, swing):
    """Final balances, sorted; every year has its own interest."""
    dice = Dice.new(2026)
    finals = []
    for _ in range(FUTURES):
        balance = 0
        for _ in range(years):
            interest = max(-90, rate + swing * dice.bell()) / 100
            balance = balance * (1 + interest) + monthly * 12 * (1 + interest / 2)
        finals.append(balance)
    return sorted(finals)


def columns(finals):
    """How many futures end in each of some equal ranges; the best twentieth is left out."""
    low, high = finals[0], finals[FUTURES * 19 // 20]
    width = (high - low) / BARS or 1
    counts = [0] * BARS
    for final in finals:
        if final <= high:
            counts[min(BARS - 1, int((final - low) / width))] += 1
    return [{"name": money(low + width * (i + 0.5)), "value": count} for i, count in enumerate(counts)]


@when("input", "#plan")
def show():
    monthly, years, rate, swing = [number(name) for name in ("monthly", "years", "rate", "swing")]
    if None in (monthly, years, rate, swing):
        return
    finals = imagine(monthly, int(years), rate, swing)
    quarter, middle, most = [finals[FUTURES * part // 4] for part in (1, 2, 3)]
    document.getElementById("middle").textContent = f"{money(quarter)} and {money(most)}"
    document.getElementById("futures-note").textContent = (
        f"{money(middle)} in the middle of {FUTURES} futures; {money(finals[0])} in the worst."
    )
    options = {"title": "Futures by final balance", "unit": "futures"}
    bars(document.getElementById("futures"), to_js(columns(finals)), to_js(options))


show()
