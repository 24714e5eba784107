"""The tour: tells what it stands on, and runs what you type."""
import sys

from js import location, performance
from pyscript import document, when, window

import snippets
from report import report


def show_python():
    version = ".".join(str(part) for part in sys.implementation.version[:3])
    milliseconds = round(performance.now())
    report("python", True, f"MicroPython {version}, {milliseconds} ms after the page began to load")


def show_memory():
    if window.SharedArrayBuffer:
        report("memory", True, "SharedArrayBuffer is here, so workers see the page directly")
        return
    for row in ("memory", "worker", "waits"):
        report(row, False, "needs a server that isolates its pages; Pyxis does so by itself")


def show_place():
    if location.protocol == "pyxis:":
        report("place", True, "pyxis: files of this computer, with no server and no port")
    else:
        report("place", True, f"{location.protocol}//{location.host}: a web server")


def choose(name):
    document.getElementById("code").value = snippets.ALL[name]
    for button in document.querySelectorAll("[data-snippet]"):
        button.setAttribute("aria-pressed", "true" if button.dataset.snippet == name else "false")


def run_code():
    """Runs the text of the box in fresh globals; its output and its errors go below it."""
    lines = []

    def write(*values, sep=" ", end="\n"):
        lines.append(sep.join(str(value) for value in values) + end)

    try:
        exec(document.getElementById("code").value, {"print": write, "document": document})
    except Exception as error:
        lines.append(f"{type(error).__name__}: {error}")
    document.getElementById("output").textContent = "".join(lines)


@when("click", "[data-snippet]")
def on_snippet(event):
    choose(event.target.dataset.snippet)
    run_code()


@when("click", "#run")
def on_run():
    run_code()


@when("keydown", "#code")
def on_key(event):
    if event.key == "Enter" and (event.ctrlKey or event.metaKey):
        event.preventDefault()
        run_code()


show_python()
show_memory()
show_place()
choose("primes")
for button in document.querySelectorAll("button"):
    button.disabled = False
run_code()
