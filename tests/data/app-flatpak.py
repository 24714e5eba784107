#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""app-flatpak.py PYXIS EXAMPLES MANIFEST: that apps become Flatpak bundles, the same wherever they are made, and that these
install and run, on a local runtime that is made of this machine's own libraries. MANIFEST is that of Pyxis."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'util'))
import runtime  # noqa: E402
from debs import show  # noqa: E402

ID = 'local.pyxis.HelloMicroPython'

# Of Pyxis and of what a Flatpak carries besides.
LICENCES = 'Apache License', 'Dave Gamble', 'Eric Biggers', 'Frank Denis'


def run(folder, *words, **more):
    environment = {**os.environ, 'FLATPAK_USER_DIR': str(folder / 'user'), 'LC_ALL': 'C.UTF-8', **more}
    done = subprocess.run([*map(str, words)], capture_output=True, text=True, timeout=600, env=environment)
    if done.returncode:
        print(f'# {" ".join(map(str, words))}: {done.returncode}', *(done.stdout + done.stderr).splitlines(), sep='\n# ')
    return done


def pack(folder, pyxis, project, output, zone, **more):
    return run(folder, pyxis, 'pack', project, '--format', 'flatpak', '--output', output,
               TZ=zone, SOURCE_DATE_EPOCH='1790000000', **more)


def made_cases(folder, pyxis, examples):
    for name in ('hello-micropython', 'hello-pyodide'):
        one, two = folder / f'{name}.flatpak', folder / 'again.flatpak'
        yield f'{name} made', pack(folder, pyxis, examples / name, one, 'Pacific/Auckland').returncode, 0
        yield f'{name} again', pack(folder, pyxis, examples / name, two, 'America/Los_Angeles').returncode, 0
        yield f'{name} same bytes', one.read_bytes() == two.read_bytes(), True
    yield 'without tools', pack(folder, pyxis, examples / name, two, 'UTC', PATH='/nowhere').returncode, 0
    yield 'without tools same bytes', one.read_bytes() == two.read_bytes(), True


def refused_cases(folder, pyxis, examples):
    project, output = examples / 'hello-micropython', folder / 'none.flatpak'
    shared = subprocess.run([pyxis, 'pack', project, '--format', 'flatpak', '--runtime', 'shared', '--output', output],
                            capture_output=True, text=True)
    yield 'shared', (shared.returncode, shared.stderr), (2, 'pyxis: A Flatpak cannot use the Pyxis that is installed: '
                                                            'let it carry its Python.\n')
    yield 'nothing left', output.exists(), False


def listing(folder, repository):
    """Each file and folder of the one commit with its mode, size and sum."""
    ref = run(folder, 'ostree', 'refs', f'--repo={repository}').stdout.strip()
    return run(folder, 'ostree', 'ls', f'--repo={repository}', '-R', '-C', ref).stdout.splitlines()


def same_cases(folder):
    """That it holds what Flatpak's own tools make of the same files."""
    ours, theirs, app = folder / 'ours', folder / 'theirs', folder / 'app'
    for repository in (ours, theirs):
        run(folder, 'ostree', 'init', f'--repo={repository}', '--mode=archive')
    # Flatpak warns of itself there, whoever made the bundle.
    yield 'import', run(folder, 'flatpak', 'build-import-bundle', ours, folder / 'hello-micropython.flatpak', G_DEBUG='').returncode, 0
    yield 'intact', run(folder, 'ostree', 'fsck', f'--repo={ours}').returncode, 0
    run(folder, 'ostree', 'checkout', f'--repo={ours}', '-U', f'app/{ID}/{os.uname().machine}/stable', app)
    shutil.rmtree(app / 'export')
    yield 'finish', run(folder, 'flatpak', 'build-finish', f'--command={ID}', app).returncode, 0
    yield 'export', run(folder, 'flatpak', 'build-export', theirs, app, 'stable').returncode, 0
    yield 'listed', len(listing(folder, ours)) > 20, True
    yield 'as theirs', listing(folder, ours), listing(folder, theirs)


def libraries(manifest):
    return [module for module in manifest['modules'] if module['name'] not in ('pyxis', 'app')]


def installed_cases(folder, pyxis, own):
    repository = folder / 'repository'
    subprocess.run(['ostree', 'init', f'--repo={repository}', '--mode=bare-user-only'], check=True)
    runtime.make(repository, folder / 'runtime', pyxis)
    run(folder, 'flatpak', 'build-update-repo', repository)
    run(folder, 'flatpak', 'remote-add', '--user', '--no-gpg-verify', 'local', repository)
    install = ['flatpak', 'install', '--user', '--noninteractive', '--no-related']
    yield 'runtime', run(folder, *install, 'local', f'{runtime.NAME}//{runtime.BRANCH}').returncode, 0
    yield 'install', run(folder, *install, folder / 'hello-micropython.flatpak').returncode, 0
    exported = folder / 'user/exports/share'
    yield 'desktop entry', (exported / f'applications/{ID}.desktop').exists(), True
    yield 'icon', (exported / f'icons/hicolor/scalable/apps/{ID}.svg').exists(), True
    permissions = run(folder, 'flatpak', 'info', '--user', '--show-permissions', ID).stdout
    yield 'no network', 'network' in permissions, False
    manifest = json.loads(run(folder, 'flatpak', 'run', '--user', '--command=cat', ID, '/app/manifest.json').stdout)
    yield 'manifest', (manifest['id'], manifest['runtime-version']), (ID, runtime.BRANCH)
    yield 'manifest options', manifest['build-options'], own['build-options']
    yield 'manifest modules', libraries(manifest), libraries(own)
    yield 'manifest permissions', set(manifest['finish-args']), set(own['finish-args']) - {'--share=network'}
    manual = (pathlib.Path(__file__).resolve().parents[2] / 'data/pyxis.1').read_text().replace('\\-', '-')
    yield 'manual', [name for name in own['finish-args'] if f' {name.lstrip("-")} ' not in manual], []
    carried = run(folder, 'flatpak', 'run', '--user', '--command=cat', ID, *(
        f'/app/share/doc/{ID}/licences/{name}.txt' for name in ('Pyxis', 'libcjson', 'libdeflate', 'libsodium'))).stdout
    yield 'licences', [words in carried for words in LICENCES], [True] * len(LICENCES)
    yield 'check', run(folder, 'flatpak', 'run', '--user', ID, 'check').returncode, 0
    yield 'uninstall', run(folder, 'flatpak', 'uninstall', '--user', '--noninteractive', ID).returncode, 0


def cases(folder, pyxis, examples, own):
    yield from made_cases(folder, pyxis, examples)
    yield from refused_cases(folder, pyxis, examples)
    yield from same_cases(folder)
    yield from installed_cases(folder, pyxis, own)


def main():
    pyxis, examples, manifest = map(pathlib.Path, sys.argv[1:])
    own = json.loads(manifest.read_text())
    with tempfile.TemporaryDirectory(prefix='pyxis-test-') as name:
        show('app-flatpak', list(cases(pathlib.Path(name), pyxis, examples, own)))


if __name__ == '__main__':
    main()
