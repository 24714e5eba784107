"""A sticky lambda

A function that is put into a JavaScript object stays as long as the object: no proxy needed,
in either interpreter."""
from pyscript import document

document.onclick = lambda event: print(event.type)
document.body.click()
document.onclick = None
