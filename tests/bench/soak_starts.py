#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""soak_starts.py N: starts Pyodide from its snapshot N times on main and N times in a worker, each in a
process of its own, in turn, and tells of every start that failed or went the ordinary way."""
import json
import pathlib
import subprocess
import sys
import tempfile

import bench
import subjects

PYXIS = bench.ROOT / '.build' / 'src' / 'app' / 'pyxis'
TIMEOUT = 120


def start(project, *options):
    """Why it failed, or None."""
    done = subprocess.run([PYXIS, 'check', project, '--events', '-', '--timeout', str(TIMEOUT), *options],
                          capture_output=True, text=True, check=False)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode:
        return f'status {done.returncode}: {done.stderr.strip()[-500:]}'
    sizes = [event['detail']['size'] for event in events
             if event['kind'] == 'request' and event['text'].endswith('?snapshot')]
    if not sizes or min(sizes) == 0 or 'the ordinary way' in done.stdout:
        return 'it went the ordinary way'
    return None


def main():
    count, failures = int(sys.argv[1]), 0
    with tempfile.TemporaryDirectory() as folder:
        projects = {where: subjects.make(pathlib.Path(folder), 'pyodide', where)
                    for where in ('main', 'worker')}
        why = start(projects['main'], '--interpreter-snapshot', 'on')
        if why:
            sys.exit(f'soak: no start from a snapshot: {why}')
        for number in range(1, count + 1):
            for where, project in projects.items():
                why = start(project)
                failures += bool(why)
                if why:
                    print(f'start {number} in {where}: {why}', flush=True)
            if number % 25 == 0:
                print(f'{number} starts on main and in a worker, {failures} failed', flush=True)
    print(f'{count} starts on main and {count} in a worker; {failures} failed')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
