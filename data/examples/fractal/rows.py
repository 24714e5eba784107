"""A MicroPython worker: some rows of the Mandelbrot set, when the page asks for them."""
from pyscript import sync


def level(x, y, most):
    """How soon the point escapes, or -1 when it does not within `most` steps."""
    if (x + 1) * (x + 1) + y * y < 0.0625 or (x + 0.25) * (x + 0.25) + y * y < 0.2:
        return -1
    a = b = a2 = b2 = 0.0
    for step in range(most):
        if a2 + b2 > 4:
            return step
        b = 2 * a * b + y
        a = a2 - b2 + x
        a2 = a * a
        b2 = b * b
    return -1


def compute_rows(first, count, width, height, x, y, size):
    """The levels of `count` rows from row `first`, in one list."""
    pixel = size / width
    left, top = x - size / 2, y - pixel * height / 2
    most = 64 if size > 0.5 else 160
    return [
        level(left + pixel * column, top + pixel * row, most)
        for row in range(first, min(first + count, height))
        for column in range(width)
    ]


sync.compute_rows = compute_rows
