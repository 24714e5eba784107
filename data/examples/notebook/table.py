"""A bar for each count; the notebook's cells import it."""
WIDTH = 40


def bars(counts):
    most = max(counts.values())
    for name in sorted(counts):
        count = counts[name]
        print(f"{name:>3} {'█' * round(WIDTH * count / most)} {count}")
