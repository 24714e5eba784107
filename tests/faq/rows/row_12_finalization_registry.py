# SPDX-License-Identifier: Apache-2.0
import js


def main(tell):
    tell(js.eval("typeof FinalizationRegistry"))
