"""Old lengths in metres."""
METRES = {
    "fathom": (18288, 10000),
    "furlong": (201168, 1000),
    "nautical mile": (1852, 1),
}
