"""Events: what happened, by whom, where and when, carried by a statement or an assertion.

In: a text, carriers (id and spans), places and times. Out: events in text order, one for each carrier, type and place;
lists distribute ("advanced near A, B and C"). The innermost carrier of a clause carries it. Claimed, assessed and
confirmed events are told apart by their carrier's chain, never here. Linear in the text.
"""

from __future__ import annotations

from sayso.read.events.assembly import Carrier, events
from sayso.read.events.told import Known

__all__ = ["Carrier", "Known", "events"]
