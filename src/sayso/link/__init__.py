"""Readings to claims: copies, sameness, origins, drift and disputes.

    readings -> agents -> copies
             -> tellings -> wordings -> candidates -> decisions -> groups -> claims -> disputes

In: the readings of a desk. Out: `Linked`. A pure function; its result does not depend on the order of the
readings.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.link.settings import LinkSettings
from sayso.model import Judgement, Linked, Reading

__all__ = ["LinkSettings", "link"]

_DEFAULTS = LinkSettings()


def link(
    readings: Sequence[Reading], settings: LinkSettings = _DEFAULTS, judgements: Sequence[Judgement] = ()
) -> Linked:
    """The claims that the readings tell, by time of their first telling, with copies, disputes and issues.

    Every statement that is not control and every assertion is a member of exactly one claim. A document given
    twice counts once. What people judged is respected; judgements against one another are among the issues.
    """
    from sayso.link.linking import linked  # networkx alone takes half a second, which a look at the store does not pay

    return linked(readings, settings, judgements)
