"""Runs twice, in MicroPython and in Pyodide, both in the page. Functions go to JavaScript as they
are: MicroPython never needs create_proxy, and Pyodide not with experimental_create_proxy = "auto"."""
import sys

import js
from pyscript import config, document

import samples

ENGINE = config["type"]
OTHER = {"mpy": "py", "py": "mpy"}[ENGINE]

mine = document.getElementById(ENGINE)
code = document.getElementById("code")
run_button = document.getElementById("run")
sample = document.getElementById("sample")


def version():
    numbers = sys.implementation.version if ENGINE == "mpy" else sys.version_info
    name = "MicroPython" if ENGINE == "mpy" else "CPython"
    return f"{name} {'.'.join(str(number) for number in numbers[:3])}"


def run():
    """Runs the program in fresh globals, then tells the page what it said."""
    lines = []

    def write(*values, sep=" ", end="\n"):
        lines.append(sep.join(str(value) for value in values) + end)

    started = js.performance.now()
    try:
        exec(code.value, {"print": write, "__name__": "program"})
    except BaseException as error:  # SystemExit too: the program ends, the page stays
        lines.append(f"{type(error).__name__}: {error}\n")
    took = js.performance.now() - started
    mine.querySelector("pre").textContent = "".join(lines)
    mine.querySelector(".note").textContent = f"{version()}, {took:.0f} ms"
    mine.setAttribute("data-run", run_button.getAttribute("data-run"))
    compare()


def compare():
    """The interpreter that ends last finds the other's answer."""
    other = document.getElementById(OTHER)
    if other.getAttribute("data-run") != run_button.getAttribute("data-run"):
        return
    same = other.querySelector("pre").textContent == mine.querySelector("pre").textContent
    verdict = document.getElementById("verdict")
    verdict.textContent = "Both say the same." if same else "They differ."
    verdict.setAttribute("data-same", str(same).lower())
    run_button.disabled = False


def on_run(event):
    run_button.setAttribute("data-run", str(event.timeStamp))
    js.setTimeout(lambda: run(), 20)  # the page draws first


def use_sample():
    code.value = samples.ALL[sample.selectedIndex][1]


run_button.addEventListener("click", on_run)
mine.querySelector(".note").textContent = f"{version()} is ready"
mine.setAttribute("data-ready", "")
if ENGINE == "mpy":
    for name, _ in samples.ALL:
        option = document.createElement("option")
        option.textContent = name
        sample.append(option)
    use_sample()
    sample.onchange = lambda event: use_sample()
if document.getElementById(OTHER).hasAttribute("data-ready"):
    run_button.disabled = False
    document.getElementById("verdict").textContent = "Both are ready."
