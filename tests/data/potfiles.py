#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""potfiles.py SOURCE: that translators are given every file with words for the user, and that these can be read."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MARKS = {'.c': r'\b(?:_|N_|C_|ngettext) \(', '.ui': r'translatable="yes"', '.xml': '<advice-table>'}


def marked(root):
    return sorted(str(file.relative_to(root))
                  for folder in ('src', 'resources') for file in (root / folder).rglob('*')
                  if file.suffix in MARKS and re.search(MARKS[file.suffix], file.read_text()))


def count_messages(root, files):
    """Of C alone: xgettext knows GtkBuilder's files by rules that are not installed everywhere."""
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder, 'template.pot')
        subprocess.run(['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '-o', template, *files],
                       cwd=root, check=True)
        return template.read_text().count('\nmsgid "')


def count_advice(root):
    """Of the table of advice, by our own rules: what is said, and no pattern."""
    rules = {**os.environ, 'GETTEXTDATADIRS': str(root / 'data/po')}
    done = subprocess.run(['xgettext', '-o', '-', root / 'resources/advice.xml'], env=rules, text=True,
                          capture_output=True, check=True)
    return 0 if '(?' in done.stdout or done.stderr else done.stdout.count('\nmsgid ')


def cases(root):
    given = (root / 'data/po/POTFILES.in').read_text().split()
    languages = (root / 'data/po/LINGUAS').read_text().split()
    yield 'every file with words is given, in order', given == marked(root)
    yield 'every language has its file', all((root / f'data/po/{name}.po').exists() for name in languages)
    yield 'the words can be read', count_messages(root, [name for name in given if name.endswith('.c')]) > 100
    yield 'the words of advice can be read', count_advice(root) > 100


def main():
    results = list(cases(pathlib.Path(sys.argv[1])))
    print(f'1..{len(results)}')
    for number, (name, holds) in enumerate(results, 1):
        print(f'{"ok" if holds else "not ok"} {number} {name}')


main()
