"""MicroPython in the page: asks a worker by name, and starts and ends another."""
import asyncio

from pyscript import PyWorker, document, when, workers

MOST = 12


class Search:
    worker = None


def element(element_id):
    return document.getElementById(element_id)


def set_searching(searching):
    element("start").disabled = searching
    element("stop").disabled = not searching


async def take_apart():
    digits = element("number").value.replace(" ", "")
    if not digits.isdigit() or len(digits) > 15:
        element("factors").textContent = "Type a whole number of at most 15 digits."
        return
    element("factors").textContent = "…"
    calculator = await workers["calculator"]
    element("factors").textContent = await calculator.describe(digits)


@when("submit", "#ask")
def on_ask(event):
    """Not async: the event is over before an awaited function begins, and the form would be sent."""
    event.preventDefault()
    asyncio.create_task(take_apart())


def on_found(count, first, second):
    """Called by the worker, which waits for the answer."""
    item = document.createElement("li")
    item.value = count
    item.textContent = f"{first} and {second}"
    element("found").prepend(item)
    if element("found").children.length > MOST:
        element("found").lastElementChild.remove()
    element("found-status").textContent = f"{count} twins below {second}"


@when("click", "#start")
async def on_start():
    set_searching(True)
    element("found").replaceChildren()
    element("found-status").textContent = "starting …"
    worker = Search.worker = PyWorker("./search.py", type=element("kind").value)
    worker.sync.found = on_found
    await worker.ready
    if Search.worker == worker:  # not stopped meanwhile
        worker.sync.search()  # not awaited: it never ends


@when("click", "#stop")
def on_stop():
    if Search.worker:
        Search.worker.terminate()
        Search.worker = None
    set_searching(False)
    element("found-status").textContent += " – stopped"


element("factor").disabled = False
set_searching(False)
element("factors").textContent = "Ready."
