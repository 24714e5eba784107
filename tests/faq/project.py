# SPDX-License-Identifier: Apache-2.0
"""Makes the project folder of one run: the page's own files, and what all pages share."""
import json
import shutil

from table import FOLDER

TEXTS = {'.html', '.py', '.json', '.toml'}


def merge(into, more):
    for key, value in more.items():
        if isinstance(value, dict):
            merge(into.setdefault(key, {}), value)
        else:
            into[key] = value
    return into


def make_configuration(page, variants):
    """Of a page of rows: what all its rows need, and which modules it runs."""
    files = {'./tell.py': './tell.py', **{f'./{v.module}.py': f'./{v.module}.py' for v in variants}}
    configuration = {'files': files, 'faq': [[v.slug, v.module] for v in variants]}
    for more in [page.get('config', {}), *(v.case.get('config', {}) for v in variants)]:
        merge(configuration, more)
    return configuration


def make_values(page, variants, server):
    interpreter, _, place = variants[0].where.partition(' ')
    return {
        '{{config}}': json.dumps(make_configuration(page, variants)) if page['folder'] == 'rows' else '',
        '{{type}}': interpreter,
        '{{worker}}': 'worker' if place == 'worker' else '',
        '{{server}}': server,
        '{{slug}}': variants[0].slug,
    }


def fill_in(folder, values):
    for file in folder.rglob('*'):
        if file.suffix in TEXTS:
            text = file.read_text()
            for name, value in values.items():
                text = text.replace(name, value)
            file.write_text(text)


def make(folder, page, variants, server):
    shutil.copytree(FOLDER / 'site', folder)
    shutil.copytree(FOLDER / 'pages' / page['folder'], folder, dirs_exist_ok=True)
    for variant in variants:
        file = FOLDER / 'rows' / f'{variant.module}.py'
        if page['folder'] == 'rows':
            shutil.copy(file, folder)
    fill_in(folder, make_values(page, variants, server))
    for kind in ('zip', 'gztar'):
        shutil.make_archive(folder / f'{kind}_package', kind, folder / f'{kind}-package')
    return folder
