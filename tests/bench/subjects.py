# SPDX-License-Identifier: Apache-2.0
"""The projects that are started: examples, and what is made of them."""
import pathlib
import re
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = {'micropython': ('hello-micropython', 'mpy'), 'pyodide': ('hello-pyodide', 'py')}
N_PROGRAMS = 5  # of cpu.py
WHEEL = 'oldunits-1.0-py3-none-any.whl'

# What is waited for, by interpreter and place.
PLACES = {
    'micropython': {'main': 'mpy:done', 'worker': 'mpy:done'},
    'pyodide': {'main': 'py:done', 'worker': 'py:done', 'both': 'py:all-done', 'two-workers': 'py:all-done',
                'package': 'py:done', 'editor': 'py-editor:done'},
}

# As a user, once the button is in the page.
EDITOR = '''<script type="py-editor">print(1)</script>
<script>
  addEventListener("py-editor", () => setTimeout(() => document.querySelector(".py-editor-run-button").click()));
</script>'''


def replace_script(page, replacement):
    """`replacement` may name the script as \\g<0> and its beginning, without the end of the tag, as \\1."""
    text = re.sub(r'(<script type="m?py").*?</script>', replacement, page.read_text(), flags=re.DOTALL)
    page.write_text(text)


def make(folder, name, where):
    """A copy of an example whose script runs on main, in a worker, or as `where` says."""
    example, kind = EXAMPLES[name]
    target = folder / f'{example}-{where}'
    page = target / 'index.html'
    shutil.copytree(ROOT / 'data' / 'examples' / example, target)
    if where == 'worker':
        page.write_text(page.read_text().replace(f'type="{kind}"', f'type="{kind}" worker'))
    elif where == 'both':
        replace_script(page, r'\g<0>\1 worker>print(1)</script>')
    elif where == 'two-workers':
        replace_script(page, r'\1 worker>print(1)</script>\1 worker>print(2)</script>')
    elif where == 'editor':
        replace_script(page, lambda match: EDITOR)
    elif where == 'package':
        shutil.copy(ROOT / 'data' / 'examples' / 'unit-converter' / 'modules' / WHEEL, target)
        with open(target / 'pyscript.toml', 'a', encoding='utf-8') as configuration:
            configuration.write(f'\n[files]\n"./{WHEEL}" = "./*"\n')
        with open(target / 'main.py', 'a', encoding='utf-8') as script:
            script.write('\nimport oldunits\n')
    elif where == 'programs':
        shutil.copy(pathlib.Path(__file__).with_name('cpu.py'), target / 'main.py')
    return target
