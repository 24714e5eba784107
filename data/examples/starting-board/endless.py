"""Never done: an endless loop, so that mpy:done does not come."""
import asyncio

beats = 0
while True:
    beats += 1
    await asyncio.sleep(1)
