#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""soak.py MINUTES: reloads one app in one window, again and again, and watches its memory.

Fails when the program ends, when a page stops coming, or when the memory after the last minutes is
well above that after the first ones."""
import pathlib
import shutil
import statistics
import sys
import tempfile

import bench
import programs

GROWTH = 1.2  # the end may take that much more than the beginning
RELOAD = '''<script>
  addEventListener("py:all-done", () => setTimeout(() => location.reload(), 100));
</script>'''


def make_project(folder):
    project = pathlib.Path(folder) / 'soak'
    shutil.copytree(bench.ROOT / 'data' / 'examples' / 'hello-micropython', project)
    page = project / 'index.html'
    page.write_text(page.read_text().replace('<head>', '<head>' + RELOAD, 1))
    return project


def watch(running, seconds):
    """The memory every tenth page, for so long."""
    samples, pages = [], 0
    for event in running.events():
        if event['kind'] == 'error':
            raise programs.Failed(f'page {pages}: {event["text"]}')
        if event['kind'] != 'mpy:done':
            continue
        pages += 1
        if pages % 10 == 0:
            samples.append(running.memory())
        if running.milliseconds() > seconds * 1000:
            return pages, samples
    raise programs.Failed(f'it ended after {pages} pages: {running.last_words()}')


def main():
    minutes = float(sys.argv[1])
    programs.PATIENCE = minutes * 60 + 60
    with tempfile.TemporaryDirectory() as folder:
        pyxis = str(bench.ROOT / '.build' / 'src' / 'app' / 'pyxis')
        with programs.pyxis_check(pyxis, make_project(folder), '--until', 'mpy:done') as running:
            pages, samples = watch(running, minutes * 60)
    fifth = max(len(samples) // 5, 1)
    # The first pages fill caches that every later one uses.
    first = statistics.median(samples[fifth:2 * fifth] or samples)
    last = statistics.median(samples[-fifth:])
    print(f'{pages} pages in {minutes:g} minutes; {first:.0f} MiB, then {last:.0f} MiB')
    sys.exit(0 if last <= first * GROWTH else 'soak: the memory grows')


if __name__ == '__main__':
    try:
        main()
    except (programs.Failed, OSError) as error:
        sys.exit(f'soak: {error}')
