"""A row of the list of checks; works on main and in a worker."""
from pyscript import document


def report(row, is_good, text):
    item = document.getElementById(row)
    item.querySelector("span").textContent = text
    item.dataset.state = "good" if is_good else "bad"
