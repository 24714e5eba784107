# SPDX-License-Identifier: Apache-2.0
import os

from pyscript import window

await window.hasWritten
window.faq.tell("own-files", f"{window.life} worker finds it: {'kept.txt' in os.listdir('.')}")
if window.life == "first":
    window.sessionStorage.setItem("life", "second")
    window.location.reload()
