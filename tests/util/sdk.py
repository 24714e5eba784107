# SPDX-License-Identifier: Apache-2.0
"""A Flatpak SDK to the runtime of runtime.py: the files of those Debian packages that Pyxis is built with, as copies:
what a build might write there is not the machine's. What Pyxis's manifest builds itself is not in it, as it is not in the
real one."""
import os
import pathlib
import re
import shutil

import runtime

NAME = 'org.gnome.Sdk'
DPKG = pathlib.Path('/var/lib/dpkg')
TOOLS = ['appstream-util', 'autoconf', 'automake', 'ccache', 'cmake', 'libtool', 'make']
LEFT_OUT = re.compile('/usr/share/(doc|doc-base|man|info|lintian|locale|bug|gir-1.0)(/|$)')


def packages_of(script):
    """What data/dev installs to build."""
    return re.search(r'^build_packages=\(([^)]*)\)', script.read_text(), re.MULTILINE)[1].split()


def installed():
    """The fields of the packages that are, and who provides a name that is none of theirs."""
    packages, providers = {}, {}
    for paragraph in (DPKG / 'status').read_text().split('\n\n'):
        fields = dict(re.findall(r'^([\w-]+): (.*)$', paragraph, re.MULTILINE))
        if fields.get('Status') == 'install ok installed':
            packages[fields['Package']] = fields
            for provided in re.findall(r'([^\s,]+)[^,]*', fields.get('Provides', '')):
                providers.setdefault(provided, fields['Package'])
    return packages, providers


def needed(roots):
    """The packages, what any package may count on, and those that they depend on: of alternatives the first that is there."""
    packages, providers = installed()
    found, todo = set(), [*roots, *(name for name, fields in packages.items() if fields.get('Essential') == 'yes')]
    while todo:
        names = re.findall(r'([^\s|,:]+)[^|]*', todo.pop())
        names = [name if name in packages else providers.get(name) for name in names]
        name = next((name for name in names if name), None)
        if name and name not in found:
            found.add(name)
            fields = packages[name]
            todo += [word for key in ('Depends', 'Pre-Depends') for word in fields.get(key, '').split(',') if word.strip()]
    return found


def files(package):
    lists = [DPKG / f'info/{package}.list', *(DPKG / 'info').glob(f'{package}:*.list')]
    lines = next(file for file in lists if file.exists()).read_text().splitlines()
    return [pathlib.Path(line) for line in lines if not LEFT_OUT.match(line)]


def copy(path, usr):
    """As itself; what an alternative chooses, which leads through /etc, as a link to what is chosen. What is not below
    /usr, and /bin, /lib and their like by that name, is not of a runtime."""
    path = path.parent.resolve() / path.name
    if not path.is_relative_to('/usr') or (path.is_dir() and not path.is_symlink()):
        return
    target = usr / path.relative_to('/usr')
    if target.exists() or target.is_symlink():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        leads = os.readlink(path)
        target.symlink_to(path.resolve() if leads.startswith('/etc/alternatives/') else leads)
        return
    shutil.copy2(path, target)


def alternatives():
    """The links that no package has among its files."""
    return [path for path in pathlib.Path('/usr/bin').iterdir()
            if path.is_symlink() and os.readlink(path).startswith('/etc/alternatives/')]


def fill(usr, packages):
    for package in sorted(needed([*packages, *TOOLS])):
        if not package.startswith(runtime.BROUGHT):
            for path in files(package):
                copy(path, usr)
    for folder in runtime.FOLDERS: # with what programs make there when packages are installed
        for path in pathlib.Path(folder).rglob('*'):
            copy(path, usr)
    for path in alternatives():
        if (usr / path.resolve().relative_to('/usr')).exists():
            copy(path, usr)


def make(repository, folder):
    """Puts it into a repository that is there, empty: fill () is for the place where it is installed."""
    (folder / 'usr').mkdir(parents=True)
    runtime.export(repository, folder, NAME)


def copy_library(name, folder):
    """The machine's library with all that one needs to build with it, as if it were configured for /app."""
    places = {runtime.LIBRARIES: 'lib', pathlib.Path('/usr/include'): 'include'}
    for package in installed()[0]:
        for path in files(package) if package.startswith(name) else []:
            for place, inner in places.items():
                if path.is_relative_to(place) and not path.is_dir():
                    target = folder / inner / path.relative_to(place)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(path, target, follow_symlinks=False)
    for file in folder.glob('lib/pkgconfig/*.pc'):
        file.write_text(file.read_text().replace(f'/{runtime.MULTIARCH}', '').replace('/usr', '/app'))
