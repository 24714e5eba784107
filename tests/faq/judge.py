# SPDX-License-Identifier: Apache-2.0
"""Whether the events of a run show what a case promises."""
import json
import re

MARK = '@faq '


def field(event, path):
    """Of a path "detail.type" the value, as text; numbers and lists as JSON."""
    for name in path.split('.'):
        event = event.get(name) if isinstance(event, dict) else None
    return event if isinstance(event, str) else json.dumps(event, ensure_ascii=False)


def fits(event, pattern):
    return all(re.search(text, field(event, path)) for path, text in pattern.items())


def find_tellings(events, slug):
    """What faq.tell () of the page said for a case: (value, milliseconds) in order."""
    for event in events:
        if event['kind'] == 'console' and (event['text'] or '').startswith(MARK):
            said = json.loads(event['text'][len(MARK):])
            if said['slug'] == slug:
                yield said['value'], event['t']


def judge_told(events, variant):
    wanted = variant.wanted('told')
    told = [value for value, _ in find_tellings(events, variant.slug)]
    if wanted and told != wanted:
        yield f'told {told}, not {wanted}'


def judge_stdout(events, variant):
    """Lines of that interpreter in that place, whatever stands between them."""
    interpreter = {'mpy': 'micropython', 'py': 'pyodide'}.get(variant.interpreter)
    place = variant.where.split()[-1]
    lines = [event['text'] for event in events if event['kind'] == 'stdout' and
             event['interpreter'] == interpreter and event['where'] in (place, 'editor')]
    yield from (f'did not print “{line}”' for line in variant.wanted('stdout') if line not in lines)


def judge_events(events, variant):
    """The patterns must fit events in this order; those of "absent" none at all."""
    rest = iter(events)
    for pattern in variant.wanted('events'):
        if not any(fits(event, pattern) for event in rest):
            yield f'no event {json.dumps(pattern, ensure_ascii=False)} in its turn'
            break
    for pattern in variant.wanted('absent'):
        yield from (f'there is an event {event}' for event in events if fits(event, pattern))


def judge(events, variant):
    return [*judge_told(events, variant), *judge_stdout(events, variant), *judge_events(events, variant)]
