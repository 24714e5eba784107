# SPDX-License-Identifier: Apache-2.0
"""Serves an app to Chromium as Pyxis serves it to WebKit: the same files, the same headers.

A browser would fetch PyScript's public addresses from the network. Here they are rewritten to this
server in the text of pages and of PyScript itself, so that both programs read the same local copies.
Pages tell of PyScript's events by a function that is added to them."""
import http.server
import mimetypes
import pathlib
import queue
import sys
import threading
import time
import urllib.parse

TYPES = {'.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm'}
TELLER = b'''<script>
  globalThis.benchTell = (line) => fetch("/bench/event?" + line.replaceAll(" ", "/"));
</script>'''


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        path, _, query = self.path.partition('?')
        if path == '/bench/event':
            self.server.events.put((query, time.monotonic()))
            return self.answer(200, 'text/plain', b'')
        file = self.server.find(urllib.parse.unquote(path))
        if not file:
            return self.answer(404, 'text/plain', b'')
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file)[0] or 'text/plain'
        return self.answer(200, kind, self.server.read(file), self.server.caching(file))

    def answer(self, status, kind, body, caching='no-cache'):
        self.send_response(status)
        for name, value in (('Cache-Control', caching),
                            ('Content-Type', kind), ('Content-Length', len(body)),
                            ('Cross-Origin-Opener-Policy', 'same-origin'),
                            ('Cross-Origin-Embedder-Policy', 'require-corp'),
                            ('Cross-Origin-Resource-Policy', 'same-origin')):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(http.server.ThreadingHTTPServer):
    """One app at a time; `events` are (name, monotonic seconds) as they arrive."""
    daemon_threads = True

    def __init__(self, runtimes):
        super().__init__(('127.0.0.1', 0), Handler)
        self.address = f'http://127.0.0.1:{self.server_port}/'
        self.folder = None
        self.events = queue.Queue()
        # /runtime/NAME/FILE, whatever version a page names: there is one of each.
        self.runtimes = {name.name: max(name.iterdir()) for name in runtimes.iterdir()}
        self.cache = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """A browser that is ended leaves its connections as they are."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def show(self, folder):
        self.folder = folder
        self.events = queue.Queue()

    def find(self, path):
        parts = pathlib.PurePosixPath(path).parts[1:]
        if '..' in parts:
            return None
        if parts[:2] == ('cdn', 'pyodide'):
            file = self.runtimes['pyodide'].joinpath(*parts[4:])
        elif parts[:3] == ('cdn', 'npm', '@micropython'):
            file = self.runtimes['micropython'].joinpath(*parts[4:])
        elif parts[:2] == ('pyscript', 'releases'):
            file = self.runtimes['pyscript'].joinpath(*parts[3:])
        else:
            file = self.folder.joinpath(*parts or ['index.html'])
        return file if file.is_file() else None

    def caching(self, file):
        """As the public addresses of a runtime's version say, which a second run may take from its profile."""
        return 'no-cache' if file.is_relative_to(self.folder) else 'public, max-age=31536000, immutable'

    def read(self, file):
        """From memory, so that Python's part of the time stays small."""
        if file not in self.cache:
            body = file.read_bytes()
            base = self.address.encode()
            if file.suffix in ('.html', '.js'):
                body = body.replace(b'https://pyscript.net/', base + b'pyscript/')
                body = body.replace(b'https://cdn.jsdelivr.net/', base + b'cdn/')
            if file.suffix == '.html':
                body = body.replace(b'<head>', b'<head>' + TELLER, 1)
            self.cache[file] = body
        return self.cache[file]
