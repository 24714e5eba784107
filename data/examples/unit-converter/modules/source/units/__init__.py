"""Units as the world uses them, each as a fraction (numerator, denominator) of a base unit."""
