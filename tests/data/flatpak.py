#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""flatpak.py SOURCE APPLICATION_ID DESKTOP METAINFO: that the manifest builds the app that the build
installs, has what the build needs, takes nothing unpinned and asks for no more than it explains."""
import configparser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

# What org.gnome.Platform has of Meson's dependencies; the rest must be a module.
PLATFORM = {
    'egl', 'gdk-pixbuf-2.0', 'gio-2.0', 'gio-unix-2.0', 'gtk4', 'gtksourceview-5', 'javascriptcoregtk-6.0', 'libadwaita-1',
    'libarchive', 'librsvg-2.0', 'libsoup-3.0', 'webkitgtk-6.0', 'webkitgtk-web-process-extension-6.0', 'zlib',
}
MODULES = {'libcjson': 'cjson', 'libdeflate': 'libdeflate', 'libsodium': 'libsodium'}
ALLOWED = {
    '--socket=wayland', '--socket=fallback-x11', '--share=ipc', '--device=dri', '--share=network', '--socket=pulseaudio',
}
PINS = {'git': ('commit', 40), 'archive': ('sha256', 64), 'file': ('sha256', 64)}


def is_pinned(source):
    """Of a source that is fetched: by a hash, and by a readable tag where it is git."""
    key, digits = PINS[source['type']]
    is_named = source['type'] != 'git' or 'tag' in source
    return is_named and re.fullmatch(f'[0-9a-f]{{{digits}}}', source.get(key, '')) is not None


def named(root, function):
    """What Meson's function is called with."""
    texts = [root / 'meson.build', *root.glob('*/**/meson.build')]
    return {name for file in texts for name in re.findall(rf"\b{function}\('([^']+)'", file.read_text())}


def complaints(manifest):
    """What flatpak-builder says of a manifest: a key that it does not know, it passes over."""
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as folder: # it makes its own in it
        shown = subprocess.run(['flatpak-builder', '--show-manifest', manifest.resolve()],
                               capture_output=True, text=True, cwd=folder)
    return shown.returncode, shown.stderr


def cases(root, application_id, desktop, metainfo):
    file = root / 'flatpak' / f'{application_id}.json'
    manifest = json.loads(file.read_text())
    readme = (root / 'flatpak' / 'README.md').read_text()
    modules = {module['name']: module for module in manifest['modules']}
    sources = [source for module in modules.values() for source in module['sources']]
    folders = [(source['path'], {'.git', '.build'} <= set(source['skip']))
               for source in sources if source['type'] == 'dir']
    fetched = [source for source in sources if source['type'] != 'dir']
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(desktop)
    component = ElementTree.parse(metainfo).getroot()
    ids = {desktop.stem, component.findtext('id'), component.findtext('launchable').removesuffix('.desktop')}
    commands = {entry['Desktop Entry']['Exec'].split()[0], component.findtext('provides/binary')}
    explained = set(re.findall(r'^\| `(--[^`]+)` \|', readme, re.MULTILINE))
    needed = named(root, 'dependency')

    yield 'id', {manifest['id'], entry['Desktop Entry']['Icon']} | ids, {application_id}
    yield 'command', {manifest['command']} | commands, {'pyxis'}
    yield 'runtime', (manifest['runtime'], manifest['sdk']), ('org.gnome.Platform', 'org.gnome.Sdk')
    yield 'runtime explained', f"GNOME {manifest['runtime-version']} is" in readme, True
    yield 'permissions', set(manifest['finish-args']), ALLOWED
    yield 'permissions explained', explained, ALLOWED
    yield 'fetched sources', {is_pinned(source) for source in fetched}, {True}
    yield 'own sources', folders, [('..', True)]
    yield 'network while building', [name for name, module in modules.items() if 'build-options' in module], []
    yield 'build options', manifest['build-options'], {'libdir': '/app/lib'}
    yield 'understood', complaints(file), (0, '')
    yield 'dependencies', needed - PLATFORM - set(MODULES), set()
    yield 'libraries', named(root, 'find_library'), {'m'}
    yield 'modules', set(modules), {MODULES[name] for name in needed & set(MODULES)} | {'pyxis'}


def main():
    root, application_id, desktop, metainfo = sys.argv[1:]
    results = list(cases(pathlib.Path(root), application_id, pathlib.Path(desktop), pathlib.Path(metainfo)))
    print(f'1..{len(results)}')
    for name, found, wanted in results:
        if found != wanted:
            print(f'# {name}: found {found}, wanted {wanted}')
        print(f'{"ok" if found == wanted else "not ok"} - /flatpak/{name.replace(" ", "-")}')


if __name__ == '__main__':
    main()
