"""What training needs and reading never does."""

from __future__ import annotations

from importlib import util

from sayso.errors import MissingExtra


def need_torch() -> None:
    """Raises MissingExtra where PyTorch or what writes graphs is not installed."""
    if not all(map(util.find_spec, ("torch", "onnx", "safetensors"))):
        to_do = 'pip install "sayso[train]" torch==2.13.0'
        raise MissingExtra("Training needs PyTorch and ONNX, which are not installed.", to_do)
