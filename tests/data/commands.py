#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""commands.py PYXIS MANUAL COMPLETION: that the manual page and the completion tell of every command
and option that the program tells of, and of no other."""
import pathlib
import re
import subprocess
import sys


def help_lines(pyxis, *words):
    text = subprocess.run([pyxis, *words, '--help'], capture_output=True, text=True, check=True).stdout
    return text.splitlines()


def commands_of(lines):
    return {match[1] for line in lines if (match := re.match(r'  pyxis ([a-z]+)\b', line))}


def options_of(lines):
    return {option for line in lines for option in re.findall(r'^ .*?(--[a-z]+(?:-[a-z]+)*)', line)} - {'--help'}


def completed(completion, command):
    """The words that stand in the completion's case for a command's options."""
    match = re.search(rf"^ +{command}:-\*\) words='([^']*)'", completion, re.MULTILINE)
    return set(match[1].split()) - {'--help'} if match else set()


def compare(what, found, wanted):
    for word in sorted(wanted - found):
        print(f'# {what} lacks {word}')
    for word in sorted(found - wanted):
        print(f'# {what} has {word}, which the program has not')
    print(f'{"ok" if found == wanted else "not ok"} - /{what.replace(" ", "/")}')


def main():
    pyxis, manual, completion = sys.argv[1], *(pathlib.Path(name).read_text() for name in sys.argv[2:])
    manual = manual.replace('\\-', '-')
    commands = commands_of(help_lines(pyxis))
    print(f'1..{3 + 2 * len(commands)}')

    listed = re.search(r"commands='([^']*)'", completion)[1].split()
    section = re.search(r'^\.SH COMMANDS\n(.*?)^\.SH ', manual, re.MULTILINE | re.DOTALL)[1]
    compare('manual commands', set(re.findall(r'^\.B ([a-z]+)$', section, re.MULTILINE)), commands)
    compare('completion commands', set(listed), commands)
    told = set(re.findall(r'--[a-z]+(?:-[a-z]+)*', manual))
    known = set()
    for command in sorted(commands):
        options = options_of(help_lines(pyxis, command))
        compare(f'manual {command}', told & options, options)
        compare(f'completion {command}', completed(completion, command), options)
        known |= options
    compare('manual options', told - {'--help', '--version'}, known)


if __name__ == '__main__':
    main()
