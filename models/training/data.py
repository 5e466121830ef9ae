"""Draws the data set: emoji of Noto Color Emoji on white, in the classes below, kept in work/data.npz.

Run `python data.py`. It wants Debian's fonts-noto-color-emoji and unicode-data. The drawings are kept as large as the
font holds them; augment.py makes pictures of a model's size of them.
"""

import argparse
import hashlib
import math
from pathlib import Path
from typing import TypedDict

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WORK = Path(__file__).parent / 'work'
FONT = Path('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf')
EMOJI_TEST = Path('/usr/share/unicode/emoji/emoji-test.txt')
# the only size of bitmaps that the font holds
FONT_SIZE = 109
# of the square that a drawing is kept in: no glyph is larger
SIDE = 136


class Rule(TypedDict, total=False):
    groups: str
    also: str
    without: str


# a class is what it takes from the subgroups of emoji-test.txt, and single emoji added or left out
CLASSES: dict[str, Rule] = {
    'face': {
        'groups': 'face-smiling, face-affection, face-tongue, face-hand, face-neutral-skeptical, face-sleepy, '
        'face-unwell, face-hat, face-glasses, face-concerned, face-negative',
        'without': '💀☠😶‍🌫️',
    },
    'heart': {'groups': 'heart', 'also': '♥', 'without': '💌💟❣'},
    'hand': {
        'groups': 'hand-fingers-open, hand-fingers-partial, hand-single-finger, hand-fingers-closed, hands',
        'without': '🖕🫵🤝',
    },
    'person': {'groups': 'person, person-role, person-fantasy', 'without': '🧜🧞🧌🧑‍🎄🕴🥷'},
    'animal face': {
        'groups': 'cat-face, monkey-face',
        'also': '🐵🐶🐺🦊🦝🐱🦁🐯🐴🦄🫎🐮🐷🐗🐭🐹🐰🐻🐻‍❄️🐼🐨🐸🐲🐔🦒🐣',
    },
    'animal': {
        'also': '🐒🦍🦧🐕🦮🐕‍🦺🐩🐈🐈‍⬛🐅🐆🐎🫏🦓🦌🦬🐂🐃🐄🐖🐏🐑🐐🐪🐫🦙🐘🦣🦏🦛🐁🐀🐇🐿🦫🦔🦥🦦🦨🦘🦡🦎🐉🦕🦖🐊🐢',
    },
    'bird': {'groups': 'animal-bird', 'without': '🪶🪽🐔🐣'},
    'sea life': {'groups': 'animal-marine', 'also': '🦀🦞🦐🦑'},
    'plant': {'groups': 'plant-flower, plant-other', 'without': '💮🏵🪹🪺'},
    'fruit': {'groups': 'food-fruit, food-vegetable'},
    'food': {'groups': 'food-prepared, food-asian, food-sweet'},
    'drink': {'groups': 'drink', 'without': '🍼🧊', 'also': '🏺🫙'},
    'vehicle': {
        'groups': 'transport-ground, transport-water, transport-air',
        'without': '🚏🛣🛤🛢⛽🛞🚨🚥🚦🛑🚧⚓🛟💺🦽🦼🛹🛼🛰🚉',
    },
    'building': {'groups': 'place-building, place-religious', 'without': '🏗🧱🪨🪵💒🕋', 'also': '⛺🎪'},
    'sky': {'groups': 'sky & weather', 'also': '🌍🌎🌏', 'without': '🌡☂☔⛱☃⛄🌂🌬🌌🌊'},
}
LABELS = list(CLASSES)

SKIN_TONES = {chr(code) for code in range(0x1F3FB, 0x1F400)}
VARIATION = '\ufe0f'


def plain(emoji: str) -> str:
    """The emoji without variation selectors, to compare by."""
    return emoji.replace(VARIATION, '')


def read_emoji_test(text: str) -> dict[str, list[str]]:
    """The fully qualified emoji without skin tones, by subgroup."""
    groups: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith('# subgroup: '):
            current = groups.setdefault(line.removeprefix('# subgroup: ').strip(), [])
        elif '; fully-qualified' in line:
            emoji = ''.join(chr(int(code, 16)) for code in line.split(';')[0].split())
            if not SKIN_TONES & set(emoji):
                current.append(emoji)
    return groups


def split_listed(listed: str, known: dict[str, str]) -> list[str]:
    """Cuts a run of emoji into single ones, longest match first."""
    found = []
    rest = plain(listed)
    while rest:
        length = next((n for n in range(min(len(rest), 8), 0, -1) if rest[:n] in known), 0)
        if length == 0:
            raise ValueError(f'{EMOJI_TEST.name} has no emoji that starts with {rest[0]!r}')
        found.append(known[rest[:length]])
        rest = rest[length:]
    return found


def choose() -> list[tuple[str, int]]:
    """Every emoji of the data set with its class number, each once."""
    groups = read_emoji_test(EMOJI_TEST.read_text(encoding='utf-8'))
    known = {plain(emoji): emoji for group in groups.values() for emoji in group}
    chosen: dict[str, int] = {}
    for number, rule in enumerate(CLASSES.values()):
        names = rule['groups'].split(', ') if 'groups' in rule else []
        emoji = [one for name in names for one in groups[name]] + split_listed(rule.get('also', ''), known)
        without = set(split_listed(rule.get('without', ''), known))
        for one in emoji:
            # women and men doing the same look alike at this size: the man's and the neutral figure are left out
            if one in without or '\u200d♂' in one:
                continue
            chosen.setdefault(one, number)
    return list(chosen.items())


def draw(emoji: str, font: ImageFont.FreeTypeFont) -> Image.Image | None:
    """The emoji in the middle of a white square, or nothing where the font has no single glyph for it."""
    canvas = Image.new('RGBA', (256, 256), (255, 255, 255, 0))
    ImageDraw.Draw(canvas).text((32, 32), emoji, font=font, embedded_color=True)
    box = canvas.getchannel('A').getbbox()
    if box is None or max(box[2] - box[0], box[3] - box[1]) > 140:
        return None
    white = Image.new('RGBA', (SIDE, SIDE), (255, 255, 255, 255))
    drawn = canvas.crop(box)
    white.alpha_composite(drawn, ((SIDE - drawn.width) // 2, (SIDE - drawn.height) // 2))
    return white.convert('RGB')


def render() -> dict[str, np.ndarray]:
    """images [emoji, 3, SIDE, SIDE] bytes, and the class number of each."""
    font = ImageFont.truetype(str(FONT), FONT_SIZE)
    drawings = [(emoji, number, draw(emoji, font)) for emoji, number in choose()]
    kept = [(emoji, number, drawn) for emoji, number, drawn in drawings if drawn is not None]
    return {
        'images': np.stack([np.asarray(drawn).transpose(2, 0, 1) for _, _, drawn in kept]),
        'classes': np.array([number for _, number, _ in kept], dtype=np.int64),
        'emoji': np.array([emoji for emoji, _, _ in kept]),
        'labels': np.array(LABELS),
    }


def load(path: Path = WORK / 'data.npz') -> dict[str, np.ndarray]:
    with np.load(path) as stored:
        return dict(stored)


def sheet(images: np.ndarray, columns: int) -> Image.Image:
    """[N, 3, size, size] bytes as one picture, row by row."""
    size = images.shape[-1]
    rows = math.ceil(len(images) / columns)
    padded = np.full((rows * columns, 3, size, size), 255, dtype=np.uint8)
    padded[: len(images)] = images
    grid = padded.reshape(rows, columns, 3, size, size).transpose(0, 3, 1, 4, 2)
    return Image.fromarray(grid.reshape(rows * size, columns * size, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sheet', action='store_true', help='also write work/data-<class>.png')
    arguments = parser.parse_args()

    WORK.mkdir(exist_ok=True)
    data = render()
    np.savez_compressed(WORK / 'data.npz', **data)
    for number, label in enumerate(LABELS):
        of_class = data['images'][data['classes'] == number]
        print(f'{label}: {len(of_class)}')
        if arguments.sheet:
            sheet(of_class, 16).save(WORK / f'data-{number:02}-{label.replace(" ", "-")}.png')
    print(f'{len(data["images"])} emoji')
    print(f'font sha256 {hashlib.sha256(FONT.read_bytes()).hexdigest()}')


if __name__ == '__main__':
    main()
