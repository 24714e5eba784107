# SPDX-License-Identifier: Apache-2.0
"""Pictures of the program's windows: starts it, acts as a user would, and waits until nothing moves."""
import os
import pathlib
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLES = HERE.parent / 'examples'
PANEL = (1000, 860)

# What is opened, the title to wait for, the window's size, and the keys that are then pressed.
SCENES = {
    'welcome': ([], 'Pyxis', (1000, 860), []),
    'window': ([EXAMPLES / 'tour'], 'Welcome to Pyxis', (1100, 780), ['F12']),
    'errors': ([HERE / 'shop'], 'Corner Shop', PANEL, ['ctrl+shift+m']),
    'scripts': ([EXAMPLES / 'starting-board'], 'Starting Board', PANEL, ['ctrl+shift+l']),
    'network': ([EXAMPLES / 'unit-converter'], 'Unit Converter', PANEL, ['ctrl+shift+d', 'Tab', 'End']),
}
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


def take(pyxis, name, target):
    words, title, size, keys = SCENES[name]
    program = subprocess.Popen([pyxis, *words], env={**os.environ, 'GSK_RENDERER': 'cairo'})
    try:
        window = xdotool('search', '--sync', '--onlyvisible', '--name', f'^{title}').split()[0]
        # There is no window manager: nobody else gives it a size or the focus.
        xdotool('windowsize', window, *size)
        xdotool('windowfocus', window)
        xdotool('mousemove', 1270, 1010)
        wait_for_rest(window)
        for key in keys:
            xdotool('key', key)
            wait_for_rest(window)
        target.write_bytes(shrink(wait_for_rest(window)))
    finally:
        program.terminate()
        program.wait(PATIENCE)
