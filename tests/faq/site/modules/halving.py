# SPDX-License-Identifier: Apache-2.0
def find(items, item):
    """The place of an item in a sorted list."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < item:
            low = middle + 1
        else:
            high = middle
    return low
