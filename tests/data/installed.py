#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""installed.py BUILD PREFIX MESON...: that what is installed works, wherever it is put: installs
into a temporary folder, moves the prefix away from where it was meant to be, and runs it there."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

DRIVER = 'libpyxis-late-egl.so'


def install(meson, build, prefix, folder):
    """Returns the installed tree, at a place that the build does not know."""
    staged, moved = folder / 'staged', folder / 'moved'
    subprocess.run([*meson, 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', staged],
                   check=True, stdout=subprocess.DEVNULL)
    (staged / prefix.relative_to('/')).rename(moved)
    return moved


def run(tree, *words, **variables):
    result = subprocess.run([tree / 'bin' / 'pyxis', *words], capture_output=True, text=True, timeout=120,
                            env={**os.environ, **variables})
    if result.returncode:
        print(f'# pyxis {words[0]}: {result.returncode}', *(result.stdout + result.stderr).splitlines(), sep='\n# ')
    return result


def type_of(tree, name):
    """What the installed types say of such a file."""
    types = tree / 'share' / 'mime'
    subprocess.run(['update-mime-database', types], check=True, stderr=subprocess.DEVNULL)
    globs = dict(reversed(line.strip().split(':')) for line in open(types / 'globs') if line[0] != '#')
    return globs.get('*' + pathlib.Path(name).suffix)


def cases(tree, build):
    doctor = run(tree, 'doctor', '--json')
    report = json.loads(doctor.stdout)
    runtimes = {runtime['name']: runtime['path'] for runtime in report['runtimes']}
    bundle = tree / 'app.pyxis'
    example = tree / 'share' / 'pyxis' / 'examples' / 'hello-micropython'

    yield 'doctor', (doctor.returncode, report['missing']), (0, [])
    yield 'extension', report['extension'].startswith(f'{tree}/'), True
    yield 'runtimes', set(runtimes), {'micropython', 'pyodide', 'pyscript'}
    yield 'runtimes here', [path for path in runtimes.values() if not path.startswith(f'{tree}/')], []
    yield 'check', run(tree, 'check', example).returncode, 0
    # Libglvnd's driver, which a file names: as the loader tells it of a web process. Built where its headers are.
    loaded = run(tree, 'check', example, LD_DEBUG='files').stderr
    is_loaded = re.search(rf'calling init: {tree}/\S*/egl/\.\./{DRIVER}$', loaded, re.MULTILINE) is not None
    yield 'driver', is_loaded, (build / 'src/web-process' / DRIVER).exists()
    yield 'pack', run(tree, 'pack', example, '--output', bundle).returncode, 0
    yield 'packed', run(tree, 'check', bundle).returncode, 0
    yield 'type', type_of(tree, bundle), 'application/vnd.pyxis+zip'


def main():
    build, prefix, *meson = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as name:
        tree = install(meson, build, pathlib.Path(prefix), pathlib.Path(name).resolve())
        results = list(cases(tree, pathlib.Path(build)))
    print(f'1..{len(results)}')
    for name, found, wanted in results:
        if found != wanted:
            print(f'# {name}: found {found}, wanted {wanted}')
        print(f'{"ok" if found == wanted else "not ok"} - /installed/{name.replace(" ", "-")}')


if __name__ == '__main__':
    main()
