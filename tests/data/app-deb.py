#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""app-deb.py BUILD PACKAGER EXAMPLES: that apps become Debian packages which are clean, small and the same wherever
they are made, and that these install, run, upgrade and purge without a trace, in a throw-away copy of this machine's
root, with all that runs an app in them and with Pyxis's own package."""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'util'))
from debs import complaints, field, report, show, traces  # noqa: E402
from rootcopy import RootCopy  # noqa: E402

APPS = {'hello-micropython': 'HelloMicroPython', 'hello-pyodide': 'HelloPyodide'}
MOST = {  # bytes, of what is promised
    ('hello-micropython', 'embed'): 1_500_000,
    ('hello-pyodide', 'embed'): 10_000_000,
    ('hello-micropython', 'shared'): 50_000,
    ('hello-pyodide', 'shared'): 50_000,
}
DATE = '1790000000'


def pack(pyxis, project, output, runtime, zone='UTC', mask='022'):
    environment = {**os.environ, 'TZ': zone, 'SOURCE_DATE_EPOCH': DATE}
    words = [pyxis, 'pack', project, '--format', 'deb', '--runtime', runtime, '--output', output]
    subprocess.run(['sh', '-c', f'umask {mask}; exec "$@"', 'sh', *words], check=True, capture_output=True, env=environment)
    return output


def names(depends):
    return {words.split()[0] for words in depends.split(',') if words.strip()}


def linked_packages(root, program):
    """What dpkg itself says that the program needs, without versions."""
    with tempfile.TemporaryDirectory() as folder:
        control = pathlib.Path(folder, 'debian/control')
        control.parent.mkdir()
        control.write_text('Source: app\n\nPackage: app\nArchitecture: any\n')
        found = root.run('sh', '-c', 'cd "$1" && dpkg-shlibdeps -O "$2"', 'sh', folder, program)
    return names(found.stdout.strip().removeprefix('shlibs:Depends='))


def made_cases(pyxis, examples, folder):
    for (example, runtime), most in MOST.items():
        name = f'{example} {runtime}'
        package = pack(pyxis, examples / example, folder / f'{example}-{runtime}.deb', runtime, 'Pacific/Auckland')
        again = pack(pyxis, examples / example, folder / 'again.deb', runtime, 'America/Los_Angeles', '077')
        yield f'{name} same bytes', package.read_bytes() == again.read_bytes(), True
        yield f'{name} lintian', complaints(package), []
        yield f'{name} size', package.stat().st_size <= most or package.stat().st_size, True
        yield f'{name} architecture', field(package, 'Architecture') == 'all', runtime == 'shared'


def life_cases(root, example, package, later):
    command = f'local.pyxis.{APPS[example]}'
    before = root.files()
    yield f'{example} install', report(root, 'dpkg', '-i', package).returncode, 0
    yield f'{example} check', report(root, command, 'check').returncode, 0
    yield f'{example} manual', report(root, 'man', '-w', command).stdout.strip(), f'/usr/share/man/man1/{command}.1.gz'
    linked = linked_packages(root, f'/usr/lib/{command}/pyxis')
    yield f'{example} dependencies', (linked - names(field(package, 'Depends')), len(linked) > 10), (set(), True)
    yield f'{example} upgrade', report(root, 'dpkg', '-i', later).returncode, 0
    yield f'{example} check again', report(root, command, 'check').returncode, 0
    yield f'{example} purge', report(root, 'dpkg', '--purge', command.lower()).returncode, 0
    yield f'{example} traces', traces(root, before, command), []


def shared_cases(root, package, own):
    command = 'local.pyxis.HelloMicroPython'
    before = root.files()
    # dpkg leaves what lacks something unconfigured.
    yield 'shared alone', root.run('dpkg', '-i', package).returncode, 1
    yield 'shared', report(root, 'dpkg', '-i', own, package).returncode, 0
    yield 'shared check', report(root, command, 'check').returncode, 0
    yield 'shared purge', report(root, 'dpkg', '--purge', command.lower(), 'pyxis').returncode, 0
    yield 'shared traces', traces(root, before, 'pyxis'), []


def next_project(project, folder):
    """The same app, later."""
    copy = folder / 'later' / project.name
    copy.parent.mkdir(exist_ok=True)
    subprocess.run(['cp', '-r', project, copy], check=True)
    configuration = copy / 'pyscript.toml'
    configuration.write_text('version = "99.0"\n' + configuration.read_text())
    return copy


def cases(build, packager, examples, folder):
    pyxis = build / 'src/app/pyxis'
    yield from made_cases(pyxis, examples, folder)
    copy = folder / 'copy'
    copy.mkdir()
    root = RootCopy(copy)
    for example in APPS:
        later = pack(pyxis, next_project(examples / example, folder), folder / 'later.deb', 'embed')
        yield from life_cases(root, example, folder / f'{example}-embed.deb', later)
    own = subprocess.run([packager, build, folder], capture_output=True, text=True, check=True).stdout.strip()
    yield from shared_cases(root, folder / 'hello-micropython-shared.deb', own)


def main():
    build, packager, examples = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as name:
        show('app-deb', list(cases(build, packager, examples, pathlib.Path(name))))


if __name__ == '__main__':
    main()
