"""Units of the kitchen."""
