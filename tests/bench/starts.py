# SPDX-License-Identifier: Apache-2.0
"""Starts a page in both programs and reads when it painted first and when PyScript said what.

The page itself tells these moments (subjects.MARKS), by the wall clock, with the same script in both: what it takes
to hear of them is not in the figures."""
import dataclasses
import queue
import tempfile
import time

import programs
import subjects

SETTLING = 1  # seconds from done to the look at the memory
FOLDERS = ('CACHE', 'CONFIG', 'DATA', 'STATE')  # of XDG, in which Pyxis keeps things


@dataclasses.dataclass
class Case:
    """A page that ends with an event, and how it is started: KIND/INTERPRETER/WHERE is the name of its row."""
    kind: str
    interpreter: str
    where: str

    @property
    def name(self):
        return f'{self.kind}/{self.interpreter}/{self.where}'

    @property
    def done(self):
        return subjects.PLACES[self.interpreter][self.where]

    def wanted(self):
        """What the page must have told; an editor is never ready by itself."""
        parts = {'paint', self.done} | (set() if self.where == 'editor' else {'ready'})
        return parts | ({'reload'} if self.kind == 'reload' else set())

    def rows(self, marks, memory):
        """(name, unit, value) of each; memory is that of the ordinary start."""
        yield self.name, 'ms', marks[self.done]
        for part in sorted({'paint', 'ready'} & marks.keys()):
            yield f'{self.name}/{part}', 'ms', marks[part]
        if self.kind == 'start':
            yield f'memory/{self.interpreter}/{self.where}', 'MiB', memory


def cases():
    for interpreter, places in subjects.PLACES.items():
        for where in places:
            yield Case('start', interpreter, where)
    for kind in ('first-run', 'warm-run', 'reload'):
        for interpreter in subjects.PLACES:
            for where in ('main', 'worker'):
                yield Case(kind, interpreter, where)


def gather(lines, names):
    """{name: milliseconds since 1970}, until all are there. Of one that comes again, the last before the end."""
    marks = {}
    for line in lines:
        word, _, rest = line.partition(' ')
        name, _, at = rest.partition(' ')
        if word == 'mark':
            marks[name] = float(at)
        if names <= marks.keys():
            return marks
    raise programs.Failed(f'the page told nothing of {", ".join(sorted(names - marks.keys()))}')


def after_reload(lines):
    """The first of them says when it was asked for."""
    for line in lines:
        if line.startswith('mark reload '):
            yield line
            yield from lines


def read(case, running, lines):
    """The rows of a page in a program that runs."""
    lines = after_reload(lines) if case.kind == 'reload' else lines
    marks = gather(lines, case.wanted())
    began = marks.pop('reload', running.began)
    time.sleep(SETTLING)
    return list(case.rows({name: at - began for name, at in marks.items()}, running.memory()))


def page_lines(running):
    return (event['text'] for event in running.events() if event['kind'] == 'console')


def site_lines(site):
    while True:
        try:
            yield site.events.get(timeout=programs.PATIENCE)[0].replace('/', ' ')
        except queue.Empty:
            return


def start_pyxis(pyxis, case, folder, *words):
    """For a first run there is nothing that Pyxis has kept, and so no snapshot."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        environment = {f'XDG_{name}_HOME': f'{home}/{name.lower()}' for name in FOLDERS}
        if case.kind != 'first-run':
            environment = {}
        with programs.pyxis_check(pyxis, folder, '--until', 'load', *words, **environment) as running:
            return read(case, running, page_lines(running))


def start_chromium(site, case, folder):
    """In a profile that is new, but for a warm run."""
    profile = folder.with_name(f'{folder.name}-profile') if case.kind == 'warm-run' else None
    site.show(folder)
    with programs.chromium(site.address, profile) as running:
        return read(case, running, site_lines(site))


def measure(options, results, folder, site, case):
    """The first run fills caches, of the system and of both programs."""
    subject = subjects.make(folder / case.kind, case.interpreter, case.where, case.kind == 'reload')
    for run in range(-1, options.runs):
        words = ['--interpreter-snapshot', 'on'] if run < 0 and case.kind != 'first-run' else []
        both = {'pyxis': start_pyxis(options.pyxis, case, subject, *words)}
        if site:
            both['chromium'] = start_chromium(site, case, subject)
        for program, rows in both.items() if run >= 0 else ():
            for name, unit, value in rows:
                results.add(name, unit, program, value)
