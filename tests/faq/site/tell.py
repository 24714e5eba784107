# SPDX-License-Identifier: Apache-2.0
from pyscript import window


def teller(slug):
    def tell(value):
        window.faq.tell(slug, str(value))

    return tell
