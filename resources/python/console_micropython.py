# SPDX-License-Identifier: Apache-2.0
# What the shell's console asks of MicroPython: run code in `names`, those of the page's scripts, and complete
# it. Run once in each interpreter, in a namespace of its own; answers are JSON. What awaits is run by
# interpreter-console.js, for only the interpreter itself can.
import builtins
import io
import json
import sys

NAME = "<console>"
OWN = '  File "<pyxis>"'
TEXT_MAX = 65536
ITEMS_MAX = 500
EXCLUDED = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"


def shorten(text):
    if len(text) <= TEXT_MAX:
        return text
    return "{}\n… ({} more characters)".format(text[:TEXT_MAX], len(text) - TEXT_MAX)


def answer(text=None, error=None):
    return json.dumps({"text": text, "error": error, "incomplete": False})


# Without the frames of the console itself.
def explain(error):
    out = io.StringIO()
    sys.print_exception(error, out)
    lines = [line for line in out.getvalue().split("\n") if not line.startswith(OWN)]
    text = "\n".join(lines).rstrip("\n")
    # The last line says what it was.
    return text if len(text) <= TEXT_MAX else "{}\n…\n{}".format(text[:1000], text[-1000:])


def show(value):
    if value is None:
        return answer()
    builtins._ = value
    return answer(text=shorten(repr(value)))


def parse(code):
    try:
        return compile(code.strip(), NAME, "eval"), True
    except SyntaxError:
        return compile(code, NAME, "exec"), False


def run(code):
    try:
        parsed, is_expression = parse(code)
        if is_expression:
            return show(eval(parsed, names))
        exec(parsed, names)
        return answer()
    except BaseException as error:
        return answer(error=explain(error))


def compiles(code, mode):
    try:
        compile(code, NAME, mode)
        return True
    except SyntaxError:
        return False


# How interpreter-console.js is to run code in which there is an "await": outside of a function, as an
# expression or as what it is.
def find_way(code):
    if compiles(code.strip(), "eval") or compiles(code, "exec"):
        return "run"
    return "expression" if compiles("async def f():\n (\n" + code + "\n)", "exec") else "statements"


def show_awaited(name):
    return show(names.pop(name))


def look_up(path):
    first, *rest = path.split(".")
    value = names[first] if first in names else getattr(builtins, first)
    for name in rest:
        value = getattr(value, name)
    return dir(value)


def complete(code):
    start = max(code.rfind(letter) for letter in EXCLUDED) + 1
    path, dot, begin = code[start:].rpartition(".")
    try:
        found = look_up(path) if dot else list(names) + dir(builtins)
    except (AttributeError, KeyError):
        found = []
    items = sorted({path + dot + name for name in found if name.startswith(begin)})
    if not begin.startswith("_"):
        items = [item for item in items if not item[len(path + dot):].startswith("_")]
    return json.dumps({"start": start, "items": items[:ITEMS_MAX]})
