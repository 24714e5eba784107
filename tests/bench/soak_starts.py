#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Starts Pyodide from its snapshot N times on main and N times in a worker, each in a process of its own, in turn, and
tells of every start that failed, hung or went the ordinary way. What one of these left is kept, in a folder that is
named: its events, its time line, what `check` said of scripts that are not done, and of a start that hangs what its
processes and threads were doing."""
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

import bench
import stacks
import subjects

PYXIS = bench.ROOT / '.build' / 'src' / 'app' / 'pyxis'
KEPT = bench.ROOT / '.build' / 'soak-starts'
LIMIT = 120  # seconds in which a start must end
GRACE = 30  # more, in which it is looked at, until `check` says itself what it waits for


def has_ended(process, seconds):
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def run(project, folder, limit, options):
    """(exit status, None if it had to be killed; whether it was too slow)"""
    command = [PYXIS, 'check', project, '--events', folder / 'events.jsonl', '--trace', folder / 'trace.json',
               '--timeout', str(limit + GRACE), *options]
    with open(folder / 'stderr.txt', 'wb') as errors:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors,
                                   start_new_session=True)
        is_slow = not has_ended(process, limit)
        if is_slow:
            stacks.write(process.pid, folder)
        if has_ended(process, 2 * GRACE):
            return process.returncode, is_slow
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return None, True


def judge(folder, status, is_slow, limit):
    """Why the start failed, or None."""
    lines = (folder / 'stderr.txt').read_text(errors='replace').splitlines()
    said = '\n'.join(line for line in lines if line.startswith('pyxis:')) or 'it said nothing'
    if is_slow:
        ended = 'had to be killed' if status is None else f'ended later with status {status}'
        return f'it was not done within {limit} s, and {ended}: {said}'
    if status:
        return f'status {status}: {said}'
    text = (folder / 'events.jsonl').read_text()
    events = [json.loads(line) for line in text.splitlines()]
    sizes = [event['detail']['size'] for event in events
             if event['kind'] == 'request' and event['text'].endswith('?snapshot')]
    if not sizes or min(sizes) == 0 or 'the ordinary way' in text:
        return 'it went the ordinary way'
    return None


def start(project, name, limit, *options):
    """Why it failed, with the folder where that can be seen, or None."""
    with tempfile.TemporaryDirectory() as left:
        folder = pathlib.Path(left)
        why = judge(folder, *run(project, folder, limit, options), limit)
        if not why:
            return None
        shutil.rmtree(KEPT / name, ignore_errors=True)
        shutil.copytree(folder, KEPT / name)
        return f'{why}\n  all of it is in {KEPT / name}'


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('count', type=int, metavar='N')
    parser.add_argument('--limit', type=float, default=LIMIT, help='seconds in which a start must end')
    options, failures = parser.parse_args(), 0
    with tempfile.TemporaryDirectory() as folder:
        projects = {where: subjects.make(pathlib.Path(folder), 'pyodide', where)
                    for where in ('main', 'worker')}
        why = start(projects['main'], 'first', LIMIT, '--interpreter-snapshot', 'on')
        if why:
            sys.exit(f'soak: no start from a snapshot: {why}')
        for number in range(1, options.count + 1):
            for where, project in projects.items():
                why = start(project, f'{number}-{where}', options.limit)
                failures += bool(why)
                if why:
                    print(f'start {number} in {where}: {why}', flush=True)
            if number % 25 == 0:
                print(f'{number} starts on main and in a worker, {failures} failed', flush=True)
    print(f'{options.count} starts on main and {options.count} in a worker; {failures} failed')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
