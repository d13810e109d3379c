"""Linear layers that round as they will when they ship, so that what is learnt survives it.

Inputs are rounded to 256 steps a row and weights to 255 a channel, as onnxruntime's dynamic quantisation does;
gradients pass as if nothing were rounded (Jacob et al. 2018, arXiv:1712.05877).
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

LEAST = 1e-8  # a step's size where all is zero


def rounded_input(x: Tensor) -> Tensor:
    """Activations [rows, ..., features] on 256 even steps between each row's least and greatest, zero among them.

    What has no rows of words [rows, features] shares one range.
    """
    with torch.no_grad():
        exact = x.float()
        along = tuple(range(1, exact.ndim)) if exact.ndim > 2 else (0, 1)
        top = exact.amax(along, keepdim=True).clamp(min=0)
        bottom = exact.amin(along, keepdim=True).clamp(max=0)
        step = ((top - bottom) / 255).clamp(min=LEAST)
        zero = torch.round(-bottom / step)
        near = ((torch.round(exact / step) + zero).clamp(0, 255) - zero) * step
    return x + (near.to(x.dtype) - x).detach()


def rounded_weight(weight: Tensor) -> Tensor:
    """Weights [outputs, inputs] on 255 even steps around zero, as far as each output's greatest."""
    with torch.no_grad():
        step = (weight.abs().amax(1, keepdim=True) / 127).clamp(min=LEAST)
        near = torch.round(weight / step) * step
    return weight + (near - weight).detach()


class _Rounded(nn.Linear):
    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(rounded_input(x), rounded_weight(self.weight), self.bias)


def with_rounding(network: nn.Module) -> None:
    """Let a network's linear layers round from now on; its weights keep their names."""
    for part in network.modules():
        if type(part) is nn.Linear:
            part.__class__ = _Rounded
