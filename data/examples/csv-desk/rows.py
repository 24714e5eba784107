"""CSV to rows and back; MicroPython has no `csv` module, so this one serves both."""


def separator_of(text):
    first = text.split("\n", 1)[0]
    return max([",", ";", "\t"], key=first.count)


def parse(text, separator):
    """Rows of cells. A cell in quotes may hold separators, line ends and doubled quotes."""
    rows, row, cell, quoted = [], [], [], False
    i = 0
    while i < len(text):
        char = text[i]
        if quoted and char == '"' and text[i + 1 : i + 2] == '"':
            cell.append(char)
            i += 1
        elif char == '"' and (quoted or not "".join(cell).strip()):
            quoted = not quoted
        elif not quoted and char in (separator, "\n"):
            row.append("".join(cell))
            cell = []
            if char == "\n":
                rows.append(row)
                row = []
        elif char != "\r" or quoted:
            cell.append(char)
        i += 1
    if cell or row:
        rows.append(row + ["".join(cell)])
    return [row for row in rows if row != [""]]


def write(rows, separator):
    def cell(text):
        if separator in text or '"' in text or "\n" in text:
            return '"' + text.replace('"', '""') + '"'
        return text

    return "".join(separator.join(cell(text) for text in row) + "\n" for row in rows)


def sort_key(text):
    """Numbers before words, numbers by size, words whatever their case."""
    try:
        return (0, float(text.replace(" ", "").replace(",", ".")), "")
    except ValueError:
        return (1, 0, text.lower())


def tidy(rows, column, downwards, unique, trim):
    """The table with its first row kept in place; all rows get equally many cells."""
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if trim:
        rows = [[cell.strip() for cell in row] for row in rows]
    head, body = rows[0], rows[1:]
    if unique:
        seen = set()
        body = [row for row in body if not (tuple(row) in seen or seen.add(tuple(row)))]
    if 0 <= column < width:
        body.sort(key=lambda row: sort_key(row[column]), reverse=downwards)
    return [head] + body
