"""What differs between the models: the size of the pictures, of the network, and the noise that it is trained on."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from data import WORK


@dataclass(frozen=True)
class Plan:
    size: int
    channels: tuple[int, ...]
    blocks: tuple[int, ...]
    # ln sigma of the training noise: Karras et al. 2022, table 1, shifted towards larger noise, more so for larger
    # pictures, whose pixels say more about one another (Hoogeboom et al. 2023: arXiv:2301.11093)
    p_mean: float
    p_std: float
    # pictures in one step on a GPU
    batch: int

    @property
    def id(self) -> str:
        return f'emoji-{self.size}'

    @property
    def work(self) -> Path:
        return WORK / self.id


# attention where the picture is at most this many pixels wide
ATTENTION = 16

PLANS = {
    32: Plan(size=32, channels=(48, 96, 160), blocks=(1, 2, 2), p_mean=-0.6, p_std=1.3, batch=128),
    64: Plan(size=64, channels=(32, 64, 128, 160), blocks=(1, 2, 2, 2), p_mean=-0.3, p_std=1.4, batch=128),
}


def parser_with_size(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument('--size', type=int, choices=sorted(PLANS), default=32, help='of the pictures: which model')
    return parser
