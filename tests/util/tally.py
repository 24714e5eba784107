#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Counts what Meson's test logs tell: tally.py OTHERS LOG...

Every TAP line of a program is a test; a program without TAP, or one that died after its last good
line, is one more, and so is a log that was not written. What fails as its "# TODO" says is neither
passed nor failed, but told; what passes against it has failed. OTHERS is a number of failed checks
that have no log. The last line is "N passed, N failed"."""
import json
import pathlib
import re
import sys

LINE = re.compile(r'^(not )?ok\b(?P<rest>.*)$', re.MULTILINE)


def count(entry):
    """(passed, failed) of one program in a testlog.json."""
    good = bad = 0
    for line in LINE.finditer(entry.get('stdout', '')):
        if line[1] and re.search(r'#\s*TODO\b', line['rest'], re.IGNORECASE):
            print(f'KNOWN {entry["name"]}:{line["rest"]}')
        elif line[1] or re.search(r'#\s*(SKIP|TODO)', line['rest'], re.IGNORECASE):
            bad += 1
        else:
            good += 1
    if entry['result'] == 'OK':
        return (good, bad) if good + bad else (1, 0)
    return good, max(bad, 1)


def read(log):
    """(passed, failed) of all programs of a log."""
    if not log.exists():
        print(f'FAILED {log.parent.parent.name}: its tests did not run')
        return 0, 1
    passed = failed = 0
    for line in log.read_text().splitlines():
        entry = json.loads(line)
        good, bad = count(entry)
        passed, failed = passed + good, failed + bad
        if bad:
            print(f'FAILED {log.parent.parent.name}: {entry["name"]}: {entry["result"]}')
    return passed, failed


def main():
    totals = [(0, int(sys.argv[1]))] + [read(pathlib.Path(log)) for log in sys.argv[2:]]
    passed, failed = map(sum, zip(*totals))
    print(f'{passed} passed, {failed} failed')
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
