# SPDX-License-Identifier: Apache-2.0
from pyodide.ffi import create_proxy
from pyodide.ffi.wrappers import add_event_listener, remove_event_listener
from pyscript import document, window


def main(tell):
    heard = []

    def hear(event):
        heard.append(event.type)

    button = document.createElement("button")
    add_event_listener(button, "click", hear)
    button.click()
    remove_event_listener(button, "click", hear)
    button.click()
    tell(heard)

    keeper = window.Object.new()
    proxy = create_proxy(lambda: "alive")
    keeper.call = proxy
    tell(window.faq.call(keeper, "call"))
    proxy.destroy()
    try:
        window.faq.call(keeper, "call")
    except Exception as error:
        tell("destroyed" in str(error))
