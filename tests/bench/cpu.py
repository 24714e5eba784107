# SPDX-License-Identifier: Apache-2.0
"""Five programs that only work out something, each timed; in a page of bench.py."""
import hashlib
import json
import re
import time

import js


def sieve():
    numbers = bytearray([1]) * 4_000_000
    for number in range(2, 2000):
        if numbers[number]:
            numbers[number * number::number] = bytes(len(range(number * number, len(numbers), number)))
    return sum(numbers)


def fib(number=28):
    return number if number < 2 else fib(number - 1) + fib(number - 2)


def floats():
    x = y = 0.0
    for i in range(300_000):
        x, y = x * 0.5 - y * 0.25 + i, x * 0.25 + y * 0.5
    return x + y


def texts():
    words = [f"word{i % 997}-{i}" for i in range(40_000)]
    counts = {}
    for word in words:
        head = re.match(r"[a-z]+\d+", word)[0]
        counts[head] = counts.get(head, 0) + 1
    return len(json.loads(json.dumps(counts)))


def objects():
    class Node:
        def __init__(self, value, rest):
            self.value, self.rest = value, rest

    node, total = None, 0
    for i in range(150_000):
        node = Node(i, node)
    while node:
        total, node = total + node.value, node.rest
    return hashlib.sha256(str(total).encode()).hexdigest()


for program in (sieve, fib, floats, texts, objects):
    started = time.perf_counter()
    program()
    taken = (time.perf_counter() - started) * 1000
    print("cpu", program.__name__, taken)
    js.fetch(f"/bench/event?cpu/{program.__name__}/{taken}")
