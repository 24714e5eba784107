# SPDX-License-Identifier: Apache-2.0
from pyscript import document


def main(tell):
    document.title = "Named by a worker"
    tell(document.title)
