# SPDX-License-Identifier: Apache-2.0
"""Writes what a program that hangs is doing: each process and thread twice, five seconds apart, so that one that spins
differs from one that waits; and their stacks, where gdb is installed."""
import contextlib
import pathlib
import shutil
import subprocess
import time

import programs

APART = 5  # seconds
PATIENCE = 60  # seconds for gdb with one process


def read(path):
    with contextlib.suppress(OSError):
        return path.read_text(errors='replace').replace('\0', ' ').strip()
    return ''


def describe_thread(task):
    """State, ticks of the processor, and where in the kernel it waits: for root, its stack there."""
    after_name = read(task / 'stat').rpartition(')')[2].split()
    if not after_name:
        return ''
    stack = ' < '.join(line.partition('] ')[2] for line in read(task / 'stack').splitlines()[:6])
    ticks = int(after_name[11]) + int(after_name[12])
    return f'  {task.name:>8} {read(task / "comm"):16} {after_name[0]} {ticks:8} {stack or read(task / "wchan")}\n'


def describe(root):
    for pid in programs.descendants(root):
        process = pathlib.Path('/proc', str(pid))
        yield f'{pid} {read(process / "cmdline")[:200]}\n'
        yield from map(describe_thread, sorted((process / 'task').glob('*')))


def write(root, folder):
    """Of the process `root` and its descendants."""
    with open(folder / 'threads.txt', 'w', encoding='utf-8') as out:
        out.write('process, then its threads: number, name, state, ticks, where it waits\n\n')
        out.writelines(describe(root))
        time.sleep(APART)
        out.write(f'\nafter {APART} seconds more\n\n')
        out.writelines(describe(root))
    if not shutil.which('gdb'):
        return
    with open(folder / 'stacks.txt', 'w', encoding='utf-8') as out, \
            contextlib.suppress(subprocess.TimeoutExpired):
        for pid in programs.descendants(root):
            out.write(f'\n{pid} {read(pathlib.Path("/proc", str(pid), "cmdline"))[:200]}\n')
            out.flush()
            subprocess.run(['gdb', '-p', str(pid), '-batch', '-nx', '-ex', 'thread apply all backtrace 30'], stdout=out,
                           stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False)
