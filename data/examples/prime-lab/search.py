"""Started by the page's Python, as MicroPython or Pyodide: searches without end, and calls the page."""
from pyscript import sync

primes = [2, 3]


def is_prime(number):
    for prime in primes:
        if prime * prime > number:
            return True
        if number % prime == 0:
            return False
    return True


def search():
    number, twins = 5, 1
    while True:
        if is_prime(number):
            if primes[-1] == number - 2 and twins % 50 == 0:
                sync.found(twins, number - 2, number)
            twins += primes[-1] == number - 2
            primes.append(number)
        number += 2


sync.search = search
