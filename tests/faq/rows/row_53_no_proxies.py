# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi, window


def main(tell):
    def hear(event):
        tell(event.type)

    window.addEventListener("row:fifty-three", hear, ffi.to_js({"once": True}))
    window.faq.fire("row:fifty-three")
    window.faq.fire("row:fifty-three")

    holder = window.Object()
    holder.call = lambda: tell("attached")
    window.faq.call(holder, "call")

    window.setTimeout(print, 10, "printed by a timer")
    window.setTimeout(lambda word: tell(word), 30, "lambda")
