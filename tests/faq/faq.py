#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the table of tests/faq by `pyxis check` and speaks TAP, a point a row, interpreter and place.

faq.py table                          every row has a case, and every case can fail
faq.py PART --pyxis FILE [--report FILE] [--transport NAME] [--interpreter-snapshot on|off] [--only TEXT]
            [--keep FOLDER]           PART is mpy, py-main or py-worker"""
import argparse
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import fixture_server
import project
from judge import find_tellings, judge
from table import NAMED, Table

PARTS = {'mpy': {'page', 'mpy main', 'mpy worker'}, 'py-main': {'py main'}, 'py-worker': {'py worker'}}
HEAD = '| row | claim | interpreter | place | result | ms |\n|---|---|---|---|---|---|\n'


@dataclasses.dataclass
class Result:
    title: str
    complaints: list
    line: str = ''
    todo: str = ''


class Runner:
    """Runs pages, each in a folder of its own below `home`."""

    def __init__(self, arguments, table, home):
        self.pyxis = arguments.pyxis
        self.transport = arguments.transport
        self.snapshot = 'off' if arguments.part == 'mpy' else arguments.interpreter_snapshot
        self.table = table
        self.home = home
        self.server = fixture_server.start()

    def command(self, page, folder, variants):
        counts = {v.slug: len(v.wanted('told')) for v in variants if v.wanted('told')}
        expect = [page['expect']] if 'expect' in page else []
        if counts:
            expect.append(f'faq.hasTold({json.dumps(counts)})')
        command = [self.pyxis, 'check', folder, '--events', f'{folder}.events',
                   '--transport', page.get('transport', self.transport),
                   '--network', page.get('network', 'deny'), '--timeout', str(page['timeout']),
                   '--interpreter-snapshot', self.snapshot]
        command += ['--until', page['until']] if 'until' in page else []
        command += ['--folder', folder / page['picked']] if 'picked' in page else []
        return command + (['--expect', ' && '.join(expect)] if expect else [])

    def run(self, name, where, variants):
        """(exit status, own words, events, milliseconds) of a page with some cases."""
        page = self.table.page(name)
        folder = project.make(self.home / f'{name} {where}', page, variants, self.server)
        environment = {**os.environ, 'XDG_DATA_HOME': str(self.home / 'data'),
                       'XDG_CACHE_HOME': str(self.home / 'cache'), **page.get('environment', {})}
        started = time.monotonic()
        done = subprocess.run(self.command(page, folder, variants), env=environment, text=True,
                              capture_output=True, timeout=page['timeout'] + 60, check=False)
        milliseconds = (time.monotonic() - started) * 1000
        words = [line for line in done.stderr.splitlines() if line.startswith('pyxis:')]
        events = [json.loads(line) for line in pathlib.Path(f'{folder}.events').read_text().splitlines()]
        return done.returncode, '\n'.join(words), events, milliseconds

    def results(self, name, where, variants):
        """One for the page, then one for each of its cases."""
        page = self.table.page(name)
        status, words, events, milliseconds = self.run(name, where, variants)
        complaints = [] if status == page['status'] else [f'exit status {status}, not {page["status"]}']
        if not re.search(page['says'], words):
            complaints.append(f'did not say “{page["says"]}”')
        if complaints and words:
            complaints.append(words)
        yield Result(f'page {name} {where}', complaints)
        for variant in variants:
            told = [at for _, at in find_tellings(events, variant.slug)]
            complaints = judge(events, variant)
            line = self.describe(variant, complaints, max(told, default=milliseconds))
            yield Result(variant.title, complaints, line, variant.case.get('todo', ''))

    def describe(self, variant, complaints, milliseconds):
        row = variant.case['row']
        interpreter, _, place = variant.where.partition(' ')
        claim = NAMED[row] if row in NAMED else self.table.claims[row]
        result = 'fails' if complaints else 'holds'
        if 'todo' in variant.case:
            result = f'{result}: {variant.case["todo"]}'
        return f'| {row} | {claim} ({variant.slug}) | {interpreter} | {place} | {result} | {milliseconds:.0f} |'


def tell(number, title, complaints, todo=''):
    """Whether that is well: what is known to fail must fail, so that the list of it stays true."""
    todo = f' # TODO {todo}' if todo else ''
    print(f'{"not ok" if complaints else "ok"} {number} - {title}{todo}', flush=True)
    for complaint in complaints:
        print('\n'.join(f'#   {line}' for line in complaint.splitlines()), flush=True)
    return bool(complaints) == bool(todo)


def test_table(table):
    print('1..1')
    return tell(1, 'table', list(table.find_mistakes()))


def group(table, part, only):
    """The variants of a part by the page and the place they share."""
    groups = {}
    for variant in table.variants():
        if variant.where in PARTS[part] and only in f'page {variant.page} {variant.where} {variant.title}':
            groups.setdefault((variant.page, variant.where), []).append(variant)
    return groups


def test_part(table, arguments, home):
    groups = group(table, arguments.part, arguments.only)
    runner = Runner(arguments, table, home)
    results = []
    is_good = True
    print(f'1..{len(groups) + sum(map(len, groups.values()))}', flush=True)
    for (name, where), variants in groups.items():
        for result in runner.results(name, where, variants):
            results.append(result)
            is_good &= tell(len(results), result.title, result.complaints, result.todo)
    report = HEAD + ''.join(f'{result.line}\n' for result in results if result.line)
    print('\n'.join(f'# {line}' for line in report.splitlines()))
    if arguments.report:
        pathlib.Path(arguments.report).write_text(report)
    return is_good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('part', choices=['table', *PARTS])
    parser.add_argument('--pyxis')
    parser.add_argument('--report', help='a file for the report, a table in Markdown')
    parser.add_argument('--transport', default='scheme', choices=['scheme', 'loopback'])
    parser.add_argument('--interpreter-snapshot', default='on', choices=['on', 'off'])
    parser.add_argument('--only', default='', help='only those whose name or page has this text')
    parser.add_argument('--keep', type=pathlib.Path, help='leave the pages and their events there')
    arguments = parser.parse_args()
    table = Table()
    if arguments.part == 'table':
        return test_table(table)
    if arguments.keep:
        arguments.keep.mkdir(parents=True)
        return test_part(table, arguments, arguments.keep)
    with tempfile.TemporaryDirectory(prefix='pyxis-faq-') as home:
        return test_part(table, arguments, pathlib.Path(home))


if __name__ == '__main__':
    sys.exit(0 if main() else 1)
