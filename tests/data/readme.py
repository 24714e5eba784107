#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""readme.py SOURCE PYXIS: that what the README tells a reader to type exists, that its links lead somewhere,
and that every example has its picture and is shown."""
import pathlib
import re
import struct
import subprocess
import sys

PICTURE_SIZE = 640, 400
PICTURES_LIMIT = 600 * 1024  # bytes of all of them: they are installed


def said_by(*words):
    return subprocess.run([*map(str, words)], capture_output=True, text=True, check=True).stdout


def options(text):
    return set(re.findall(r'(?<![\w-])--[a-z]+(?:-[a-z]+)*', text))


def commands(program, text):
    """What follows the program's name where it is typed, in a block or between backquotes; my-folder is none."""
    return set(re.findall(rf'(?:^    |`){program} ([a-z]+)\b(?!-)', text, re.MULTILINE))


def missing_links(file):
    targets = re.findall(r'\]\(([^)]+)\)|(?:href|src)="([^"]+)"', file.read_text())
    return {name for name in map(''.join, targets) if '://' not in name and not (file.parent / name).exists()}


def png_size(file):
    """(None: it is no PNG) Its width and height."""
    start = file.read_bytes()[:24] if file.exists() else b''
    return struct.unpack('>II', start[16:]) if start.startswith(b'\x89PNG\r\n\x1a\n') else None


def cases(root, pyxis):
    readme = (root / 'README.md').read_text()
    gallery = (root / 'data' / 'examples' / 'README.md').read_text()
    dev_help = said_by(root / 'data' / 'dev', 'help')
    dev_commands = set(re.findall(r'^  ([a-z]+) ', dev_help, re.MULTILINE)) - {'help'}
    pyxis_commands = set(re.findall(r'^  pyxis ([a-z]+)\b', said_by(pyxis, '--help'), re.MULTILINE))
    known = options(''.join([dev_help, *(said_by(pyxis, command, '--help') for command in pyxis_commands)]))
    texts = [root / name for name in ('README.md', 'data/examples/README.md', 'tests/README.md', 'src/DESIGN.md')]
    examples = {page.parent.name for page in (root / 'data' / 'examples').glob('*/index.html')}
    pictures = {name: root / 'data' / 'examples' / name / 'picture.png' for name in examples}

    yield 'commands', commands('pyxis', readme), pyxis_commands
    yield 'developer commands', commands('data/dev', readme), dev_commands
    yield 'options', options(readme) - known, set()
    yield 'links', {str(file): missing for file in texts if (missing := missing_links(file))}, {}
    yield 'gallery', set(re.findall(r'<img src="([^/"]+)/picture\.png"', gallery)), examples
    yield 'table of examples', set(re.findall(r'^\| \[([^]]+)\]', gallery, re.MULTILINE)), examples
    yield 'pictures', {name for name, file in pictures.items() if png_size(file) == PICTURE_SIZE}, examples
    yield 'weight', sum(file.stat().st_size for file in pictures.values() if file.exists()) < PICTURES_LIMIT, True


def main():
    root, pyxis = sys.argv[1:]
    results = list(cases(pathlib.Path(root), pyxis))
    print(f'1..{len(results)}')
    for name, found, wanted in results:
        if found != wanted:
            print(f'# {name}: found {found}, wanted {wanted}')
        print(f'{"ok" if found == wanted else "not ok"} - /readme/{name.replace(" ", "-")}')


if __name__ == '__main__':
    main()
