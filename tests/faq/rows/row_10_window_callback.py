# SPDX-License-Identifier: Apache-2.0
from pyscript import window


def main(tell):
    window.setTimeout(lambda word: tell(word), 10, "called back")
