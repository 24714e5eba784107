# SPDX-License-Identifier: Apache-2.0
"""What tests of Debian packages share."""
import subprocess


def field(package, name):
    return subprocess.run(['dpkg-deb', '--field', package, name], capture_output=True, text=True, check=True).stdout.strip()


def complaints(package):
    """Errors and warnings; what lintian says of itself, when root runs it, is none."""
    found = subprocess.run(['lintian', '--allow-root', '--fail-on', 'none', package], capture_output=True, text=True)
    return [line for line in found.stdout.splitlines() if line[:2] in ('E:', 'W:')]


def report(root, *words):
    done = root.run(*words)
    if done.returncode:
        print(f'# {" ".join(map(str, words))}: {done.returncode}', *(done.stdout + done.stderr).splitlines(), sep='\n# ')
    return done


def traces(root, before, word):
    """Files that are there and were not, and those that name the package; a log tells what was, as it should."""
    known = {'/var/log/dpkg.log', '/var/lib/dpkg/status-old'}
    texts = root.run('grep', '-lri', word, '/usr/share/applications', '/usr/share/mime', '/var/lib/dpkg/status')
    return sorted((root.files() - before - known) | set(texts.stdout.split()))


def show(test, results):
    print(f'1..{len(results)}')
    for name, found, wanted in results:
        if found != wanted:
            print(f'# {name}: found {found}, wanted {wanted}')
        print(f'{"ok" if found == wanted else "not ok"} - /{test}/{name.replace(" ", "-")}')
