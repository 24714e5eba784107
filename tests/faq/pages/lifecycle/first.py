# SPDX-License-Identifier: Apache-2.0
import asyncio

from pyscript import window

window.mark("first", "code")
await asyncio.sleep(0.1)
window.mark("first", "slept")
