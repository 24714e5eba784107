"""A named worker: the page asks for it by name and calls what `__export__` lists."""


def factors(number):
    """The prime factors of `number`, smallest first."""
    found = []
    for small in (2, 3):
        while number % small == 0:
            found.append(small)
            number //= small
    step, divisor = 2, 5
    while divisor * divisor <= number:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += step
        step = 6 - step
    return found + [number] if number > 1 else found


def describe(text):
    """`text` as a product; text in and out, since JavaScript's numbers are not Python's."""
    number = int(text)
    if number < 2:
        return f"{number} has no prime factors"
    powers = []
    for factor in factors(number):
        if powers and powers[-1][0] == factor:
            powers[-1][1] += 1
        else:
            powers.append([factor, 1])
    if len(powers) == 1 and powers[0][1] == 1:
        return f"{number} is prime"
    parts = [str(factor) if power == 1 else f"{factor}^{power}" for factor, power in powers]
    return f"{number} = {' × '.join(parts)}"


__export__ = ["describe"]
