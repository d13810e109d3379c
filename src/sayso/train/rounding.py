"""Training with the rounding that runs later: weights and what they are multiplied with as whole numbers of 8 bits.

As onnxruntime's dynamic quantisation does it: a weight has one scale per output channel and no zero point, an input one
scale and zero point for all. Gradients pass through the rounding as if it were not there (Jacob et al. 2018,
arXiv:1712.05877). Rounding after training alone cost the full tier 0.4 of att.5 on articles kept back.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional


class RoundedLinear(nn.Linear):
    """A linear layer that rounds both its weights and its input while it is trained."""

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        if not self.training:
            return functional.linear(x, self.weight, self.bias)
        return functional.linear(_input_rounded(x), _weight_rounded(self.weight), self.bias)


def with_rounding(network: nn.Module) -> nn.Module:
    """Make every linear layer of a network one that rounds."""
    for part in network.modules():
        if type(part) is nn.Linear:
            part.__class__ = RoundedLinear
    return network


def _weight_rounded(weight: Tensor) -> Tensor:
    with torch.no_grad():
        scale = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=1e-8)
        away = (weight / scale).round_().mul_(scale).sub_(weight)
    return weight + away


def _input_rounded(x: Tensor) -> Tensor:
    with torch.no_grad():
        exact = x.float()
        low, high = exact.amin().clamp(max=0), exact.amax().clamp(min=0)
        scale = ((high - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        away = (exact / scale).round_().add_(zero).clamp_(0, 255).sub_(zero).mul_(scale).sub_(exact)
    return x + away.to(x.dtype)
