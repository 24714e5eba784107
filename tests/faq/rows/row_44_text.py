# SPDX-License-Identifier: Apache-2.0
def main(tell):
    with open("./note.txt", "w") as note:
        note.write("first line\nsecond line: ä → ∞\n")
    with open("./note.txt") as note:
        tell(note.read())
