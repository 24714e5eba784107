# SPDX-License-Identifier: Apache-2.0
from pyscript import fetch, window


async def main(tell):
    address = window.location.href
    with open("./page.html", "wb") as page:
        page.write(await fetch(address).bytearray())
    with open("./page.html", "rb") as page:
        data = page.read()
    tell(data[:15].decode())
    text = await fetch(address).text()
    tell(len(data) == len(text.encode()))
