# SPDX-License-Identifier: Apache-2.0
import js
from pyscript import ffi, sync

never = js.Promise.withResolvers().promise
js.navigator.locks.request("heavy", ffi.create_proxy(lambda lock: never))
sync.twice = lambda number: 2 * number
