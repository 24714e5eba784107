# SPDX-License-Identifier: Apache-2.0
import os

from pyscript import window

window.faq.tell("own-files", f"{window.life} page finds it: {'kept.txt' in os.listdir('.')}")
with open("./kept.txt", "w") as kept:
    kept.write("kept")
window.faq.tell("own-files", f"{window.life} page finds it after writing: {'kept.txt' in os.listdir('.')}")
window.has("written")
