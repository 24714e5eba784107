# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi, window


def main(tell):
    def hear(event):
        tell(event.type)

    window.addEventListener("row:fifty", ffi.create_proxy(hear), ffi.to_js({"once": True}))
    window.faq.fire("row:fifty")
    window.faq.fire("row:fifty")

    holder = window.Object()
    holder.call = lambda: tell("attached")
    window.faq.call(holder, "call")

    window.setTimeout(ffi.create_proxy(print), 10, "printed by a timer")
    window.setTimeout(ffi.create_proxy(lambda word: tell(word)), 30, "lambda")
