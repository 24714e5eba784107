"""Pyodide in a worker, started by the workbench: `window` and `document` are the page's here too."""
from pyscript import sync

from runner import run

sync.run = run
