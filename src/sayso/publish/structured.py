"""The assessment as JSON: the keys of ``sayso.model.Assessment``, in their order, after ``format``.

``format`` names this layout. ``sections[].lines[].citations[]`` hold ``document``, ``start``, ``end``
and ``words`` so that ``documents[id].text[start:end] == words`` in code points. ``ground[]``, ``sources[]``,
``claims[]``, ``disputes[]``, ``left_out[]``, ``issues[]`` and ``notes[]`` are as the model documents them.
"""

from __future__ import annotations

import msgspec

from sayso.model import Assessment

FORMAT = "sayso-assessment/1"


def structured(assessment: Assessment) -> bytes:
    """UTF-8 JSON, indented by two, with a newline at its end."""
    record = {"format": FORMAT, **msgspec.to_builtins(assessment)}
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
