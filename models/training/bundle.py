"""Puts the checked model into ../bundled/<id>, with its manifest, its loss curve and a sheet of samples."""

import csv
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

from augment import SHARE
from data import EMOJI_TEST, FONT, load
from export import description
from features import SPACES
from hashes import hashes_of_scripts, sha256
from plans import PLANS
from sample import parser_with_checkpoint, read_checkpoint
from train import LABEL_DROPOUT, LEARNING_RATE

BUNDLED = Path(__file__).parent.parent / 'bundled'
LOSS_ROWS = 200


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
    parser = parser_with_checkpoint(__doc__)
    parser.add_argument('--note', required=True, help='what the samples look like: what the model is good and bad at')
    arguments = parser.parse_args()
    plan = PLANS[arguments.size]
    model, stored = read_checkpoint(plan.work / 'checkpoint.pt', arguments.average)
    data = load()
    with (plan.work / 'loss.csv').open() as file:
        rows = [row for row in csv.DictReader(file) if int(row['images']) <= stored['images']]
    evaluation = json.loads((plan.work / f'evaluation-{arguments.average}.json').read_text())
    copies = json.loads((plan.work / 'copies.json').read_text())

    folder = BUNDLED / plan.id
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f'{plan.id}.onnx'
    shutil.copyfile(plan.work / target.name, target)
    shutil.copyfile(plan.work / 'samples.png', folder / 'samples.png')
    shorten(rows, folder / 'loss.csv')

    about = description(plan, model)
    manifest = {
        'format': 'stepwright-model',
        'version': 1,
        **{key: about[key] for key in ('id', 'title', 'kind')},
        'file': target.name,
        'sha256': sha256(target),
        'bytes': target.stat().st_size,
        **{key: value for key, value in about.items() if key not in ('id', 'title', 'kind', 'licence')},
        'licence': about['licence'],
        'note': arguments.note,
        'parameters': sum(p.numel() for p in model.parameters()),
        'precision': 'float16 weights, float32 arithmetic',
        'training': {
            'data': {
                'origin': 'Noto Color Emoji drawn on white (Debian fonts-noto-color-emoji), classes after '
                'emoji-test.txt (Debian unicode-data)',
                'licence': 'SIL Open Font License 1.1',
                'font_sha256': sha256(FONT),
                'emoji_test_sha256': sha256(EMOJI_TEST),
                'emoji': len(data['emoji']),
                'of_class': np.bincount(data['classes']).tolist(),
                'share_of_each_change': SHARE,
            },
            'device': stored['device'],
            'torch': stored['torch'],
            'images_seen': stored['images'],
            'steps': stored['step'],
            'batch': stored['batch'],
            'seconds': round(stored['seconds']),
            'progress': round(min(1, stored['progress']), 4),
            'final_loss': training_loss(rows, stored['images']),
            'learning_rate': LEARNING_RATE,
            'width_of_average': float(arguments.average),
            'label_dropout': LABEL_DROPOUT,
            'p_mean': plan.p_mean,
            'p_std': plan.p_std,
            'architecture': stored['shape'],
        },
        'frechet_distance': {'spaces': SPACES, **evaluation},
        'median_distance_to_nearest': copies,
        'versions_of_export': {
            'python': platform.python_version(),
            'torch': torch.__version__,
            'onnx': onnx.__version__,
            'onnxscript': onnxscript.__version__,
            'onnxruntime': onnxruntime.__version__,
            'numpy': np.__version__,
            'pillow': PIL.__version__,
        },
        'scripts': {**stored['scripts'], **hashes_of_scripts(('export.py',))},
    }
    (folder / 'manifest.json').write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + '\n')
    for path in sorted(folder.iterdir()):
        print(f'{path.name}: {path.stat().st_size} bytes')


if __name__ == '__main__':
    main()
