# SPDX-License-Identifier: Apache-2.0
from pyscript import window


def main(tell):
    tell(window.Legacy.new("made by new").name)
    tell(window.Legacy("made by a call").name)
    tell(window.Modern.new("made by new").name)
