# SPDX-License-Identifier: Apache-2.0
import js


def main(tell):
    js.setTimeout(lambda word: tell(word), 10, "called back")
