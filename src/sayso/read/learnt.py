"""Weights by sign, learnt from annotated articles and shipped as ``sign<TAB>weight``, as `sayso.train` writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def learnt(package: str, name: str) -> Mapping[str, float]:
    """The weights of a table in a package; a line that begins with # says how it was made."""
    lines = files(package).joinpath(name).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {sign: float(weight) for sign, weight in rows}
