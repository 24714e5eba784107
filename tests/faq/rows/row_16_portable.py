# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi, window


def main(tell):
    words = {}
    for word in "to be or not to be".split():
        words[word] = words.get(word, 0) + 1
    tell(", ".join(f"{word} {words[word]}" for word in sorted(words)))
    tell(window.Object.keys(ffi.to_js(words)).length)
