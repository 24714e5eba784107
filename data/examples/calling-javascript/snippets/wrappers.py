"""Pyodide's wrappers

add_event_listener and remove_event_listener make the proxy and destroy it. Only Pyodide has them,
for elements of its own thread: they are not for a worker."""
from js import document
from pyodide.ffi.wrappers import add_event_listener, remove_event_listener


def on_hello(event):
    print(event.type, "heard")


title = document.querySelector("h1")
add_event_listener(title, "hello", on_hello)
title.dispatchEvent(document.defaultView.Event.new("hello"))
remove_event_listener(title, "hello", on_hello)
title.dispatchEvent(document.defaultView.Event.new("hello"))
