#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""build.py BUILD OUTPUT: makes a Debian package of what the build in BUILD installs, stripped and below /usr
wherever the build would put it, in the folder OUTPUT; prints its path. The same build gives the same bytes.
Needs dpkg-dev. No script runs at installation: Debian's triggers keep the caches."""
import gzip
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from email.utils import formatdate

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
MESON = shutil.which('meson', path='/usr/bin') or 'meson'
# What the symbols of libraries do not tell: programs that are run, and WebKit's version that Pyxis is made for.
ALSO_NEEDED = ['bubblewrap', 'libwebkitgtk-6.0-4 (>= 2.50)', 'xdg-dbus-proxy']


def said_by(*words, **options):
    return subprocess.run([*map(str, words)], check=True, capture_output=True, text=True, **options).stdout


def introspect(build, what):
    return json.loads(said_by(MESON, 'introspect', build, f'--{what}'))


def released():
    """Seconds since 1970, of the newest release that the metainfo tells of."""
    text = (SOURCE / 'data/pyxis.metainfo.xml.in').read_text()
    return int(said_by('date', '-u', '-d', re.search(r'<release .*date="([-0-9]+)"', text)[1], '+%s'))


def install(build, tree):
    """What the build installs, below tree/usr."""
    prefix = next(option['value'] for option in introspect(build, 'buildoptions') if option['name'] == 'prefix')
    with tempfile.TemporaryDirectory(dir=tree.parent) as staged:
        subprocess.run([MESON, 'install', '-C', build, '--no-rebuild', '--quiet', '--strip', '--destdir', staged],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (pathlib.Path(staged) / prefix.lstrip('/')).rename(tree / 'usr')
    # Caches of a folder that belongs to all packages are not ours to bring.
    for cache in ('usr/share/icons/hicolor/icon-theme.cache', 'usr/share/applications/mimeinfo.cache'):
        (tree / cache).unlink(missing_ok=True)


def write_gzip(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, 'wb') as raw, gzip.GzipFile(filename='', mode='wb', fileobj=raw, compresslevel=9, mtime=0) as out:
        out.write(text)


def fill(name, values):
    return re.sub(r'@([A-Za-z_]+)@', lambda match: values[match[1]], (HERE / name).read_text())


def licence_text(name):
    """As a field of a copyright file has it."""
    lines = (SOURCE / 'resources/licences' / f'{name}.txt').read_text().rstrip().splitlines()
    return '\n'.join(f' {line.rstrip()}' if line.strip() else ' .' for line in lines)


def document(tree, version, date):
    folder = tree / 'usr/share/doc/pyxis'
    folder.mkdir(parents=True)
    texts = {name: licence_text(name) for name in ('MicroPython', 'CPython')}
    (folder / 'copyright').write_text(fill('copyright.in', texts))
    values = {'version': version, 'date': formatdate(date)}
    write_gzip(folder / 'changelog.gz', fill('changelog.in', values).encode())
    overrides = tree / 'usr/share/lintian/overrides'
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / 'lintian-overrides', overrides / 'pyxis')
    for page in sorted((tree / 'usr/share/man').rglob('*.1')):
        write_gzip(page.with_name(page.name + '.gz'), page.read_bytes())
        page.unlink()


def normalize_modes(tree):
    for path in tree.rglob('*'):
        is_program = path.parent == tree / 'usr/bin'
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)


def library_packages(tree):
    """The packages, with versions, that have the libraries which the program and the extension link."""
    with tempfile.TemporaryDirectory() as folder:
        control = pathlib.Path(folder, 'debian/control')
        control.parent.mkdir()
        control.write_text('Source: pyxis\n\nPackage: pyxis\nArchitecture: any\n')
        elves = [path for path in tree.rglob('*') if path.is_file() and path.read_bytes()[:4] == b'\x7fELF']
        found = said_by('dpkg-shlibdeps', '-O', '--ignore-missing-info', *sorted(elves), cwd=folder)
    return re.search(r'^shlibs:Depends=(.*)$', found, re.MULTILINE)[1].split(', ')


def dependencies(tree):
    named = {words.split()[0]: words for words in library_packages(tree) + ALSO_NEEDED}
    return [named[name] for name in sorted(named)]


def control(tree, version):
    folder = tree / 'DEBIAN'
    files = sorted(path for path in tree.rglob('*') if path.is_file())
    values = {
        'version': version,
        'architecture': said_by('dpkg', '--print-architecture').strip(),
        'depends': ', '.join(dependencies(tree)),
        'size': str(sum(-(-path.stat().st_size // 1024) for path in files)),
    }
    folder.mkdir()
    (folder / 'control').write_text(fill('control.in', values))
    (folder / 'md5sums').write_text(''.join(
        f'{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n' for path in files))


def build_package(tree, output, date):
    date = os.environ.get('SOURCE_DATE_EPOCH', str(date))
    for path in sorted(tree.rglob('*')):
        os.utime(path, (int(date), int(date)))
    words = said_by('dpkg-deb', '--root-owner-group', '-Zxz', '--build', tree, output,
                    env={**os.environ, 'SOURCE_DATE_EPOCH': date})
    return re.search(r"in '(.*)'\.$", words)[1]


def main():
    build, output = map(pathlib.Path, sys.argv[1:])
    version = introspect(build, 'projectinfo')['version']
    date = released()
    output.mkdir(parents=True, exist_ok=True)
    os.umask(0o022)
    with tempfile.TemporaryDirectory(prefix='pyxis-deb-') as folder:
        tree = pathlib.Path(folder, 'pyxis')
        tree.mkdir()
        install(build, tree)
        document(tree, version, date)
        normalize_modes(tree)
        control(tree, version)
        print(build_package(tree, output, date))


if __name__ == '__main__':
    main()
