# SPDX-License-Identifier: Apache-2.0
from pyscript import window

window.mark("second", "code")
