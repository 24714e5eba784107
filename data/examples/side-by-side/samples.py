"""Programs which run in both; some say the same, some do not."""

ALL = [
    ("The same", '''\
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

print(max(range(1, 2000), key=collatz), "takes longest")
print(2 ** 200)
'''),
    ("Order of dictionaries", '''\
colours = {}
for name in ("red", "green", "blue", "grey", "pink"):
    colours[name] = len(name)
print(list(colours))
'''),
    ("What is missing", '''\
for name in ("json", "re", "random", "statistics", "fractions", "sqlite3"):
    try:
        __import__(name)
        print(name, "is there")
    except ImportError:
        print(name, "is missing")
'''),
    ("Words of an error", '''\
for code in ("failure", "1 / 0", "int('x')", "[][1]"):
    try:
        eval(code)
    except Exception as error:
        print(code, "->", type(error).__name__, error)
'''),
]
