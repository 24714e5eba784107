# SPDX-License-Identifier: Apache-2.0
"""A server on 127.0.0.1 that stands for the network: files that any page may have (but not /closed), and a WebSocket
that says back what it hears."""
import base64
import functools
import hashlib
import http.server
import threading

from table import FOLDER

GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'  # RFC 6455, 1.3
TEXT, CLOSE = 1, 8


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def end_headers(self):
        if self.path != '/closed':
            self.send_header('Access-Control-Allow-Origin', '*')
        self.send_header('Cross-Origin-Resource-Policy', 'cross-origin')
        super().end_headers()

    def do_GET(self):
        key = self.headers.get('Sec-WebSocket-Key')
        if key is None:
            super().do_GET()
            return
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        self.send_response(101)
        self.send_header('Upgrade', 'websocket')
        self.send_header('Connection', 'Upgrade')
        self.send_header('Sec-WebSocket-Accept', accept)
        self.end_headers()
        self.echo()

    def echo(self):
        """Short frames only; the answer to a close ends it."""
        self.close_connection = True
        while head := self.rfile.read(2):
            length = head[1] & 0x7f
            mask = self.rfile.read(4)
            data = bytes(byte ^ mask[i % 4] for i, byte in enumerate(self.rfile.read(length)))
            self.wfile.write(bytes([0x80 | head[0] & 0x0f, length]) + data)
            self.wfile.flush()
            if head[0] & 0x0f == CLOSE:
                return


def start():
    """The address of a server that lives as long as this program."""
    handler = functools.partial(Handler, directory=FOLDER / 'served')
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}'
