# SPDX-License-Identifier: Apache-2.0
from pyscript import ffi


def main(tell):
    tell(hasattr(ffi.create_proxy(print), "destroy"))
