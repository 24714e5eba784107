"""A MicroPython worker: reads the page's text at every key and writes the numbers back."""
import re
import sys

from pyscript import document, when

WORDS_A_MINUTE = 220


def put(element_id, text):
    document.getElementById(element_id).textContent = str(text)


def count_sentences(text):
    return len([part for part in re.compile(r"[.!?…]+").split(text) if part.strip()])


def reading_time(words):
    seconds = round(words * 60 / WORDS_A_MINUTE)
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


@when("input", "#text")
def count():
    text = document.getElementById("text").value
    words = len(text.split())
    put("words", words)
    put("characters", len(text))
    put("sentences", count_sentences(text))
    put("reading-time", reading_time(words))


count()
put("count-state", "MicroPython " + ".".join(str(part) for part in sys.implementation.version[:3]))
