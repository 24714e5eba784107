#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""flatpak-build.py PYXIS SOURCE MANIFEST STATE: that flatpak-builder makes an app of this tree by the manifest, which
installs and runs. Runtime and SDK are made of this machine's own files. A library whose source is not in STATE, where the
command of flatpak/README.md leaves it, is this machine's too: there is no network."""
import configparser
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'util'))
import runtime  # noqa: E402
import sdk  # noqa: E402
from debs import show  # noqa: E402


def ask(folder, *words, check=False):
    environment = {**os.environ, 'FLATPAK_USER_DIR': str(folder / 'user'), 'LC_ALL': 'C.UTF-8'}
    return subprocess.run([*map(str, words)], env=environment, check=check, capture_output=True, text=True)


def run(folder, *words):
    done = ask(folder, *words)
    if done.returncode:
        print(f'# {" ".join(map(str, words))}: {done.returncode}', *(done.stdout + done.stderr).splitlines()[-60:], sep='\n# ')
    return done


def location(folder, name):
    """Where the files of what is installed are."""
    return pathlib.Path(ask(folder, 'flatpak', 'info', '--user', '--show-location', name, check=True).stdout.strip()) / 'files'


def set_up(folder, program, packages):
    """An installation with both. The SDK gets its files in its place: it is far larger, and never leaves here."""
    repository = folder / 'repository'
    ask(folder, 'ostree', 'init', f'--repo={repository}', '--mode=bare-user-only', check=True)
    runtime.make(repository, folder / 'runtime', program)
    sdk.make(repository, folder / 'sdk')
    ask(folder, 'flatpak', 'build-update-repo', repository, check=True)
    ask(folder, 'flatpak', 'remote-add', '--user', '--no-gpg-verify', 'local', repository, check=True)
    for name in (runtime.NAME, sdk.NAME):
        ask(folder, 'flatpak', 'install', '--user', '--noninteractive', '--no-related', 'local', f'{name}//{runtime.BRANCH}',
            check=True)
    sdk.fill(location(folder, f'{sdk.NAME}//{runtime.BRANCH}'), packages)


def is_fetched(state, source):
    return (state / 'git' / source['url'].replace('://', '_').replace('/', '_')).exists()


def stand_in(folder, module):
    """Of a module the machine's library, where the module would install it."""
    name = module['name'] if module['name'].startswith('lib') else f'lib{module["name"]}'
    sdk.copy_library(name, folder / name)
    print(f'# {module["name"]} is of this machine, as its source is not here')
    return {'name': module['name'], 'buildsystem': 'simple', 'build-commands': ['cp -a include lib /app'],
            'sources': [{'type': 'dir', 'path': str(folder / name)}]}


def write_manifest(folder, manifest, source, state):
    """The manifest as it is, but for where sources are."""
    modules = []
    for module in manifest['modules']:
        if module['sources'][0]['type'] == 'dir':
            modules.append({**module, 'sources': [{**module['sources'][0], 'path': str(source)}]})
        else:
            modules.append(module if is_fetched(state, module['sources'][0]) else stand_in(folder, module))
    file = folder / 'manifest.json'
    file.write_text(json.dumps({**manifest, 'modules': modules}))
    return file


def build(folder, manifest, source, state):
    words = ['--user', '--install', '--disable-download', '--disable-cache', '--disable-rofiles-fuse', '--delete-build-dirs']
    words += ['--ccache'] if shutil.which('ccache') else []
    file = write_manifest(folder, manifest, source, state)
    return run(folder, 'flatpak-builder', *words, f'--state-dir={state}', folder / 'app', file)


def exported(folder, application_id):
    share = folder / 'user/exports/share'
    return {str(path.relative_to(share)) for path in share.rglob('*') if application_id in path.name and not path.is_dir()}


def permissions(manifest):
    """Those that the manifest asks for, as the metadata of an app has them."""
    keys = {'share': 'shared', 'socket': 'sockets', 'device': 'devices'}
    words = [word.lstrip('-').split('=') for word in manifest['finish-args']]
    return {(keys[kind], value) for kind, value in words} | {('sockets', 'x11')} # the fallback


def found(files, pattern):
    """Of a "cleanup": a path, or what files are called wherever they are."""
    return list(files.glob(pattern[1:]) if pattern.startswith('/') else files.rglob(pattern))


def granted(text):
    metadata = configparser.ConfigParser()
    metadata.read_string(text)
    return {(key, value) for key, values in metadata['Context'].items() for value in values.split(';') if value}


def installed_cases(folder, manifest):
    application_id = manifest['id']
    names = exported(folder, application_id)
    yield 'desktop entry', f'applications/{application_id}.desktop' in names, True
    yield 'icon', f'icons/hicolor/scalable/apps/{application_id}.svg' in names, True
    yield 'type', f'mime/packages/{application_id}.xml' in names, True

    app = ['flatpak', 'run', '--user', application_id]
    told = ask(folder, 'flatpak', 'info', '--user', '--show-permissions', application_id).stdout
    yield 'permissions', granted(told), permissions(manifest)
    files = location(folder, application_id)
    yield 'metainfo', len(list(files.glob(f'share/*/xml*/{application_id}.xml.gz'))), 1
    yield 'libraries', [name for name in runtime.BROUGHT if not list(files.glob(f'lib/{name}.so.*'))], []
    yield 'cleaned', [name for name in manifest['cleanup'] if found(files, name)], []
    doctor = json.loads(ask(folder, *app, 'doctor', '--json').stdout) # it misses Flatpak's portal here
    yield 'runtimes', {here['name'] for here in doctor['runtimes']}, {'micropython', 'pyodide', 'pyscript'}
    for name in ('hello-micropython', 'hello-pyodide'):
        checked = run(folder, *app, 'check', f'/app/share/pyxis/examples/{name}')
        yield name, checked.returncode, 0


def shared(usr):
    """What a write in the SDK would change on the machine."""
    return [str(path) for path in usr.rglob('*') if path.is_file() and not path.is_symlink() and path.stat().st_nlink > 1]


def cases(folder, program, source, manifest, state):
    set_up(folder, program, sdk.packages_of(source / 'data/dev'))
    yield 'own files', shared(location(folder, f'{sdk.NAME}//{runtime.BRANCH}')), []
    built = build(folder, manifest, source, state)
    yield 'built', built.returncode, 0
    if built.returncode == 0:
        yield from installed_cases(folder, manifest)


def lack():
    """What this machine has not, without which nothing can be built here."""
    for name in ('flatpak-builder', 'eu-strip'):
        if not shutil.which(name):
            return f'{name} is not installed'
    if not sdk.DPKG.exists():
        return 'there are no packages of Debian to make an SDK of'
    tried = subprocess.run(['bwrap', '--ro-bind', '/', '/', '--unshare-all', 'true'], capture_output=True, text=True)
    return f'bubblewrap cannot start: {tried.stderr.strip()}' if tried.returncode else None


def main():
    program, source, manifest, state = map(pathlib.Path, sys.argv[1:])
    lacking = lack()
    if lacking:
        print(f'1..0 # SKIP {lacking}')
        return
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as name:
        show('flatpak-build', list(cases(pathlib.Path(name), program, source, json.loads(manifest.read_text()), state)))


if __name__ == '__main__':
    main()
