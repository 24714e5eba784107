"""Masses in grams."""
GRAMS = {
    "gram": (1, 1),
    "kilogram": (1000, 1),
    "ounce": (28349523125, 1000000000),
    "pound": (45359237, 100000),
}
