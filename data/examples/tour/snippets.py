"""What the buttons of "Try it" put into the box."""
PRIMES = """\
primes = [2]
for n in range(3, 1000, 2):
    if all(n % p for p in primes):
        primes.append(n)

print(len(primes), "primes below 1000")
print(*primes[-8:])
"""

PAGE = """\
title = document.querySelector("h1")
title.textContent = "Hello from Python"
title.style.color = "var(--accent)"

for heading in document.querySelectorAll("h2"):
    print(heading.textContent)
"""

TRIANGLE = """\
row = [1]
for _ in range(8):
    print(" ".join(str(n) for n in row))
    row = [a + b for a, b in zip([0] + row, row + [0])]
"""

ALL = {"primes": PRIMES, "page": PAGE, "triangle": TRIANGLE}
