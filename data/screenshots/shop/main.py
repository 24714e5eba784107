from pyscript import document


def count(basket):
    import prices

    return sum(prices.of(thing) * number for thing, number in basket.items())


def show():
    total = count({"apple": 3, "bread": 1})
    document.querySelector("#total").textContent = f"That makes {total} cents."


show()
