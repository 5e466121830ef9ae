"""What training minimises: Karras et al. 2022, eq. 2 and table 1 (arXiv:2206.00364)."""

import math

import torch

from network import Denoiser
from plans import Plan

# a few examples come from all over the range that sampling starts in, which the normal distribution hardly reaches
WIDE_SHARE, WIDE_RANGE = 0.06, (0.002, 80.0)


def draw_sigma(plan: Plan, count: int, random: torch.Generator) -> torch.Tensor:
    """[count] noise levels, evenly spread over the quantiles of their distribution."""
    device = random.device
    order = torch.randperm(count, generator=random, device=device)
    even = (order + torch.rand(count, generator=random, device=device)) / count
    normal = even.clamp(1e-6, 1 - 1e-6).mul(2).sub(1).erfinv() * math.sqrt(2)
    low, high = (math.log(end) for end in WIDE_RANGE)
    wide = low + (high - low) * torch.rand(count, generator=random, device=device)
    is_wide = torch.rand(count, generator=random, device=device) < WIDE_SHARE
    return torch.where(is_wide, wide, plan.p_mean + plan.p_std * normal).exp()


def loss_of(
    model: Denoiser,
    images: torch.Tensor,
    noise: torch.Tensor,
    sigma: torch.Tensor,
    rows: torch.Tensor,
    changes: torch.Tensor,
) -> torch.Tensor:
    """Weighted so that every noise level starts at a loss of 1."""
    data = model.shape.sigma_data
    weight = (sigma**2 + data**2) / (sigma * data) ** 2
    denoised = model(images + sigma.reshape(-1, 1, 1, 1) * noise, sigma, rows, changes)
    return (weight.reshape(-1, 1, 1, 1) * (denoised - images) ** 2).mean()
