# SPDX-License-Identifier: Apache-2.0
from pyscript import storage

NAME = "faq"


async def main(tell):
    kept = await storage(NAME)
    kept["list"] = [1, "two", None]
    kept["bytes"] = bytearray([1, 2, 3])
    await kept.sync()
    again = await storage(NAME)
    tell(again["list"] == [1, "two", None])
    tell(list(again["bytes"]))
    del again["list"]
    await again.sync()
    tell("list" in await storage(NAME))
