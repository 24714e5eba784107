"""MicroPython in the page: the list, the box, and its own turn at running a snippet."""
from js import globalThis
from pyscript import PyWorker, document, when

from runner import run_box, write

NAMES = ["timer", "borrowed", "destroy", "sticky", "wrappers", "options", "converter", "detached", "new"]


class Bench:
    worker = None


def element(element_id):
    return document.getElementById(element_id)


def read(name):
    """Title, explanation and code of a snippet: its docstring is the first two."""
    with open(f"snippets/{name}.py") as file:
        _, text, code = file.read().split('"""', 2)
    title, _, about = text.partition("\n\n")
    return title, about.replace("\n", " "), code.strip() + "\n"


def choose(name):
    title, about, code = read(name)
    element("title").textContent = title
    element("about").textContent = about
    element("code").value = code
    element("output").textContent = ""
    for button in document.querySelectorAll("#list button"):
        if button.dataset.name == name:
            button.setAttribute("aria-current", "true")
        else:
            button.removeAttribute("aria-current")


def add_choice(name):
    button = document.createElement("button")
    button.type = "button"
    button.dataset.name = name
    button.textContent = read(name)[0]
    button.onclick = lambda event: choose(name)
    item = document.createElement("li")
    item.append(button)
    element("list").append(item)


@when("click", "[data-engine=mpy]")
def on_run():
    element("status").textContent = "Run in MicroPython, in the page"
    run_box()


@when("click", "[data-engine=worker]")
async def on_run_in_worker():
    """The worker is started by the first click and stays."""
    if not Bench.worker:
        element("status").textContent = "A worker with Pyodide is starting …"
        Bench.worker = PyWorker("./worker.py", type="pyodide", config="./pyscript.toml")
    await Bench.worker.ready
    element("status").textContent = "Run in Pyodide, in a worker"
    Bench.worker.sync.run(element("code").value)


def on_error(event):
    """What goes wrong in a callback is nobody's to catch, except here."""
    event.preventDefault()
    write(event.message.split("\n")[0])


globalThis.addEventListener("error", on_error)  # bound to its object, as `window` from pyscript is not
for name in NAMES:
    add_choice(name)
choose(NAMES[0])
document.querySelector("[data-engine=mpy]").disabled = False
document.querySelector("[data-engine=worker]").disabled = False
