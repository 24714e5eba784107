"""Pyodide in the page: its turn at running a snippet."""
from pyscript import document, when

from runner import run_box


@when("click", "[data-engine=py]")
def on_run():
    document.getElementById("status").textContent = "Run in Pyodide, in the page"
    run_box()


document.querySelector("[data-engine=py]").disabled = False
document.getElementById("status").textContent = "Both are ready; the worker starts when it is asked."
