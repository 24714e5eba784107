"""MicroPython in the page: a journal that stays, with pyscript.storage, pyscript.web and display."""
import asyncio

import js
from pyscript import display, storage, web, when

from weeks import Weeks

kept = await storage("journal")
status = web.page["status"]
entries = web.page["entries"]
text = web.page["text"]


def now():
    """The local date and time, fit for sorting: 2026-07-14 09:30:00.250."""
    date = js.Date.new()
    date.setMinutes(date.getMinutes() - date.getTimezoneOffset())
    return date.toISOString().replace("T", " ").replace("Z", "")


def card(key):
    remove = web.button("Remove", type="button", aria_label=f"Remove the entry of {key[:16]}")

    async def on_remove():
        del kept[key]
        await kept.sync()
        show()
        status.textContent = "Removed."
        web.page["find"].focus()

    when("click", remove)(on_remove)
    return web.article(
        web.header(web.time(key[:16], dateTime=key[:10]), web.span(textContent=kept[key]["mood"]), remove),
        web.p(textContent=kept[key]["text"]),  # web.p(text) would take it as HTML
        classes=["card"],
    )


@when("input", "#find")
def show():
    wanted = web.page["find"].value.lower()
    keys = sorted([key for key in kept if wanted in kept[key]["text"].lower()], reverse=True)
    entries.replaceChildren()
    entries.append(*[card(key) for key in keys])
    if not keys:
        entries.append(web.p("Nothing here yet." if not wanted else "Nothing with these letters.", className="note"))
    display(Weeks([key[:10] for key in kept], now()[:10]), target="weeks", append=False)


async def save():
    written = text.value.strip()
    if not written:
        status.textContent = "Write something first."
        text.focus()
        return
    kept[now()] = {"text": written, "mood": web.page["mood"].value}
    await kept.sync()
    text.value = ""
    show()
    status.textContent = "Kept."
    text.focus()


@when("submit", "#write")
def on_save(event):
    """Not async: the event is over before an awaited function begins, and the form would be sent."""
    event.preventDefault()
    asyncio.create_task(save())


show()
for name in ("text", "mood", "save"):
    web.page[name].disabled = False
count = len(kept)
status.textContent = f"{count} {'entry' if count == 1 else 'entries'} from before" if count else "A new journal"
