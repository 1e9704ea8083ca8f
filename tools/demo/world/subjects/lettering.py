"""An alphabet of strokes, so that lettering looks the same whatever fonts a machine has."""

from drawing.canvas import curve, line

# Capitals on a field 14 high, a stroke between slashes; "~" makes it a smooth one.
CAPITALS = {
    "A": "0,14 5,0 10,14/1.8,9.3 8.2,9.3", "B": "0,0 0,14/~0,0 6,.2 8.4,3.4 6,6.6 0,6.7/~0,6.7 6.6,7 9,10.3 6.4,13.8 0,14",
    "C": "~9.5,3 7.6,.8 5,0 1.6,2 0,7 1.6,12 5,14 7.6,13.2 9.5,11", "D": "0,0 0,14/~0,0 5.6,.5 9,4 9,10 5.6,13.5 0,14",
    "E": "8.5,0 0,0 0,14 8.5,14/0,7 7,7", "F": "8.5,0 0,0 0,14/0,7 7,7",
    "G": "~9.5,3 7.6,.8 5,0 1.6,2 0,7 1.6,12 5,14 8,13.2 9.7,11/9.7,11 9.7,7.8 6,7.8", "H": "0,0 0,14/9,0 9,14/0,7 9,7",
    "I": "0,0 0,14", "J": "~6,0 6,10.5 4,13.7 1.5,13.5 0,11.5", "K": "0,0 0,14/9,0 0,8.5/3.4,5.5 9,14", "L": "0,0 0,14 8,14",
    "M": "0,14 .6,0 5.5,9.5 10.4,0 11,14", "N": "0,14 0,0 9,14 9,0", "O": "~5,0 1.5,2 0,7 1.5,12 5,14 8.5,12 10,7 8.5,2 5,0",
    "P": "0,14 0,0/~0,0 6,.2 8.8,3.8 6,7.4 0,7.6", "Q": "~5,0 1.5,2 0,7 1.5,12 5,14 8.5,12 10,7 8.5,2 5,0/6.4,10.2 10,14.6",
    "R": "0,14 0,0/~0,0 6,.2 8.8,3.8 6,7.4 0,7.6/4.6,7.6 9,14",
    "S": "~8.8,2.6 6.6,.3 3.2,.3 .9,2.6 1.6,5.4 4.8,7 8.2,8.8 9,11.6 6.8,13.8 3,13.9 .2,11.6", "T": "0,0 10,0/5,0 5,14",
    "U": "~0,0 0,8.5 1.4,12.4 4.7,14 8,12.4 9.4,8.5 9.4,0", "V": "0,0 5,14 10,0", "W": "0,0 3.2,14 6.5,3 9.8,14 13,0",
    "X": "0,0 9,14/9,0 0,14", "Y": "0,0 5,7 10,0/5,7 5,14", "Z": "0,0 9,0 0,14 9,14", " ": "",
}
STROKES = {letter: [(curve if stroke[0] == "~" else line, [tuple(map(float, at.split(","))) for at in stroke.strip("~").split()])
                    for stroke in strokes.split("/") if stroke] for letter, strokes in CAPITALS.items()}
WIDTHS = {letter: max((x for _, points in strokes for x, _ in points), default=5) for letter, strokes in STROKES.items()}
GAP = 3.8


def breadth(text, height):
    """How wide the text becomes at that height of its capitals."""
    return (sum(WIDTHS[letter] + GAP for letter in text.upper()) - GAP) * height / 14


def write(c, text, x, top, height, paint, width=None):
    """Writes the text in capitals, centred at x."""
    unit, at = height / 14, x - breadth(text, height) / 2
    for letter in text.upper():
        for shape, points in STROKES[letter]:
            c.stroke(shape(*[(at + px * unit, top + py * unit) for px, py in points]), paint, width or height * 0.17)
        at += (WIDTHS[letter] + GAP) * unit


def fitted(text, width, height):
    """The text broken into the lines that let it be written largest in that area, and the height of its capitals."""
    words, best = text.split(), ([text], 0)
    for breaks in range(1 << (len(words) - 1)):
        lines = [words[0]]
        for number, word in enumerate(words[1:]):
            lines[-1:] = [lines[-1], word] if breaks >> number & 1 else [f"{lines[-1]} {word}"]
        size = min(height / (len(lines) * 1.5 - 0.5), width / max(breadth(one, 1) for one in lines))
        best = max(best, (lines, size), key=lambda one: one[1])
    return best


def inscribe(c, text, x, y, width, height, paint, bold=0.17):
    """Writes the text as large as it fits in an area that is centred at (x, y)."""
    lines, size = fitted(text, width, height)
    top = y - size * (len(lines) * 1.5 - 0.5) / 2
    for number, one in enumerate(lines):
        write(c, one, x, top + number * size * 1.5, size, paint, size * bold)
