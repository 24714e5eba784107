#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""own-deb.py BUILD PACKAGER: that Pyxis's own Debian package is clean, the same wherever it is made, and that it
installs, runs, upgrades and purges without a trace, in a throw-away copy of this machine's root."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'util'))
from debs import complaints, field, report, show, traces  # noqa: E402
from rootcopy import RootCopy  # noqa: E402

EXAMPLE = '/usr/share/pyxis/examples/hello-micropython'
DROPPED = '/usr/share/pyxis/examples/worker/study.py'


def make(packager, build, folder, zone, mask):
    environment = {**os.environ, 'TZ': zone, 'SOURCE_DATE_EPOCH': '1790000000'}
    done = subprocess.run(['sh', '-c', f'umask {mask}; exec "$@"', 'sh', packager, build, folder],
                          capture_output=True, text=True, check=True, env=environment)
    return pathlib.Path(done.stdout.strip())


def next_version(package, folder):
    """The same package, later, with a file less."""
    tree = folder / 'later'
    subprocess.run(['dpkg-deb', '--raw-extract', package, tree], check=True)
    control = tree / 'DEBIAN/control'
    control.write_text(control.read_text().replace(field(package, 'Version'), '99.0'))
    (tree / DROPPED.lstrip('/')).unlink()
    later = folder / 'later.deb'
    subprocess.run(['dpkg-deb', '--root-owner-group', '-Znone', '--build', tree, later], check=True, stdout=subprocess.DEVNULL)
    return later


def installed_cases(root, package, later):
    before = root.files()
    yield 'install', report(root, 'dpkg', '-i', package).returncode, 0
    doctor = json.loads(report(root, 'pyxis', 'doctor', '--json').stdout)
    places = [doctor['extension'], *(runtime['path'] for runtime in doctor['runtimes'])]
    yield 'version', report(root, 'pyxis', '--version').stdout.split()[:2], ['Pyxis', field(package, 'Version')]
    yield 'doctor', (doctor['missing'], [place for place in places if not place.startswith('/usr/')]), ([], [])
    yield 'check', report(root, 'pyxis', 'check', EXAMPLE).returncode, 0
    # As the loader tells it of a web process.
    loaded = report(root, 'env', 'LD_DEBUG=files', 'pyxis', 'check', EXAMPLE).stderr
    yield 'driver', set(re.findall(r'calling init: (\S+/)egl/\.\./libpyxis-late-egl\.so', loaded)), {
        os.path.dirname(doctor['extension']) + '/'}
    yield 'manual', report(root, 'man', '-w', 'pyxis').stdout.strip(), '/usr/share/man/man1/pyxis.1.gz'
    opens = report(root, 'gio', 'mime', 'application/vnd.pyxis+zip').stdout
    yield 'opens bundles', 'io.github.pyxis_desktop.Pyxis.desktop' in opens, True
    yield 'upgrade', report(root, 'dpkg', '-i', later).returncode, 0
    yield 'old files', root.run('test', '-e', DROPPED).returncode, 1
    yield 'check again', report(root, 'pyxis', 'check', EXAMPLE).returncode, 0
    yield 'purge', report(root, 'dpkg', '--purge', 'pyxis').returncode, 0
    yield 'traces', traces(root, before, 'pyxis'), []


def cases(build, packager, folder):
    package = make(packager, build, folder / 'one', 'Pacific/Auckland', '022')
    again = make(packager, build, folder / 'two', 'America/Los_Angeles', '077')
    yield 'same bytes', package.read_bytes() == again.read_bytes(), True
    yield 'lintian', complaints(package), []
    yield 'name', package.name, f'pyxis_{field(package, "Version")}_{field(package, "Architecture")}.deb'
    copy = folder / 'copy'
    copy.mkdir()
    yield from installed_cases(RootCopy(copy), package, next_version(package, folder))


def main():
    build, packager = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as name:
        results = list(cases(build, packager, pathlib.Path(name)))
    show('own-deb', results)


if __name__ == '__main__':
    main()
