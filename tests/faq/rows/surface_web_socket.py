# SPDX-License-Identifier: Apache-2.0
from pyscript import WebSocket


def main(tell):
    def hear(event):
        tell(event.data)
        socket.close()

    socket = WebSocket(url="{{server}}".replace("http", "ws"))
    socket.onopen = lambda event: socket.send("heard on loopback")
    socket.onmessage = hear
    socket.onclose = lambda event: tell("closed")
