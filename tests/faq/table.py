# SPDX-License-Identifier: Apache-2.0
"""The table: claims.toml says what is promised, cases.toml which run proves it."""
import dataclasses
import pathlib
import tomllib
import xml.etree.ElementTree

FOLDER = pathlib.Path(__file__).parent
ADVICE_TABLE = FOLDER.parents[1] / 'resources' / 'advice.xml'
# Only micropip says it, which the Pyodide that Pyxis holds lacks; a page gets the advice "packages-offline" before.
# With a network, or a whole distribution of Pyodide, it comes.
WITHOUT_PAGE = {'package-not-found'}
SURFACE = 'surface'
ADVICE = 'advice'
NAMED = {SURFACE: 'PyScript’s own surface', ADVICE: 'Other errors that are explained'}
PLACES = {'page', 'mpy main', 'mpy worker', 'py main', 'py worker'}
CASE_KEYS = {'row', 'slug', 'on', 'page', 'module', 'config', 'told', 'stdout', 'events', 'absent', 'todo'}
PAGE_KEYS = {'folder', 'config', 'until', 'expect', 'status', 'says', 'transport', 'environment',
             'network', 'timeout', 'picked'}


@dataclasses.dataclass(frozen=True)
class Variant:
    """One case in one interpreter and one place."""
    case: dict
    where: str

    @property
    def interpreter(self):
        return self.where.split()[0]

    @property
    def slug(self):
        return self.case['slug']

    @property
    def page(self):
        return self.case.get('page', 'rows')

    @property
    def label(self):
        row = self.case['row']
        return row if row in NAMED else f'row-{row:02}'

    @property
    def title(self):
        return f'{self.label} {self.slug} {self.where}'

    def wanted(self, key):
        """A list, which may differ by interpreter."""
        value = self.case.get(key, [])
        return value.get(self.interpreter, []) if isinstance(value, dict) else value

    @property
    def module(self):
        row = self.case['row']
        kind, number = (row, '') if row in NAMED else ('row', f'_{row:02}')
        return self.case.get('module', f'{kind}{number}_{self.slug}'.replace('-', '_'))


def read(name):
    return tomllib.loads((FOLDER / name).read_text())


class Table:
    def __init__(self):
        self.claims = {int(number): claim for number, claim in read('claims.toml')['claims'].items()}
        cases = read('cases.toml')
        self.cases = cases['case']
        self.pages = cases['pages']

    def variants(self):
        return [Variant(case, where) for case in self.cases for where in case['on']]

    def page(self, name):
        return {'folder': name, 'status': 0, 'says': '^$', 'timeout': 120, **self.pages.get(name, {})}

    def find_mistakes(self):
        """What makes a row that nobody runs, or a case that cannot fail."""
        yield from self.find_missing_rows()
        yield from self.find_advice_without_page()
        for case in self.cases:
            yield from self.find_mistakes_of(case)
        slugs = [case['slug'] for case in self.cases]
        yield from (f'{slug} is there twice' for slug in sorted({s for s in slugs if slugs.count(s) > 1}))
        for name, page in self.pages.items():
            yield from (f'page {name} has an unknown key {key}' for key in page.keys() - PAGE_KEYS)
            if not any(case.get('page', 'rows') == name for case in self.cases):
                yield f'page {name} has no case'

    def find_advice_without_page(self):
        """Each is provoked by a page, or said not to be."""
        known = {advice.get('id') for advice in xml.etree.ElementTree.parse(ADVICE_TABLE).iter('advice')}
        seen = {event.get('detail.id') for variant in self.variants() for event in variant.wanted('events')}
        yield from (f'advice {name} has no page' for name in sorted(known - seen - WITHOUT_PAGE))
        yield from (f'advice {name} has a page after all' for name in sorted(WITHOUT_PAGE & seen))

    def find_missing_rows(self):
        proven = {case['row'] for case in self.cases} - NAMED.keys()
        yield from (f'row {row} has no case: {self.claims[row]}' for row in sorted(self.claims.keys() - proven))
        yield from (f'row {row} has no claim' for row in sorted(proven - self.claims.keys()))

    def find_mistakes_of(self, case):
        slug = case['slug']
        yield from (f'{slug} has an unknown key {key}' for key in case.keys() - CASE_KEYS)
        yield from (f'{slug} is on {where}, which is no place' for where in set(case['on']) - PLACES)
        folder = self.page(case.get('page', 'rows'))['folder']
        if not (FOLDER / 'pages' / folder / 'index.html').exists():
            yield f'{slug} is on page {folder}, which is not there'
        for where in case['on']:
            variant = Variant(case, where)
            if not any(variant.wanted(key) for key in ('told', 'stdout', 'events')):
                yield f'{slug} expects nothing on {where}'
            if folder == 'rows' and not (FOLDER / 'rows' / f'{variant.module}.py').exists():
                yield f'{slug} has no rows/{variant.module}.py'
