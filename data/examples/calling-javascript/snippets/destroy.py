"""Letting go

A proxy lives until destroy(). Listeners for good need none; for one call there is {"once": true}.
MicroPython has no destroy: it decides by itself."""
from pyscript import document, ffi, window


def on_hello(event):
    print(event.type, "heard")
    if hasattr(proxy, "destroy"):
        proxy.destroy()
        print("and the proxy destroyed")


proxy = ffi.create_proxy(on_hello)
document.addEventListener("hello", proxy, ffi.to_js({"once": True}))
document.dispatchEvent(window.Event.new("hello"))
document.dispatchEvent(window.Event.new("hello"))
print("dispatched twice")
