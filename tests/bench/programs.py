# SPDX-License-Identifier: Apache-2.0
"""Starts the programs that are measured and looks at them from outside."""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

PATIENCE = 120  # seconds until a run that tells nothing is ended

CHROMIUM = ['chromium', '--headless=new', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
            '--disable-gpu']


class Failed(Exception):
    """A program ended or stayed silent before it told what was waited for."""


class Running:
    """A program with its descendants, in a process group of its own, from start to end."""

    def __init__(self, command, **environment):
        self.errors = tempfile.TemporaryFile()
        self.began = time.time() * 1000  # milliseconds since 1970, as pages tell their moments
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=self.errors, start_new_session=True,
                                        env={**os.environ, **environment})

    def milliseconds(self, at=None):
        return ((at or time.monotonic()) - self.started) * 1000

    def events(self):
        """The objects that `pyxis check --events -` writes, until it ends."""
        with self.deadline():
            for line in self.process.stdout:
                if line.endswith(b'\n'):  # the last one may be cut off
                    yield json.loads(line)

    def wait_event(self, is_wanted):
        for event in self.events():
            if is_wanted(event):
                return event
        raise Failed(f'{self.process.args[0]} told nothing of it: {self.last_words()}')

    def wait_line(self, words):
        with self.deadline():
            for line in self.process.stdout:
                if words.encode() in line:
                    return
        raise Failed(f'{self.process.args[0]} did not say “{words}”: {self.last_words()}')

    @contextlib.contextmanager
    def deadline(self):
        timer = threading.Timer(PATIENCE, self.end)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def last_words(self):
        self.errors.seek(0)
        return self.errors.read().decode(errors='replace')[-500:].strip()

    def memory(self):
        """MiB of all its processes: shared pages count for each by its share (PSS)."""
        kilobytes = 0
        for pid in descendants(self.process.pid):
            with contextlib.suppress(OSError):
                for line in pathlib.Path(f'/proc/{pid}/smaps_rollup').read_text().splitlines():
                    if line.startswith('Pss:'):
                        kilobytes += int(line.split()[1])
        return kilobytes / 1024

    def end(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
                break

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.end()
        self.process.stdout.close()
        self.errors.close()


def descendants(root):
    children = {}
    for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
        with contextlib.suppress(OSError):
            parent = int(stat.read_text().rpartition(')')[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    family, pending = [], [root]
    while pending:
        pid = pending.pop()
        family.append(pid)
        pending += children.get(pid, [])
    return family


def pyxis_check(pyxis, folder, *options, **environment):
    """Runs the folder until it is ended from outside: --expect never comes true."""
    return Running([pyxis, 'check', str(folder), '--events', '-', '--expect', 'false',
                    '--timeout', '86400', *options], **environment)


@contextlib.contextmanager
def chromium(address, profile=None):
    """In a profile of its own, or in one that stays."""
    sandbox = ['--no-sandbox'] if os.getuid() == 0 else []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as fresh:
        with Running(CHROMIUM + sandbox + [f'--user-data-dir={profile or fresh}', address]) as running:
            yield running


def version(program):
    return subprocess.run([program, '--version'], capture_output=True, text=True,
                          check=True).stdout.splitlines()[0].strip()
