"""MicroPython in the page: the plan, drawn by exports of a JavaScript module."""
from pyscript import document, when
from pyscript.ffi import to_js
from pyscript.js_modules import chart
from pyscript.js_modules.chart import lines

from money import money


def number(element_id):
    """What the field holds, or nothing while it holds no allowed number."""
    field = document.getElementById(element_id)
    return float(field.value) if field.value and field.checkValidity() else None


def grow(monthly, years, rate):
    """The balance and the sum paid in, at each year's end."""
    balance, balances, paid = 0, [0], [0]
    for year in range(1, years + 1):
        for _ in range(12):
            balance = (balance + monthly) * (1 + rate / 100 / 12)
        balances.append(round(balance))
        paid.append(round(monthly * 12 * year))
    return balances, paid


@when("input", "#plan")
def show():
    monthly, years, rate = number("monthly"), number("years"), number("rate")
    if monthly is None or years is None or rate is None:
        document.getElementById("growth-note").textContent = "One of the fields holds no usable number."
        return
    balances, paid = grow(monthly, int(years), rate)
    document.getElementById("total").textContent = money(balances[-1])
    document.getElementById("growth-note").textContent = (
        f"{money(paid[-1])} paid in, {money(balances[-1] - paid[-1])} are interest."
    )
    series = [{"name": "With interest", "values": balances}, {"name": "Paid in", "values": paid}]
    options = {"title": "Balance by year", "unit": "year"}
    lines(document.getElementById("growth"), to_js(series), to_js(options))


document.documentElement.dataset.chart = chart.version
show()
