#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""pictures.py PYXIS [NAME...]: takes the pictures of the examples, data/examples/NAME/picture.png, and of the
windows, data/screenshots/NAME.png, from the running program; all, or these. A display must be there."""
import pathlib
import subprocess
import sys
import tempfile

import windows

DATA = pathlib.Path(__file__).resolve().parent.parent
SCREENSHOTS = DATA / 'screenshots'
EXAMPLES = {page.parent.name: page.parent for page in sorted((DATA / 'examples').glob('*/index.html'))}

WIDTH, HEIGHT, COLORS = 640, 400, 160

PAINTED = '''(async () => await (
%s
) && new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(true)))))()'''

# Those that are not done by themselves.
UNTIL = {'text-adventure': 'mpy:ready'}


def scene(name):
    """The expression that is true when the example shows what it is: a scene of its own, or what its test
    waits for. What has become true is painted two frames later."""
    files = [SCREENSHOTS / f'{name}.js', DATA.parent / 'tests' / 'examples' / f'{name}.js']
    return PAINTED % next(file for file in files if file.exists()).read_text()


def shrink(source, target):
    """The upper part of the page, at a fixed size, in few colours: a picture of text needs no more."""
    subprocess.run(['convert', source, '-gravity', 'north', '-crop', f'{WIDTH}:{HEIGHT}', '+repage',
                    '-resize', f'{WIDTH}x{HEIGHT}!', '+dither', '-colors', str(COLORS), '-strip',
                    '-define', 'png:compression-level=9', '-define', 'png:compression-filter=0', target],
                   check=True)


def take_example(pyxis, name, target):
    with tempfile.TemporaryDirectory(prefix='pyxis-picture-') as temporary:
        page = pathlib.Path(temporary, 'page.png')
        subprocess.run([pyxis, 'check', EXAMPLES[name], '--timeout', '120', '--expect', scene(name),
                        '--until', UNTIL.get(name, 'py:all-done'), '--screenshot', page], check=True)
        shrink(page, target)


def main():
    pyxis, *names = sys.argv[1:]
    known = [*EXAMPLES, *windows.SCENES]
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f'There is no {", ".join(unknown)}: pictures are made of {", ".join(known)}.')
    for name in names or known:
        print(name, flush=True)
        try:
            if name in EXAMPLES:
                take_example(pyxis, name, EXAMPLES[name] / 'picture.png')
            else:
                windows.take(pyxis, name, SCREENSHOTS / f'{name}.png')
        except (subprocess.SubprocessError, TimeoutError):
            sys.exit(f'There is no new picture of {name}.')


if __name__ == '__main__':
    main()
