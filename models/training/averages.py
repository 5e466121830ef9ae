"""Averages of the weights over the training, whose length grows with it: Karras et al. 2024, eq. 3 (arXiv:2312.02696)."""

import copy

import numpy as np
import torch

from network import Denoiser

# widths of the averages' windows as shares of the training so far; the first is the one that is exported unless asked
WIDTHS = ('0.05', '0.1')


def exponent(width: float) -> float:
    """gamma of a window whose standard deviation is this share of the training so far."""
    square = width**-2
    return float(np.roots([1, 7, 16 - square, 12 - square]).real.max())


class Averages:
    def __init__(self, model: Denoiser):
        self.parameters = list(model.parameters())
        self.models = {width: copy.deepcopy(model).requires_grad_(False) for width in WIDTHS}
        self.averaged = {exponent(float(width)): list(one.parameters()) for width, one in self.models.items()}

    def update(self, step: int) -> None:
        """step: the number of steps done, 1 after the first."""
        for gamma, averaged in self.averaged.items():
            kept = (1 - 1 / step) ** (gamma + 1)
            torch._foreach_lerp_(averaged, self.parameters, 1 - kept)

    def state(self) -> dict[str, dict[str, torch.Tensor]]:
        return {width: model.state_dict() for width, model in self.models.items()}

    def load(self, state: dict[str, dict[str, torch.Tensor]]) -> None:
        for width, model in self.models.items():
            model.load_state_dict(state[width])
