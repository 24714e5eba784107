# SPDX-License-Identifier: Apache-2.0
nested = []
for _ in range(100000):
    nested = [nested]
try:
    repr(nested)
except RecursionError:
    print("Python's own")
