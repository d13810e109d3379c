"""Where the tiers meet: what becomes of a model's attributions, which are given here by hand, beside the grammar's."""

from __future__ import annotations

from sayso.model import Block, Span
from sayso.read.statements.assembly import Body, assemble
from sayso.read.statements.attribution import Attribution
from sayso.read.statements.bare import made_whole
from sayso.read.statements.edges import cleared_edges
from sayso.read.statements.grammar import Article, Draft, drafts
from sayso.read.statements.quoted import once
from sayso.read.statements.tiers import merged


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def tagged(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(span(text, source), span(text, cue), tuple(span(text, one) for one in content), 1.0)


def bodies(text: str, *attributions: Attribution, known: frozenset[str] = frozenset()) -> list[Body]:
    """Each line a paragraph."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    article = Article(text, lines, known.__contains__)
    found = cleared_edges(text, merged(article, drafts(article), attributions))
    return assemble(text, found, article.quoted)


def contents(text: str, found: list[Body]) -> list[list[str]]:
    return [[text[s.start : s.end] for s in body.content] for body in found]


def cues(text: str, found: list[Body]) -> list[str]:
    return [text[b.draft.cue.start : b.draft.cue.end] for b in found if b.draft.cue is not None]


def test_a_quotation_goes_on_to_its_mark_where_the_model_stops_half_way() -> None:
    text = "“The bridge is safe,” Ferro told reporters. “The harbour board is worried about the crane.”"
    half = tagged(text, "Ferro", "told", "“The bridge is safe,”", "“The harbour board is")
    assert contents(text, bodies(text, half)) == [
        ["The bridge is safe", "The harbour board is worried about the crane."],
    ]


def test_half_a_quotation_is_left_to_who_has_all_of_it_nearer() -> None:
    text = "“The bridge is safe,” Ferro said on Monday.\n“The crane failed twice this year,” Brenner added."
    found = bodies(
        text,
        tagged(text, "Ferro", "said", "“The bridge is safe,”", "“The crane failed"),
        tagged(text, "Brenner", "added", "“The crane failed twice this year,”"),
    )
    assert contents(text, found) == [["The bridge is safe"], ["The crane failed twice this year"]]


def test_the_next_block_is_no_part_of_what_closes_with_its_speaker() -> None:
    text = "Storm Greta kills four in Kesh, officials say\nNAIROBI, Aug 2 (AFP) - Storm Greta came at night."
    found = bodies(text, tagged(text, "officials", "say", "Storm Greta kills four in Kesh", "NAIROBI, Aug 2 (AFP)"))
    assert contents(text, found) == [["Storm Greta kills four in Kesh"]]


def test_the_saying_of_who_is_quoted_as_saying_is_his_once() -> None:
    text = "Ferro was quoted by Interfax as saying that the bridge was safe."
    article = Article(text, [Block("paragraph", 0, len(text))], lambda _: False)
    again = tagged(text, "Interfax", "saying", "that the bridge was safe")
    whole = tagged(text, "Interfax", "quoted", "as saying that the bridge was safe")
    assert once(text, drafts(article), [again, whole]) == []


def test_who_was_told_is_not_what_was() -> None:
    text = "Residents told Suspilne of a fire at the depot."
    found = bodies(text, tagged(text, "Residents", "told", "Suspilne"))
    assert contents(text, found) == [["a fire at the depot"]]


def test_a_subject_before_the_marks_is_said_too() -> None:
    text = "Ferro told reporters Norrland “condemns any attempt to close the road.”"
    found = bodies(text, tagged(text, "Ferro", "told", "“condemns any attempt to close the road.”"))
    assert contents(text, found) == [["Norrland “condemns any attempt to close the road.”"]]


def test_what_a_question_was_about_is_not_what_was_said() -> None:
    text = "Ferro said in response to a question about the crane that it was safe."
    found = bodies(text, tagged(text, "Ferro", "said", "the crane that it was safe"))
    assert contents(text, found) == [["that it was safe"]]
    text = "Ferro warned the board of a crane that would fall."
    found = bodies(text, tagged(text, "Ferro", "warned", "a crane that would fall"))
    assert contents(text, found) == [["a crane that would fall"]]


def test_who_calls_something_in_a_relative_clause_says_no_more_than_that() -> None:
    text = "The plan, which critics call a giveaway, was approved on Monday."
    found = bodies(text, tagged(text, "critics", "call", "a giveaway"), tagged(text, "critics", "was approved", "The"))
    assert contents(text, found) == [["a giveaway"]]
    text = "What critics call a giveaway has begun."
    found = bodies(text, tagged(text, "critics", "call", "What", "a giveaway has begun"))
    assert contents(text, found) == [["a giveaway"]]


def test_what_a_headline_attributes_stands_in_it() -> None:
    text = "Mayor is wrong, board says\nFerro said that the figures were wrong."
    lines = [Block("headline", 0, text.index("\n")), Block("paragraph", text.index("\n") + 1, len(text))]
    article = Article(text, lines, frozenset({"board"}).__contains__)
    both = tagged(text, "board", "says", "Mayor", "that the figures were wrong")
    found = assemble(text, merged(article, drafts(article), [both]), article.quoted)
    assert contents(text, found)[0] == ["Mayor is wrong"]


def test_what_is_said_in_a_subordinate_clause_ends_before_the_main_one() -> None:
    text = "Hours after the board said that the crane was safe, it fell."
    found = bodies(text, tagged(text, "the board", "said", "that the crane was safe, it fell"))
    assert contents(text, found) == [["that the crane was safe"]]


def test_a_label_covers_no_words_that_the_model_gives_to_somebody_else() -> None:
    text = "From the Port of Dover's press release:\nThe port grew. Its former head, Ann Ferro, disagrees: it shrank."
    at = text.index("\n")
    article = Article(text, [Block("label", 0, at), Block("paragraph", at + 1, len(text))], frozenset().__contains__)
    other = tagged(text, "Its former head, Ann Ferro", "disagrees", "it shrank")
    found = cleared_edges(text, merged(article, drafts(article), [other]))
    assert contents(text, assemble(text, found, article.quoted)) == [["The port grew."], ["it shrank"]]


def test_how_little_was_said_is_no_part_of_it() -> None:
    text = "The crane fell, the board said, without elaborating. It could be mended, Ferro added, without a new part."
    found = bodies(
        text,
        tagged(text, "the board", "said", "The crane fell", "without elaborating"),
        tagged(text, "Ferro", "added", "It could be mended", "without a new part"),
    )
    assert contents(text, found) == [["The crane fell"], ["It could be mended", "without a new part"]]


def test_a_content_ends_before_the_next_speakers_name() -> None:
    text = "Ferro said that the crane “stinks,” while the Liberals' Ann Brenner claimed it was new."
    found = bodies(
        text,
        tagged(text, "Ferro", "said", "that the crane “stinks,” while the"),
        tagged(text, "the Liberals' Ann Brenner", "claimed", "it was new"),
    )
    assert contents(text, found) == [["that the crane “stinks,”"], ["it was new"]]


def test_what_is_said_ends_where_who_says_it_closes_the_sentence() -> None:
    text = "The bridge will close within days, engineers have confirmed to Lake News."
    ran_on = tagged(text, "engineers", "have confirmed", "The bridge will close within days", "to Lake News")
    assert contents(text, bodies(text, ran_on)) == [["The bridge will close within days"]]
    text = "A third gate has jammed, one of the engineers told Lake News."
    cut = tagged(text, "one of the engineers", "told", "A third gate")
    assert contents(text, bodies(text, cut)) == [["A third gate has jammed"]]
    text = "The bridge will close within days, engineers warn\n\nLake News, 9 March 2026"
    ran_on = tagged(text, "engineers", "warn", "The bridge will close within days", "Lake News")
    assert contents(text, bodies(text, ran_on)) == [["The bridge will close within days"]]


def test_who_quotes_the_speaker_makes_no_statement_of_its_own() -> None:
    text = "Oleh Koval, quoted by Suspilne, denied the report."
    found = bodies(
        text,
        tagged(text, "Suspilne", "quoted by", "Oleh Koval"),
        tagged(text, "Oleh Koval,", "denied", "the report"),
    )
    assert cues(text, found) == ["denied"]


def test_who_cites_what_is_no_source_speaks_and_who_cites_one_passes_on() -> None:
    told = "Democrats cited several factors for the low turnout."
    assert cues(told, bodies(told, tagged(told, "Democrats", "cited", "several factors for the low turnout"))) == [
        "cited"
    ]
    proof = "Ferro cited the report as proof that the bridge is unsafe."
    said = tagged(proof, "Ferro", "cited", "the report as proof that the bridge is unsafe")
    assert cues(proof, bodies(proof, said)) == ["cited"]
    study = "Ferro cited a study showing the bridge as the weakest."
    shown = tagged(study, "Ferro", "cited", "a study showing the bridge as the weakest")
    assert cues(study, bodies(study, shown)) == ["cited"]
    for source in ("two officials", "a source close to the port", "Deputy Mayor Peter Lund"):
        text = f"The paper cited {source}."
        assert bodies(text, tagged(text, "The paper", "cited", source)) == []


def test_a_verb_that_the_model_does_not_see_is_believed_within_anothers_words_only() -> None:
    outer = "Ferro said that Brenner believed the crane was safe."
    within = bodies(outer, tagged(outer, "Ferro", "said", "that Brenner believed the crane was safe"))
    assert cues(outer, within) == ["said", "believed"]
    assert within[1].parent == 0
    cut = bodies(outer, tagged(outer, "Ferro", "said", "that Brenner"))
    assert "believed" not in cues(outer, cut)


def test_what_is_believed_within_another_ends_before_that_one_speaks() -> None:
    text = 'The caller recalled that he said, "I will come tonight," the prosecutor explained.'
    outer = 'The caller recalled that he said, "I will come tonight,"'
    found = bodies(text, tagged(text, "the prosecutor", "explained", outer))
    assert cues(text, found)[:2] == ["explained", "recalled"]
    assert all("prosecutor" not in piece for pieces in contents(text, found) for piece in pieces)


def test_a_colon_attributes_behind_a_name_and_not_behind_a_cry_or_an_entry() -> None:
    text = "Prices fell.\nFerro: We will open the bridge in May"
    spoken = tagged(text, "Ferro", ":", "We will open the bridge in May")
    assert cues(text, bodies(text, spoken, known=frozenset({"Ferro"}))) == [":"]
    cry = "Prices fell.\nBombshell: We will open the bridge in May"
    said = tagged(cry, "Bombshell", ":", "We will open the bridge in May")
    assert bodies(cry, said, known=frozenset({"Bombshell"})) == []
    entry = "Prices fell.\nJohn Ferro: Possession of stolen goods, held in lieu of bond"
    held = tagged(entry, "John Ferro", ":", "Possession of stolen goods, held in lieu of bond")
    assert bodies(entry, held, known=frozenset({"John Ferro"})) == []


def test_the_day_of_saying_is_none_of_a_clause_with_that() -> None:
    text = "Ministers said this week that they would miss the deadline."
    found = bodies(text, tagged(text, "Ministers", "said", "that they would miss the deadline"))
    assert contents(text, found) == [["that they would miss the deadline"]]


def test_a_relative_pronoun_stands_for_the_name_before_it_and_no_more() -> None:
    text = "He went on with an attack on Ted Ferro, who denied the report."
    (found,) = bodies(text, tagged(text, "who", "denied", "the report"))
    assert found.draft.source == span(text, "Ted Ferro, who")
    text = "An adviser to Ferro, who denied the report, left."
    (found,) = bodies(text, tagged(text, "who", "denied", "the report"))
    assert found.draft.source == span(text, "An adviser to Ferro, who")


def test_what_stood_in_an_orphan_stands_in_nothing_once_that_is_gone() -> None:
    """Its parent's number would be another body's, or its own, and a chain without an end."""
    text = "Ferro insisted the board believes the crane will fail."
    orphan = Draft(
        span(text, "Ferro"),
        span(text, "insisted"),
        (span(text, "the board believes the crane will fail"),),
        "communication",
        "within",
    )
    inner = Draft(
        span(text, "the board"), span(text, "believes"), (span(text, "the crane will fail"),), "attitude", "tagger"
    )
    article = Article(text, [Block("paragraph", 0, len(text))], lambda _: False)
    found = assemble(text, [orphan, inner], article.quoted)
    assert [(body.draft.frame, body.parent) for body in found] == [("tagger", None)]


def test_of_two_cues_of_one_quotation_the_one_that_speaks_has_it() -> None:
    text = "“The bridge is safe,” Ferro said on Monday, referring to Harbour Bridge. “The crane is not.”"
    found = bodies(
        text,
        tagged(text, "Ferro", "said", "“The bridge is safe,”", "“The crane is not.”"),
        tagged(text, "Ferro", "referring to", "“The bridge is safe,”", "Harbour Bridge", "“The crane is not.”"),
    )
    assert contents(text, found) == [["The bridge is safe", "The crane is not."], ["Harbour Bridge"]]


def test_what_a_cue_has_but_another_speaks_is_no_statement() -> None:
    text = "“The bridge is safe,” one user wrote. “The crane is not.”"
    both = ("“The bridge is safe,”", "“The crane is not.”")
    found = bodies(text, tagged(text, "one", "user", *both), tagged(text, "one user", "wrote", *both))
    assert cues(text, found) == ["wrote"]


def test_a_verb_beside_a_quotation_that_the_model_gives_to_nobody_attributes() -> None:
    text = "“The bridge is safe for us all,” Ferro said in a letter about the crane."
    assert contents(text, bodies(text)) == [["The bridge is safe for us all"]]


def test_a_quotation_that_the_model_gives_to_somebody_is_no_one_elses() -> None:
    text = "Ferro went even further, as Brenner tells it: “The bridge is safe for us all.”"
    found = bodies(text, tagged(text, "Brenner", "tells", "“The bridge is safe for us all.”"))
    assert cues(text, found) == ["tells"]


def test_a_quotation_that_points_back_within_itself_is_said() -> None:
    text = "Ferro said: “Brenner said this bridge is safe, and it is not.”"
    found = bodies(text, tagged(text, "Ferro", "said", "“Brenner said this bridge is safe, and it is not.”"))
    assert cues(text, found)[0] == "said"


def test_whose_relative_clause_has_closed_speaks_himself() -> None:
    for text, source, speaker in (
        ("Ferro, who built the bridge, said it was safe.", "who", "Ferro"),
        ("“It was safe,” said Ferro, who built the bridge.", "Ferro, who", "Ferro"),
        ("The board - which owns the bridge - said it was safe.", "The board - which", "The board"),
    ):
        content = "it was safe" if "it was safe" in text else "“It was safe,”"
        (body,) = bodies(text, tagged(text, source, "said", content))
        assert body.draft.source == span(text, speaker)


def test_who_speaks_within_a_relative_clause_keeps_the_pronoun() -> None:
    text = "Ferro, who, before the storm, said it was safe, was wrong."
    (body,) = bodies(text, tagged(text, "who", "said", "it was safe"))
    assert body.draft.source == span(text, "Ferro, who")


def test_an_article_for_a_source_is_the_whole_phrase_or_nobody() -> None:
    def sources(text: str, source: str, cue: str, content: str) -> list[str | None]:
        article = Article(text, [Block("paragraph", 0, len(text))], lambda _: False)
        whole = made_whole(article, [tagged(text, source, cue, content)])
        return [text[one.source.start : one.source.end] if one.source else None for one in whole]

    noted = "The president noted the delay, and added that it was long."
    assert sources(noted, "The", "added", "that it was long") == ["The president"]
    set_apart = "The board - which met in May - only added that it was long."
    assert sources(set_apart, "The", "added", "that it was long") == ["The board"]
    assert sources("The claim that it was long is old.", "The", "claim", "that it was long") == [None]
    assert sources("A: It was long.", "A", ":", "It was long.") == ["A"]
    assert sources("Ferro said it was long.", "Ferro", "said", "it was long") == ["Ferro"]


def test_what_the_model_gives_to_nobody_is_bounded_for_whom_the_grammar_names() -> None:
    text = "Noting that the bridge was old, Ferro said that it was safe."
    nobodys = Attribution(None, span(text, "Noting"), (span(text, "that the bridge was old"),), 1.0)
    found = bodies(text, nobodys, tagged(text, "Ferro", "said", "that it was safe"))
    assert contents(text, found) == [["that the bridge was old"], ["that it was safe"]]


def test_a_relative_clause_ends_before_its_nouns_own_verb() -> None:
    text = "Those who said the bridge is safe were wrong."
    assert contents(text, bodies(text, tagged(text, "who", "said", "the bridge is safe"))) == [["the bridge is safe"]]


def test_no_sentence_ends_within_a_speakers_title() -> None:
    text = "By closing the bridge, Mr. Ferro said, the town saves money."
    whole = tagged(text, "Mr. Ferro", "said", "By closing the bridge", "the town saves money")
    assert contents(text, bodies(text, whole)) == [["By closing the bridge", "the town saves money"]]
    text = "Ferro said it fell to then-Gov. Lang to close the bridge."
    rest = tagged(text, "Ferro", "said", "it fell to then-Gov. Lang to close the bridge")
    assert contents(text, bodies(text, rest)) == [["it fell to then-Gov. Lang to close the bridge"]]


def test_an_outlet_that_was_told_leads_up_to_a_quotation() -> None:
    text = "On Monday he told Fox News, “The bridge is safe and will stay open.”"
    found = bodies(text, tagged(text, "he", "told", "“The bridge is safe and will stay open.”"))
    assert contents(text, found) == [["The bridge is safe and will stay open."]]
