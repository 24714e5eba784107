"""Volumes in millilitres; spoons and the cup are the metric ones."""
MILLILITRES = {
    "teaspoon": (5, 1),
    "tablespoon": (15, 1),
    "cup": (250, 1),
    "millilitre": (1, 1),
    "litre": (1000, 1),
}
