"""The desk. This one file runs twice: by MicroPython in the page and by Pyodide in a worker; the one
that the page's choice names does the work."""
import os

import rows as table
from files import give, take
from pyscript import config, document, ffi, when, window

ENGINE = config["type"]
NAMES = {"mpy": "MicroPython", "py": "Pyodide"}
SHOWN = 200
LARGEST = 8_000_000


class Desk:
    """The file on the desk, which this interpreter has in its own file system."""

    path = "people.csv"
    name = "people.csv"
    taken = None


def element(element_id):
    return document.getElementById(element_id)


def is_mine():
    return document.querySelector("[name=engine]:checked").value == ENGINE


def say(text):
    element("status").textContent = text


def fill_columns(head):
    column = element("column")
    if column.getAttribute("data-head") == repr(head):
        return
    column.setAttribute("data-head", repr(head))
    column.replaceChildren()
    for number, name in enumerate(["as it is"] + head):
        option = document.createElement("option")
        option.value = str(number - 1)
        option.textContent = name
        column.append(option)


def show(rows):
    lines = []
    for number, row in enumerate(rows[: SHOWN + 1]):
        line = document.createElement("tr")
        for text in row:
            cell = document.createElement("td" if number else "th")
            cell.textContent = text
            line.append(cell)
        lines.append(line)
    element("table").replaceChildren(*lines)


def offer(rows, separator):
    """Writes the result into this interpreter's file system and offers it for download."""
    with open("tidy.csv", "w") as file:
        file.write(table.write(rows, separator))
    link = element("download")
    if link.href:
        window.URL.revokeObjectURL(link.href)
    stem = Desk.name.rsplit(".", 1)[0]
    link.download = f"{stem}-tidy.csv"
    link.href = give("tidy.csv", link.download, "text/csv")
    link.textContent = f"Save {link.download}"
    link.hidden = False


async def take_chosen():
    """Stores the chosen file, unless this interpreter has it already."""
    file = element("file").files.item(0)
    if not file or file.size > LARGEST:
        return not file
    mark = f"{file.name} {file.size} {file.lastModified}"
    if mark != Desk.taken:
        await take(file, "upload.csv")
        Desk.path, Desk.name, Desk.taken = "upload.csv", file.name, mark
    return True


async def show_opened(event):
    """Pyxis opened files with the app, which both interpreters find at their paths: the last one is shown."""
    path = list(event.detail.paths)[-1]
    if os.stat(path)[6] > LARGEST:
        say("Open a file of at most 8 MB.")
        return
    Desk.path, Desk.name = path, path.rsplit("/", 1)[-1]
    await work()


@when("change", "#column, #order, #unique, #trim, #engines, #file")
async def work():
    if not is_mine():
        return
    if not await take_chosen():
        say("Choose a file of at most 8 MB.")
        return
    with open(Desk.path) as file:
        text = file.read()
    separator = table.separator_of(text)
    rows = table.parse(text, separator)
    if not rows:
        say(f"{Desk.name} has no rows.")
        return
    fill_columns([cell.strip() for cell in rows[0]])
    column = int(element("column").value)
    tidied = table.tidy(
        rows, column, element("order").value == "down", element("unique").checked, element("trim").checked
    )
    show(tidied)
    offer(tidied, separator)
    say(f"{len(tidied) - 1} rows, {len(rows) - len(tidied)} dropped, by {NAMES[ENGINE]}")


document.addEventListener("pyxis:opened", ffi.create_proxy(show_opened))
if ENGINE == "py":
    document.querySelector("[value=py]").disabled = False
    element("py-state").textContent = "in a worker"
await work()
