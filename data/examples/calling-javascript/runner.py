"""Runs a snippet, whichever interpreter this is; its output goes to the page, also what comes later."""
from pyscript import document


def write(*values, sep=" ", end="\n"):
    output = document.getElementById("output")
    output.textContent += sep.join(str(value) for value in values) + end


def run(code):
    document.getElementById("output").textContent = ""
    try:
        exec(code, {"print": write, "__name__": "snippet"})
    except Exception as error:
        write(f"{type(error).__name__}: {error}")


def run_box():
    run(document.getElementById("code").value)
