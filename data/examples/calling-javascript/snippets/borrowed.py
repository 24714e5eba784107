"""Without a proxy

Works in MicroPython. Pyodide has destroyed the function when the timer ends: "This borrowed proxy was
automatically destroyed". experimental_create_proxy = "auto" in pyscript.toml would keep it."""
from pyscript import window

window.setTimeout(lambda text: print(text), 100, "called after 100 ms")
