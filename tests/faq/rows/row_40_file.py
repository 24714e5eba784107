# SPDX-License-Identifier: Apache-2.0
import halving


def main(tell):
    tell(halving.find([1, 3, 5, 7, 9], 7))
