"""Puts the checked model into ../bundled/emoji-32, with its manifest, its loss curve and a sheet of samples."""

import argparse
import csv
import hashlib
import json
import platform
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import onnxscript
import PIL
import torch

from data import EMOJI_TEST, FONT, VARIANTS, WORK, load
from export import description
from sample import read_checkpoint
from train import BATCH, EMA, LABEL_DROPOUT, LEARNING_RATE, LOSS, P_MEAN, P_STD, PROCESSES

BUNDLED = Path(__file__).parent.parent / 'bundled' / 'emoji-32'
LOSS_ROWS = 200


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def training_loss(rows: list[dict[str, str]], images_seen: int) -> float:
    """The mean over the last tenth of the training, since one logged line is still noisy."""
    last = [float(row['loss']) for row in rows if 0.9 * images_seen < int(row['images']) <= images_seen]
    return round(sum(last) / len(last), 4)


def shorten(rows: list[dict[str, str]], path: Path) -> None:
    """The loss averaged over groups of lines, so that the file stays small."""
    group = max(1, -(-len(rows) // LOSS_ROWS))
    with path.open('w', newline='') as file:
        writer = csv.writer(file, lineterminator='\n')
        writer.writerow(['seconds', 'images', 'learning_rate', 'loss'])
        for start in range(0, len(rows), group):
            part = rows[start : start + group]
            mean = sum(float(row['loss']) for row in part) / len(part)
            writer.writerow([part[-1]['seconds'], part[-1]['images'], part[-1]['learning_rate'], f'{mean:.4f}'])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--checkpoint', type=Path, default=WORK / 'checkpoint.pt')
    arguments = parser.parse_args()
    model, stored = read_checkpoint(arguments.checkpoint)
    data = load()
    with LOSS.open() as file:
        rows = [row for row in csv.DictReader(file) if int(row['images']) <= stored['images']]

    BUNDLED.mkdir(parents=True, exist_ok=True)
    target = BUNDLED / 'emoji-32.onnx'
    shutil.copyfile(WORK / 'emoji-32.onnx', target)
    shutil.copyfile(WORK / 'samples.png', BUNDLED / 'samples.png')
    shorten(rows, BUNDLED / 'loss.csv')

    about = description(model)
    manifest = {
        'format': 'stepwright-model',
        'version': 1,
        **{key: about[key] for key in ('id', 'title', 'kind')},
        'file': target.name,
        'sha256': sha256(target),
        'bytes': target.stat().st_size,
        **{key: value for key, value in about.items() if key not in ('id', 'title', 'kind', 'licence')},
        'licence': about['licence'],
        'parameters': sum(p.numel() for p in model.parameters()),
        'precision': 'float16 weights, float32 arithmetic',
        'training': {
            'data': {
                'origin': 'Noto Color Emoji drawn on white at 32x32 (Debian fonts-noto-color-emoji), classes after '
                'emoji-test.txt (Debian unicode-data)',
                'licence': 'SIL Open Font License 1.1',
                'font_sha256': sha256(FONT),
                'emoji_test_sha256': sha256(EMOJI_TEST),
                'emoji': len(data['emoji']),
                'variants': VARIANTS,
                'mirrored': True,
                'of_class': np.bincount(data['classes'][::VARIANTS]).tolist(),
            },
            'images_seen': stored['images'],
            'steps': stored['step'],
            'batch': BATCH * PROCESSES,
            'seconds': round(stored['seconds']),
            'progress': round(min(1, stored['progress']), 4),
            'final_loss': training_loss(rows, stored['images']),
            'learning_rate': LEARNING_RATE,
            'ema': EMA,
            'label_dropout': LABEL_DROPOUT,
            'p_mean': P_MEAN,
            'p_std': P_STD,
            'architecture': {'channels': list(model.shape.channels), 'blocks': model.shape.blocks},
        },
        'versions': {
            'python': platform.python_version(),
            'torch': torch.__version__,
            'onnx': onnx.__version__,
            'onnxscript': onnxscript.__version__,
            'onnxruntime': onnxruntime.__version__,
            'numpy': np.__version__,
            'pillow': PIL.__version__,
        },
        'scripts': {name: sha256(Path(__file__).parent / name) for name in ('data.py', 'network.py', 'train.py', 'export.py')},
    }
    (BUNDLED / 'manifest.json').write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + '\n')
    for path in sorted(BUNDLED.iterdir()):
        print(f'{path.name}: {path.stat().st_size} bytes')


if __name__ == '__main__':
    main()
