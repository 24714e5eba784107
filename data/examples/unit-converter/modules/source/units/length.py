"""Lengths in metres."""
METRES = {
    "millimetre": (1, 1000),
    "centimetre": (1, 100),
    "metre": (1, 1),
    "kilometre": (1000, 1),
    "inch": (254, 10000),
    "foot": (3048, 10000),
    "mile": (1609344, 1000),
}
