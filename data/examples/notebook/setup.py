"""The hidden cell: runs before the others."""
import random

random.seed(7)
