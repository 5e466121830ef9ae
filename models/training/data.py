"""Renders the data set: emoji of Noto Color Emoji on white, 32x32, in the classes below, cached in work/data.npz.

Run `python data.py`. It wants Debian's fonts-noto-color-emoji and unicode-data.
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
SIZE = 32
VARIANTS = 16
SEED = 1


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
    side = 136
    white = Image.new('RGBA', (side, side), (255, 255, 255, 255))
    drawn = canvas.crop(box)
    white.alpha_composite(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    return white.convert('RGB')


def variant(image: Image.Image, scale: float, right: float, down: float) -> np.ndarray:
    """[3, 32, 32] uint8: the image scaled about its middle and shifted by a part of a pixel or more."""
    # the square is 136 wide; four source pixels to one, and what is outside is white
    step = image.width / SIZE / scale
    middle = image.width / 2
    fine = 4
    big = image.transform(
        (SIZE * fine, SIZE * fine),
        Image.Transform.AFFINE,
        (
            step / fine, 0, middle - step * (SIZE / 2 + right),
            0, step / fine, middle - step * (SIZE / 2 + down),
        ),
        Image.Resampling.BICUBIC,
        fillcolor=(255, 255, 255),
    )  # fmt: skip
    return np.asarray(big.resize((SIZE, SIZE), Image.Resampling.BOX)).transpose(2, 0, 1)


def render(random: np.random.Generator) -> dict[str, np.ndarray]:
    font = ImageFont.truetype(str(FONT), FONT_SIZE)
    images, numbers, sources, names = [], [], [], []
    for emoji, number in choose():
        drawn = draw(emoji, font)
        if drawn is None:
            continue
        for index in range(VARIANTS):
            plain_one = index == 0
            scale = 0.94 if plain_one else random.uniform(0.86, 1.0)
            right, down = (0.0, 0.0) if plain_one else random.uniform(-1.5, 1.5, size=2)
            images.append(variant(drawn, scale, right, down))
            numbers.append(number)
            sources.append(len(names))
        names.append(emoji)
    return {
        'images': np.stack(images),
        'classes': np.array(numbers, dtype=np.int64),
        'sources': np.array(sources, dtype=np.int64),
        'emoji': np.array(names),
        'labels': np.array(LABELS),
    }


def load(path: Path = WORK / 'data.npz') -> dict[str, np.ndarray]:
    with np.load(path) as stored:
        return dict(stored)


def to_data(images: np.ndarray) -> np.ndarray:
    """Bytes to the model's range, -1..1."""
    return images.astype(np.float32) / 127.5 - 1


def sheet(images: np.ndarray, columns: int) -> Image.Image:
    """[N, 3, 32, 32] bytes as one picture, row by row."""
    rows = math.ceil(len(images) / columns)
    padded = np.full((rows * columns, 3, SIZE, SIZE), 255, dtype=np.uint8)
    padded[: len(images)] = images
    grid = padded.reshape(rows, columns, 3, SIZE, SIZE).transpose(0, 3, 1, 4, 2)
    return Image.fromarray(grid.reshape(rows * SIZE, columns * SIZE, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--sheet', action='store_true', help='also write work/data-<class>.png')
    arguments = parser.parse_args()

    WORK.mkdir(exist_ok=True)
    data = render(np.random.default_rng(SEED))
    np.savez(WORK / 'data.npz', **data)
    first = np.flatnonzero(np.arange(len(data['images'])) % VARIANTS == 0)
    for number, label in enumerate(LABELS):
        print(f'{label}: {np.count_nonzero(data["classes"][first] == number)}')
        if arguments.sheet:
            of_class = data['images'][first[data['classes'][first] == number]]
            sheet(of_class, 16).resize((1024, 64 * math.ceil(len(of_class) / 16)), 0).save(
                WORK / f'data-{number:02}-{label.replace(" ", "-")}.png'
            )
    values = to_data(data['images'])
    print(f'{len(first)} emoji, {len(values)} images, mean {values.mean():.4f}, standard deviation {values.std():.4f}')
    print(f'font sha256 {hashlib.sha256(FONT.read_bytes()).hexdigest()}')


if __name__ == '__main__':
    main()
