# SPDX-License-Identifier: Apache-2.0
"""Pictures of the program's windows: starts it, acts as a user would, and waits until nothing moves."""
import os
import pathlib
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parent / 'examples'
PANEL = (1000, 860)

# What is opened, the title to wait for, the window's size, and the keys that are then pressed; what has a
# space in it is typed.
SCENES = {
    'welcome': ([], 'Pyxis', (1000, 860), []),
    'window': ([EXAMPLES / 'tour'], 'Welcome to Pyxis', (1100, 780), ['F12']),
    'errors': ([HERE / 'shop'], 'Corner Shop', PANEL, ['ctrl+shift+m']),
    'scripts': ([EXAMPLES / 'starting-board'], 'Starting Board', PANEL, ['ctrl+shift+l']),
    'network': ([EXAMPLES / 'unit-converter'], 'Unit Converter', PANEL, ['ctrl+shift+d', 'Tab', 'End']),
    'console': ([HERE / 'garden'], 'Garden Diary', PANEL,
                ['ctrl+shift+k', 'apples = [row[1] for row in HARVEST[1:]]', 'Return', 'sum(apples) / len(apples)',
                 'Return']),
    'files': ([HERE / 'garden'], 'Garden Diary', PANEL, ['ctrl+shift+e', 'Tab', 'Down']),
}

# A cursor that blinks is never at rest.
SETTINGS = '[Settings]\ngtk-cursor-blink=0\n'

COLORS = 200
REST = 2  # seconds without a change
PATIENCE = 60


def xdotool(*words):
    return subprocess.run(['xdotool', *map(str, words)], check=True, capture_output=True, text=True,
                          timeout=PATIENCE).stdout


def picture(window):
    return subprocess.run(['import', '-window', window, '-strip', 'png:-'], check=True, capture_output=True).stdout


def wait_for_rest(window):
    end = time.monotonic() + PATIENCE
    last, since = b'', time.monotonic()
    while time.monotonic() - since < REST:
        now = picture(window)
        if now != last:
            last, since = now, time.monotonic()
        if since > end:
            raise TimeoutError('The window does not come to rest.')
        time.sleep(0.2)
    return last


def shrink(picture_of_window):
    """In fewer colours: a window has no more."""
    return subprocess.run(['convert', 'png:-', '+dither', '-colors', str(COLORS), '-strip',
                           '-define', 'png:compression-level=9', '-define', 'png:compression-filter=0', 'png:-'],
                          input=picture_of_window, check=True, capture_output=True).stdout


def press(key):
    xdotool(*(['type', '--delay', 20, key] if ' ' in key else ['key', key]))


# With settings of its own, and a state: what one scene leaves unsaved the next is not offered.
def act(pyxis, name, target, home):
    words, title, size, keys = SCENES[name]
    config = pathlib.Path(home, 'config')
    settings = config / 'gtk-4.0' / 'settings.ini'
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS)
    program = subprocess.Popen([pyxis, *words],
                               env={**os.environ, 'GSK_RENDERER': 'cairo', 'XDG_CONFIG_HOME': str(config),
                                    'XDG_STATE_HOME': str(pathlib.Path(home, 'state'))})
    try:
        window = xdotool('search', '--sync', '--onlyvisible', '--name', f'^{title}').split()[0]
        # There is no window manager: nobody else gives it a size or the focus.
        xdotool('windowsize', window, *size)
        xdotool('windowfocus', window)
        xdotool('mousemove', 1270, 1010)
        wait_for_rest(window)
        for key in keys:
            press(key)
            wait_for_rest(window)
        target.write_bytes(shrink(wait_for_rest(window)))
    finally:
        program.terminate()
        program.wait(PATIENCE)


def take(pyxis, name, target):
    with tempfile.TemporaryDirectory(prefix='pyxis-picture-') as home:
        act(pyxis, name, target, home)
