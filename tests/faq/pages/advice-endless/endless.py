# SPDX-License-Identifier: Apache-2.0
import asyncio

while True:
    await asyncio.sleep(1)
