# SPDX-License-Identifier: Apache-2.0
"""The projects that are started: examples, and what is made of them."""
import pathlib
import re
import shutil
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = {'micropython': ('hello-micropython', 'mpy'), 'pyodide': ('hello-pyodide', 'py')}
N_PROGRAMS = 5  # of cpu.py
LARGE = ['argparse', 'configparser', 'textwrap', 'fractions']
WHEEL = 'oldunits-1.0-py3-none-any.whl'

# What is waited for, by interpreter and place.
PLACES = {
    'micropython': {'main': 'mpy:done', 'worker': 'mpy:done', 'both': 'py:all-done', 'two-workers': 'py:all-done'},
    'pyodide': {'main': 'py:done', 'worker': 'py:done', 'both': 'py:all-done', 'two-workers': 'py:all-done',
                'package': 'py:done', 'editor': 'py-editor:done'},
}

# Told by the wall clock, so that it can be held against the start of a process. What is told goes to the log of
# events in Pyxis, and to server.py by a function that it adds to the page.
MARKS = '''<script>
  {
    const tell = globalThis.benchTell ?? ((line) => console.log(line));
    const mark = (name, at) => tell(`mark ${name} ${performance.timeOrigin + at}`);

    new PerformanceObserver((entries) => {
      for (const { name, startTime } of entries.getEntriesByName("first-contentful-paint")) mark("paint", startTime);
    }).observe({ type: "paint", buffered: true });
    for (const name of ["py:ready", "mpy:ready"]) addEventListener(name, () => mark("ready", performance.now()));
    for (const name of ["py:done", "mpy:done", "py:all-done", "py-editor:done"])
      addEventListener(name, () => mark(name, performance.now()));
  }
</script>'''

# Once more, a second after it was done.
RELOAD = '''<script>
  {
    const { reloaded } = sessionStorage;
    const reload = () => {
      sessionStorage.reloaded = performance.timeOrigin + performance.now();
      location.reload();
    };

    if (reloaded) (globalThis.benchTell ?? ((line) => console.log(line)))(`mark reload ${reloaded}`);
    else addEventListener("py:all-done", () => setTimeout(reload, 1000), { once: true });
  }
</script>'''

# As a user, once the button is in the page.
EDITOR = '''<script type="py-editor">print(1)</script>
<script>
  addEventListener("py-editor", () => setTimeout(() => document.querySelector(".py-editor-run-button").click()));
</script>'''


def replace_script(page, replacement):
    """`replacement` may name the script as \\g<0> and its beginning, without the end of the tag, as \\1."""
    text = re.sub(r'(<script type="m?py").*?</script>', replacement, page.read_text(), flags=re.DOTALL)
    page.write_text(text)


def add_scripts(page, *scripts):
    page.write_text(page.read_text().replace('<head>', '<head>' + ''.join(scripts), 1))


def make_large(folder, where, library):
    """One whose script imports modules of 5,744 lines: copies of the standard library's, from its archive."""
    target = make(folder, 'pyodide', where)
    names = [f'copied_{name}' for name in LARGE]
    with zipfile.ZipFile(library) as archive, open(target / 'pyscript.toml', 'a', encoding='utf-8') as configuration:
        configuration.write('\n[files]\n')
        for name, copy in zip(LARGE, names):
            (target / f'{copy}.py').write_bytes(archive.read(f'{name}.py'))
            configuration.write(f'"./{copy}.py" = ""\n')
    with open(target / 'main.py', 'a', encoding='utf-8') as script:
        script.write('\nimport ' + ', '.join(names) + '\n')
    return target


def make(folder, name, where, is_reloaded=False):
    """A copy of an example whose script runs on main, in a worker, or as `where` says; it tells when it did what."""
    example, kind = EXAMPLES[name]
    target = folder / f'{example}-{where}'
    page = target / 'index.html'
    shutil.copytree(ROOT / 'data' / 'examples' / example, target)
    add_scripts(page, MARKS, *([RELOAD] if is_reloaded else []))
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
