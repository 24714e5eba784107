# SPDX-License-Identifier: Apache-2.0
from pyscript import document, window


def main(tell):
    link = document.querySelector("link[rel=stylesheet]")
    tell(link.href)
    tell(window.faq.kind(link.sheet))
    tell(document.querySelector("script[type=module]").src)
