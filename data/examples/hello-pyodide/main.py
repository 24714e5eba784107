"""CPython in the page: greets, and knows the Unicode name of every letter."""
import platform
import unicodedata

from pyscript import document, when


def put(element_id, text):
    document.getElementById(element_id).textContent = text


def letter_names(word):
    return ", ".join(unicodedata.name(letter, "a letter without a name").lower() for letter in word)


@when("input", "#name")
def greet():
    name = document.getElementById("name").value.strip()
    put("greeting", f"Hello, {name}" if name else "Hello")
    put("letters", letter_names(name[:3]))


greet()
put("status", f"CPython {platform.python_version()} runs in this page.")
