"""Ten weeks as squares. `display` asks an object for its HTML, as notebooks do."""
import js

DAYS = 70


def day_before(today, ago):
    date = js.Date.new(f"{today}T12:00:00Z")
    date.setUTCDate(date.getUTCDate() - ago)  # small numbers: MicroPython's reach JavaScript as 32 bits
    return date.toISOString()[:10]


class Weeks:
    def __init__(self, days, today):
        self.counts = {}
        for day in days:
            self.counts[day] = self.counts.get(day, 0) + 1
        self.days = [day_before(today, ago) for ago in range(DAYS - 1, -1, -1)]

    def _repr_html_(self):
        written = len([day for day in self.days if day in self.counts])
        squares = "".join(self._square(day) for day in self.days)
        label = f"Written on {written} of the last {DAYS} days"
        return f'<div class="weeks" role="img" aria-label="{label}">{squares}</div><p class="note">{label}</p>'

    def _square(self, day):
        count = self.counts.get(day, 0)
        return f'<span title="{day}: {count}" data-count="{min(count, 3)}"></span>'
