"""The world and its rules; knows nothing of a terminal, so it could be played anywhere."""

ROOMS = {
    "beach": {
        "text": "A beach in the dusk. The lighthouse above you is dark; a ship's bell sounds from the sea.",
        "exits": {"up": "door"},
    },
    "door": {
        "text": "The foot of the lighthouse. Its door stands open; a path leads down to the beach, a shed lies east.",
        "exits": {"down": "beach", "in": "stairs", "east": "shed"},
    },
    "shed": {"text": "A shed full of nets. Through the door you see the lighthouse, west.", "exits": {"west": "door"}},
    "stairs": {
        "text": "Stairs wind up in the dark. Something squeaks.",
        "exits": {"out": "door", "up": "top"},
        "dark": True,
    },
    "top": {"text": "The lamp room. A great lens, a wick, and the sea all around.", "exits": {"down": "stairs"}},
}

HELP = "You can: look, go DIRECTION, take THING, light THING, bag, quit. Directions: up, down, in, out, east, west."


class Game:
    def __init__(self):
        self.place = "beach"
        self.bag = []
        self.things = {"shed": ["oil", "lamp"], "beach": ["matches"]}
        self.lamp_is_lit = False
        self.over = False

    def look(self):
        room = ROOMS[self.place]
        if room.get("dark") and not self.lamp_is_lit:
            return "It is too dark to see the stairs. You could go out again."
        things = self.things.get(self.place, [])
        seen = f" You see: {', '.join(things)}." if things else ""
        return room["text"] + seen

    def do(self, line):
        """Does what `line` says; the answer is a text."""
        words = line.lower().split()
        if not words:
            return "The sea waits, too."
        verb, thing = words[0], words[-1]
        if verb in ("go", "walk", "climb") and len(words) > 1:
            return self.go(thing)
        if len(words) == 1 and verb in ("up", "down", "in", "out", "east", "west"):
            return self.go(verb)
        actions = {"look": self.look, "bag": self.show_bag, "help": lambda: HELP, "quit": self.leave}
        if verb in actions:
            return actions[verb]()
        if verb in ("take", "get") and len(words) > 1:
            return self.take(thing)
        if verb in ("light", "use") and len(words) > 1:
            return self.light(thing)
        return f'"{line}"? Try "help".'

    def go(self, direction):
        room = ROOMS[self.place]
        if direction not in room["exits"]:
            return f"There is no way {direction}."
        if room.get("dark") and not self.lamp_is_lit and direction != "out":
            return "You stumble on the first step. Not without a light."
        self.place = room["exits"][direction]
        return self.look()

    def take(self, thing):
        if thing not in self.things.get(self.place, []):
            return f"There is no {thing} here."
        self.things[self.place].remove(thing)
        self.bag.append(thing)
        return f"You take the {thing}."

    def light(self, thing):
        if thing == "lamp" and "lamp" in self.bag:
            if "matches" not in self.bag:
                return "With what? You have no matches."
            self.lamp_is_lit = True
            return "The lamp gives a small, steady light."
        if thing == "wick" and self.place == "top":
            if "oil" not in self.bag:
                return "The wick is dry. It wants oil."
            self.over = True
            return "The great lens wakes. A beam sweeps over the water, and the ship turns away from the rocks. You did it!"
        return f"You cannot light the {thing}."

    def show_bag(self):
        return f"You carry: {', '.join(self.bag)}." if self.bag else "You carry nothing."

    def leave(self):
        self.over = True
        return "You walk home. Behind you the bell sounds on."
