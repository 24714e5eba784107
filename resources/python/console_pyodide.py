# SPDX-License-Identifier: Apache-2.0
# What the shell's console asks of Pyodide: run code in the names of the page's scripts, and complete it. Run
# once in each interpreter, in a namespace of its own; answers are JSON.
import __main__
import ast
import builtins
import codeop
import json
import linecache
import sys
import traceback
from pyodide.code import CodeRunner
from pyodide.console import Console

NAME = "<console>"
TEXT_MAX = 65536
ITEMS_MAX = 500
completer = Console(globals=__main__.__dict__)
compile_command = codeop.CommandCompiler()
compile_command.compiler.flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


def shorten(text):
    if len(text) <= TEXT_MAX:
        return text
    return f"{text[:TEXT_MAX]}\n… ({len(text) - TEXT_MAX} more characters)"


def answer(text=None, error=None, incomplete=False):
    return json.dumps({"text": text, "error": error, "incomplete": incomplete})


# Without the frames of the console itself.
def explain(error):
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename != NAME:
        frames = frames.tb_next
    lines = traceback.format_exception(type(error), error, frames)
    text = "".join(lines).rstrip("\n")
    # The last line says what it was.
    return text if len(text) <= TEXT_MAX else f"{text[:1000]}\n…\n{text[-1000:]}"


def is_incomplete(code):
    _, newline, last = code.rpartition("\n")
    is_inside = newline and last.strip() and last[0] in " \t"
    return is_inside or compile_command(code, NAME, "exec") is None


async def run(code):
    try:
        if is_incomplete(code):
            return answer(incomplete=True)
        lines = code.splitlines(True)
        linecache.cache[NAME] = (len(code), None, lines, NAME)
        runner = CodeRunner(code, filename=NAME, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        value = await runner.compile().run_async(__main__.__dict__)
        if value is None:
            return answer()
        builtins._ = value
        return answer(text=shorten(repr(value)))
    except BaseException as error:
        return answer(error=explain(error))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


# Where nothing can be awaited: what does not wait is done with the first step.
def run_now(code):
    task = run(code)
    try:
        task.send(None)
    except StopIteration as done:
        return done.value
    task.close()
    return answer(error="Nothing can be awaited while this thread is stopped. Continue first.")


def complete(code):
    items, start = completer.complete(code)
    return json.dumps({"start": start, "items": sorted(set(items))[:ITEMS_MAX]})
