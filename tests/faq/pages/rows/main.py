# SPDX-License-Identifier: Apache-2.0
# Runs each row's module, in the table's order; one that raises fails alone.
from pyscript import config
from tell import teller

for slug, module in config["faq"]:
    tell = teller(slug)
    try:
        waiting = __import__(module).main(tell)
        if waiting is not None:
            await waiting
    except Exception as error:
        tell("raised " + repr(error))
