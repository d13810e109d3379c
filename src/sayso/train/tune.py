"""How ready a tagger should be to see a cue: the settings with the best att.5 on articles kept back from training."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.read.statements.tagger import Tagger
from sayso.read.statements.tagger.tagger import Networks, Tuning
from sayso.read.statements.tagger.words import Pieces
from sayso.train.corpus import Article
from sayso.train.examples import rough_sentences
from sayso.train.scoring import Judged, att5, judged

BIASES = (-0.5, 0.0, 0.5, 1.0, 1.5)
LEAST_SCORES = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7)


def tuned(networks: Networks, pieces: Pieces, held: Sequence[Article], say: Callable[[str], None]) -> Tuning:
    """The best of a small grid."""
    best, best_f1 = Tuning(), 0.0
    for bias in BIASES:
        tagger = Tagger(networks, pieces, Tuning(cue_bias=bias))
        pages, scores = _read(tagger, held)
        for least in LEAST_SCORES:
            share = att5(_kept(page, score, least) for page, score in zip(pages, scores, strict=True))
            say(f"bias {bias} least {least}: {share.precision:.3f} {share.recall:.3f} {share.f1:.3f}")
            if share.f1 > best_f1:
                best, best_f1 = Tuning(bias, least), share.f1
    return best


def _read(tagger: Tagger, held: Sequence[Article]) -> tuple[list[Judged], list[list[float]]]:
    pages, scores = [], []
    for article in held:
        tagged = tagger.tag(article.text, rough_sentences(article.text))
        found = [one for one in tagged if one.content and not one.inner]  # the corpus has nothing nested
        pages.append(judged(article, found))
        scores.append([attribution.score for attribution in found])
    return pages, scores


def _kept(page: Judged, scores: list[float], least: float) -> Judged:
    kept = {id(r) for r, score in zip(page.every_found, scores, strict=True) if score >= least}
    found = [relation for relation in page.found if id(relation) in kept]
    return Judged(found, page.gold, found, page.every_gold, page.page)
