"""How sums are written; the page and the worker use it."""


def money(amount):
    digits = str(round(amount))
    groups = []
    while digits:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return " ".join(groups)
