"""MicroPython in a worker with a terminal: `input` waits for a line, and the page goes on."""
from game import Game

WIDEST = 64
BOLD, FAINT, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def say(text):
    """Prints `text` without breaking its words; PyScript gives the terminal as __terminal__."""
    width = min(WIDEST, __terminal__.cols - 1)
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) >= width:
            print(line)
            line = ""
        line = f"{line} {word}" if line else word
    print(line)
    print()


def play():
    game = Game()
    print(f"{BOLD}The Lighthouse{PLAIN}")
    print()
    say(game.look())
    turns = 0
    while not game.over:
        line = input("> ").strip()
        turns += 1
        print()
        say(game.do(line))
    print(f"{FAINT}{turns} turns.{PLAIN}")


while True:
    play()
    if not input("Once more? ").strip().lower().startswith("y"):
        break
print("Goodbye.")
