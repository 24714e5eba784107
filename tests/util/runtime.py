# SPDX-License-Identifier: Apache-2.0
"""A Flatpak runtime of this machine's own files, in a local repository: what a program needs to run, and no more. It
has the name of the real one, and is never what a user would install."""
import os
import pathlib
import shutil
import subprocess

NAME, BRANCH = 'org.gnome.Platform', '51'
# What it has not, as the real one: an app has to bring it.
BROUGHT = ('libcjson', 'libdeflate', 'libsodium')
MULTIARCH = f'{os.uname().machine}-linux-gnu'
LIBRARIES = pathlib.Path('/usr/lib', MULTIARCH)

# Besides the libraries that these link: what they, or libraries, look for by name.
PROGRAMS = ['/usr/bin/cat', '/usr/bin/dash', '/usr/bin/dirname', '/usr/bin/readlink']
FOLDERS = [
    LIBRARIES / 'webkitgtk-6.0', LIBRARIES / 'gdk-pixbuf-2.0', LIBRARIES / 'gio', '/usr/share/glib-2.0/schemas', '/usr/share/mime',
    '/usr/share/fonts', '/usr/share/fontconfig', '/usr/share/glvnd', '/usr/share/icons/hicolor', '/usr/share/X11/xkb',
    '/usr/share/gtksourceview-5', '/usr/lib/locale/C.utf8',
]
LOADED = ['libEGL_mesa.so.0', 'libGLX_mesa.so.0', 'libEGL.so.1', 'libGL.so.1', 'libGLESv2.so.2', 'libpulse.so.0',
          'libcanberra.so.0', 'dri/swrast_dri.so', 'libnss_files.so.2']


def linked(paths):
    found = subprocess.run(['ldd', *map(str, paths)], capture_output=True, text=True).stdout
    words = (word for line in found.splitlines() for word in line.split())
    return {pathlib.Path(word) for word in words if word.startswith('/') and not word.endswith(':')}


def copy(path, usr):
    """To where it is on the machine, links as what they lead to."""
    inner = pathlib.Path(path)
    inner = inner.relative_to('/usr') if inner.is_relative_to('/usr') else inner.relative_to('/')
    target = usr / inner
    target.parent.mkdir(parents=True, exist_ok=True)
    if pathlib.Path(path).is_dir():
        shutil.copytree(path, target, dirs_exist_ok=True, ignore_dangling_symlinks=True)
    elif not target.exists():
        shutil.copy2(path, target)


def fill(usr, program):
    programs = [pathlib.Path(name) for name in PROGRAMS]
    webkit = sorted((LIBRARIES / 'webkitgtk-6.0').glob('WebKit*Process'))
    loaded = [LIBRARIES / name for name in LOADED if (LIBRARIES / name).exists()]
    modules = [*LIBRARIES.glob('gdk-pixbuf-2.0/*/loaders/*.so'), *LIBRARIES.glob('gio/modules/*.so')]
    for path in [*programs, *loaded, *linked([program, *programs, *webkit, *loaded, *modules])]:
        if not path.name.startswith(BROUGHT):
            copy(path, usr)
    for folder in FOLDERS:
        if pathlib.Path(folder).exists():
            copy(folder, usr)
    shutil.copytree('/etc/fonts', usr / 'etc/fonts', dirs_exist_ok=True, ignore_dangling_symlinks=True)
    (usr / 'bin/sh').symlink_to('dash')


def export(repository, folder, name):
    """Puts what is in the folder's usr into a repository that is there, as a runtime of this name."""
    (folder / 'files').mkdir() # of an app; flatpak wants the folder of a runtime too
    ends = f'{os.uname().machine}/{BRANCH}'
    (folder / 'metadata').write_text(f'[Runtime]\nname={name}\nruntime={NAME}/{ends}\nsdk=org.gnome.Sdk/{ends}\n')
    subprocess.run(['flatpak', 'build-export', '--runtime', '--disable-sandbox', repository, folder, BRANCH],
                   check=True, capture_output=True, text=True)


def make(repository, folder, program):
    usr = folder / 'usr'
    usr.mkdir(parents=True)
    fill(usr, program)
    export(repository, folder, NAME)
