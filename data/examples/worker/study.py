"""A Pyodide worker: takes its time over the text, and never holds up the typing."""
import html
import platform
import re
import statistics
from collections import Counter

from pyscript import document, when

SMALL = set("""a after all also an and are as at be but by for from had has have he her his i if in is it
    its more no not of on or other she so than that the their them they this to until was were what
    whatever which who will with you your""".split())


def put(element_id, text):
    document.getElementById(element_id).textContent = str(text)


def words_of(text):
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.lower())


def rhythm(text):
    lengths = [len(words_of(part)) for part in re.split(r"[.!?…]+", text) if words_of(part)]
    if not lengths:
        return "–"
    return f"{statistics.mean(lengths):.0f}, from {min(lengths)} to {max(lengths)}"


def rows(counts):
    most = counts[0][1] if counts else 1
    return "".join(
        f'<li style="--share: {times / most:.2f}"><span>{html.escape(word)}</span> {times}</li>'
        for word, times in counts
    )


@when("input", "#text")
def study():
    text = document.getElementById("text").value
    words = words_of(text)
    put("different", len(set(words)))
    put("rhythm", rhythm(text))
    counts = Counter(word for word in words if word not in SMALL).most_common(6)
    document.getElementById("frequent").innerHTML = rows(counts)


study()
put("study-state", f"CPython {platform.python_version()}")
