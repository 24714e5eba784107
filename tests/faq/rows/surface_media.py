# SPDX-License-Identifier: Apache-2.0
from pyscript.media import list_devices


async def main(tell):
    devices = await list_devices()
    tell(all(device.kind in ("audioinput", "audiooutput", "videoinput") for device in devices))
