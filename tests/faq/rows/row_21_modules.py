# SPDX-License-Identifier: Apache-2.0
def main(tell):
    from pyscript.js_modules import shapes

    tell(shapes.area(3, 4))
    tell(shapes.default.name)
