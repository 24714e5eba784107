"""MicroPython in the page: greets as soon as the page is there."""
import sys

from pyscript import document, when


def put(element_id, text):
    document.getElementById(element_id).textContent = text


@when("input", "#name")
def greet():
    name = document.getElementById("name").value.strip()
    put("greeting", f"Hello, {name}" if name else "Hello")
    put("letters", f"Backwards: {''.join(reversed(name))}" if name else "")


version = ".".join(str(part) for part in sys.implementation.version[:3])
greet()
put("status", f"MicroPython {version} runs in this page.")
