"""Every unit of every module, and where the modules came from. The same file in both Pythons."""
import kitchen.spoons
import oldunits
import units.length
import units.weights.mass

FAMILIES = [
    dict(units.length.METRES, **oldunits.METRES),
    units.weights.mass.GRAMS,
    kitchen.spoons.MILLILITRES,
]


def by_size(family):
    """(name, numerator, denominator), small ones first: MicroPython's dictionaries keep no order."""
    sizes = [(top / bottom, name, top, bottom) for name, (top, bottom) in family.items()]
    return [entry[1:] for entry in sorted(sizes)]


def names():
    return [entry[0] for family in FAMILIES for entry in by_size(family)]


def family_of(unit):
    """The units that go with `unit`, itself too."""
    return by_size([family for family in FAMILIES if unit in family][0])


def place_of(name):
    """Where the module `name` lies, as the interpreter tells it."""
    module = __import__(name)
    for part in name.split(".")[1:]:
        module = getattr(module, part)
    return getattr(module, "__file__", None) or "built in"
