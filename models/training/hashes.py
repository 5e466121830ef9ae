"""Which files made a model. train.py and bundle.py note their hashes, by which they are found again in git's history."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parent
# what decides the weights
OF_TRAINING = ('data.py', 'augment.py', 'plans.py', 'network.py', 'loss.py', 'averages.py', 'train.py')


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hashes_of_scripts(names: tuple[str, ...]) -> dict[str, str]:
    return {name: sha256(FOLDER / name) for name in names}
