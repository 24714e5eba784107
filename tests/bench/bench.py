#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Measures Pyxis beside Chromium: start-up, memory, transport; and its file system in memory, from C and from
Python.
README.md says how to read it."""
import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import programs
import server
import starts
import subjects

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEGABYTES = 100
HANDOVER = 6  # seconds after the end of a start in which it hands over what it compiled

FETCH_PAGE = '''<!doctype html><title>fetch</title><script>
  const started = performance.now();
  fetch("data.bin").then(answer => answer.arrayBuffer()).then(bytes =>
    console.log("fetched", bytes.byteLength, performance.now() - started));
</script>'''


FILES_PAGE = '''<!doctype html><title>files</title>
<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>
<script type="{kind}" src="main.py" {where}></script>'''


class Results:
    """Values by name and program; a name's first part tells what, its unit how to read it."""

    def __init__(self):
        self.rows = {}

    def add(self, name, unit, program, value):
        row = self.rows.setdefault(name, {'unit': unit, 'values': {}})
        row['values'].setdefault(program, []).append(round(value, 1))

    def to_list(self):
        return [self.describe(name, row) for name, row in self.rows.items()]

    @staticmethod
    def describe(name, row):
        medians = {key: statistics.median(values) for key, values in row['values'].items()}
        ratio = None
        if len(medians) == 2:
            first, second = medians.values()
            ratio = round(first / second, 3) if second else None
        return {'name': name, 'unit': row['unit'], 'median': medians, 'ratio': ratio,
                'values': row['values']}


def measure_starts(options, results, folder, site):
    for case in starts.cases():
        if options.match.search(case.name):
            starts.measure(options, results, folder, site, case)
            print(f'measured {case.name}', file=sys.stderr)


def measure_snapshots(options, results, folder):
    """The same program, with and without the snapshot."""
    for where in ('main', 'worker', 'both'):
        if not options.match.search(f'snapshot/{where}'):
            continue
        subject = subjects.make(folder, 'pyodide', where)
        for run in range(-1, options.runs):
            for switch in ('on', 'off'):
                with programs.pyxis_check(options.pyxis, subject, '--interpreter-snapshot', switch) as running:
                    running.wait_event(lambda event: event['kind'] == 'py:all-done')
                    taken = running.milliseconds()
                    time.sleep(starts.SETTLING)
                    memory = running.memory()
                if run >= 0:
                    results.add(f'snapshot/{where}', 'ms', switch, taken)
                    results.add(f'snapshot-memory/{where}', 'MiB', switch, memory)
        print(f'measured the snapshot on {where}', file=sys.stderr)


def measure_compiled(options, results, folder):
    """The same program with the code of its modules kept, and without; both from the snapshot."""
    library = next((options.build / 'data' / 'runtime').glob('pyodide/*/python_stdlib.zip'))
    for where in ('main', 'worker'):
        if not options.match.search(f'compiled/{where}'):
            continue
        subject = subjects.make_large(folder, where, library)
        for run in range(-1, options.runs):
            for program, words in {'kept': ['--interpreter-snapshot', 'on'], 'anew': []}.items():
                with programs.pyxis_check(options.pyxis, subject, *words) as running:
                    running.wait_event(lambda event: event['kind'] == 'py:all-done')
                    taken = running.milliseconds()
                    if run < 0:
                        time.sleep(HANDOVER)
                if run >= 0:
                    results.add(f'compiled/{where}', 'ms', program, taken)
        print(f'measured compiled code on {where}', file=sys.stderr)


def run_programs(options, folder, site):
    """{program: {name: milliseconds}} of the Python programs of cpu.py, in Pyxis and in Chromium."""
    taken = {'pyxis': {}}
    with programs.pyxis_check(options.pyxis, folder) as running:
        while len(taken['pyxis']) < subjects.N_PROGRAMS:
            event = running.wait_event(lambda event: event['kind'] == 'stdout' and event['text'].startswith('cpu '))
            _, name, value = event['text'].split()
            taken['pyxis'][name] = float(value)
    if site:
        site.show(folder)
        taken['chromium'] = {}
        with programs.chromium(site.address):
            while len(taken['chromium']) < subjects.N_PROGRAMS:
                what = site.events.get(timeout=programs.PATIENCE)[0].split('/')
                if what[0] == 'cpu':
                    taken['chromium'][what[1]] = float(what[2])
    return taken


def measure_programs(options, results, folder, site):
    subject = subjects.make(folder, 'pyodide', 'programs')
    for run in range(-1, options.runs):
        for program, taken in run_programs(options, subject, site).items():
            for name, value in taken.items() if run >= 0 else ():
                results.add(f'program/{name}', 'ms', program, value)
    print('measured programs', file=sys.stderr)


def start_window(command):
    with programs.Running(command, G_MESSAGES_DEBUG='pyxis') as running:
        running.wait_line('first frame')
        taken = running.milliseconds()
        time.sleep(starts.SETTLING)
        return taken, running.memory()


def measure_windows(options, results):
    bare = [options.build / 'tests' / 'bench' / 'bare-window']
    plain = ROOT / 'tests' / 'fixtures' / 'plain'
    for name, command in {'welcome': [options.pyxis], 'project': [options.pyxis, plain]}.items():
        if not options.match.search(f'window/{name}'):
            continue
        for run in range(-1, options.runs):
            for program, words in {'pyxis': command, 'bare': bare}.items():
                taken, memory = start_window(words)
                if run >= 0:
                    results.add(f'window/{name}', 'ms', program, taken)
                    results.add(f'window-memory/{name}', 'MiB', program, memory)
        print(f'measured the {name} window', file=sys.stderr)


def packed_size(path):
    files = path.rglob('*') if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def measure_packing(options, results, folder):
    """Size and time of each format, with what it needs and as it leans on an installed Pyxis."""
    for name, (example, _) in subjects.EXAMPLES.items():
        for pack_format in ('bundle', 'run', 'dir', 'deb', 'flatpak'):
            for runtime in ('embed', 'shared') if pack_format != 'flatpak' else ('embed',):
                for run in range(-1, options.runs):
                    output = folder / f'packed-{name}-{pack_format}-{runtime}-{run}'
                    started = time.monotonic()
                    subprocess.run([options.pyxis, 'pack', '--format', pack_format, '--runtime', runtime, '--output',
                                    output, ROOT / 'data' / 'examples' / example], check=True,
                                   capture_output=True, timeout=programs.PATIENCE)
                    if run >= 0:
                        results.add(f'pack-time/{name}/{pack_format}', 'ms', runtime,
                                    (time.monotonic() - started) * 1000)
                        results.add(f'pack-size/{name}/{pack_format}', 'KB', runtime, packed_size(output) / 1000)
        print(f'packed {name}', file=sys.stderr)


def start_packed(command, done):
    """A program or folder that was packed, started as the project itself is elsewhere."""
    with programs.Running([*command, 'check', '--events', '-', '--expect', 'false', '--timeout', '86400',
                           '--until', done]) as running:
        running.wait_event(lambda event: event['kind'] == done)
        return running.milliseconds()


def measure_packed_starts(options, results, folder):
    """The project in its folder beside the program that was made of it."""
    for name, (example, kind) in subjects.EXAMPLES.items():
        project, output, done = ROOT / 'data' / 'examples' / example, folder / f'program-{name}', f'{kind}:done'
        subprocess.run([options.pyxis, 'pack', '--format', 'run', '--output', output, project], check=True,
                       capture_output=True, timeout=programs.PATIENCE)
        for run in range(-1, options.runs):
            with programs.pyxis_check(options.pyxis, project, '--until', done) as running:
                running.wait_event(lambda event: event['kind'] == done)
                taken = running.milliseconds()
            packed = start_packed([output], done)
            if run >= 0:
                results.add(f'pack-start/{name}', 'ms', 'packed', packed)
                results.add(f'pack-start/{name}', 'ms', 'folder', taken)
        print(f'started {name} as it was packed', file=sys.stderr)


def measure_transport(options, results, folder):
    project = folder / 'fetch'
    project.mkdir()
    (project / 'index.html').write_text(FETCH_PAGE)
    with open(project / 'data.bin', 'wb') as data:
        for _ in range(MEGABYTES):
            data.write(os.urandom(1_000_000))
    for run in range(-1, options.runs):
        for transport in ('scheme', 'loopback'):
            with programs.pyxis_check(options.pyxis, project, '--until', 'load',
                                      '--transport', transport) as running:
                event = running.wait_event(
                    lambda event: event['kind'] == 'console' and 'fetched' in event['text'])
                size, taken = map(float, re.findall(r'[\d.]+', event['text']))
                if size != MEGABYTES * 1_000_000:
                    raise programs.Failed(f'{transport} delivered {size:.0f} bytes')
            if run >= 0:
                results.add('transport/100MB', 'MB/s', transport, size / taken / 1000)
    print('measured transport', file=sys.stderr)


def measure_lines(options, results, program, *arguments):
    """Of a program that writes a line "name unit value" for each result."""
    command = [options.build / 'tests' / 'bench' / program, *arguments]
    for _ in range(options.runs):
        lines = subprocess.run(command, check=True, capture_output=True, text=True,
                               timeout=programs.PATIENCE).stdout.splitlines()
        for name, unit, value in map(str.split, lines):
            results.add(name, unit, 'pyxis', float(value))
    print(f'ran {program}', file=sys.stderr)


def read_files(options, page):
    """Microseconds by what was done and where."""
    taken = {}
    with programs.pyxis_check(options.pyxis, page, '--until', 'load') as running:
        while True:
            event = running.wait_event(
                lambda event: event['kind'] == 'stdout' and event['text'].startswith('measured '))
            words = event['text'].split()
            if words[1] == 'all':
                return taken
            taken[words[1], words[2]] = float(words[3])


def measure_files(options, results, folder):
    for name, (_, kind) in subjects.EXAMPLES.items():
        for where in ('main', 'worker'):
            if not options.match.search(f'files/{name}/{where}'):
                continue
            page = folder / f'files-{name}-{where}'
            page.mkdir()
            shutil.copy(ROOT / 'tests' / 'bench' / 'files.py', page / 'main.py')
            (page / 'index.html').write_text(
                FILES_PAGE.format(kind=kind, where='worker' if where == 'worker' else ''))
            for run in range(-1, options.runs):
                for (what, system), value in read_files(options, page).items():
                    if run >= 0:
                        results.add(f'files/{name}/{where}/{what}', 'us', system, value)
            print(f'measured files of {name} on {where}', file=sys.stderr)


def print_table(rows):
    for row in rows:
        names = '  '.join(f'{program} {median:8.1f}' for program, median in row['median'].items())
        ratio = f'  ratio {row["ratio"]:.2f}' if row['ratio'] else ''
        print(f'{row["name"]:38}{row["unit"]:>6}  {names}{ratio}')


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--pyxis', default=str(ROOT / '.build' / 'src' / 'app' / 'pyxis'))
    parser.add_argument('--build', default=ROOT / '.build', type=pathlib.Path)
    parser.add_argument('--runs', default=5, type=int, help='of each, after one to warm up')
    parser.add_argument('--only',
                        choices=['bridge', 'compiled', 'events', 'files', 'pack', 'page', 'program', 'snapshot', 'start',
                                 'transport', 'vfs', 'window'],
                        help='measure this alone')
    parser.add_argument('--match', default='', type=re.compile, metavar='REGEX',
                        help='of starts, snapshots, compiled code, windows and files, only those whose name has it: ^start/pyodide/main')
    parser.add_argument('--json', type=pathlib.Path, help='write the results there too')
    return parser.parse_args()


def main():
    options, results = parse_arguments(), Results()
    site = server.Server(options.build / 'data' / 'runtime') if shutil.which('chromium') else None
    with tempfile.TemporaryDirectory() as folder:
        if options.only in (None, 'start'):
            measure_starts(options, results, pathlib.Path(folder), site)
        if options.only in (None, 'snapshot'):
            measure_snapshots(options, results, pathlib.Path(folder) / 'snapshots')
        if options.only in (None, 'compiled'):
            measure_compiled(options, results, pathlib.Path(folder) / 'compiled')
        if options.only in (None, 'program'):
            measure_programs(options, results, pathlib.Path(folder), site)
        if options.only in (None, 'window'):
            measure_windows(options, results)
        if options.only in (None, 'pack'):
            measure_packing(options, results, pathlib.Path(folder))
            measure_packed_starts(options, results, pathlib.Path(folder))
        if options.only in (None, 'transport'):
            measure_transport(options, results, pathlib.Path(folder))
        if options.only in (None, 'files'):
            measure_files(options, results, pathlib.Path(folder))
    for program in ('vfs', 'events', 'page'):
        if options.only in (None, program):
            measure_lines(options, results, f'bench-{program}')
    if options.only in (None, 'bridge'):
        measure_lines(options, results, 'bench-bridge', options.build.resolve())
    rows = results.to_list()
    print_table(rows)
    if options.json:
        options.json.write_text(json.dumps({
            'v': 1, 'cores': os.cpu_count(), 'runs': options.runs,
            'pyxis': programs.version(options.pyxis),
            'chromium': programs.version('chromium') if site else None,
            'results': rows}, indent=1) + '\n')


if __name__ == '__main__':
    try:
        main()
    except (programs.Failed, OSError, subprocess.SubprocessError) as error:
        sys.exit(f'bench: {error}')
