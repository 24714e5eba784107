"""Reads what people type as an amount: 12, 0.5, 0,5, 3/4, 1 1/2. The same file in both Pythons."""


def parse(text):
    """The amount as (numerator, denominator), whole numbers; ValueError for anything else."""
    top, bottom = 0, 1
    for part in text.replace(",", ".").split():
        upper, _, lower = part.partition("/")
        whole, _, digits = upper.partition(".")
        if not (whole + digits).isdigit() or (lower and not lower.isdigit()):
            raise ValueError("not an amount")
        part_top = int(whole + digits)
        part_bottom = 10 ** len(digits) * (int(lower) if lower else 1)
        if part_bottom == 0:
            raise ValueError("nothing is divided by zero")
        top, bottom = top * part_bottom + part_top * bottom, bottom * part_bottom
    if not text.strip():
        raise ValueError("no amount")
    return top, bottom
