# SPDX-License-Identifier: Apache-2.0
from pyscript import document, window

document.title = "Named by a worker without an element"
window.faq.tell("explicit", document.title)
