"""The sample of what daily assessments repeat: how it is judged, and that verdicts are kept."""

from __future__ import annotations

from pathlib import Path

from isw_repeats import COLUMNS, Row, checked, judged, with_known

VERBATIM = Row("same", "claimed, verbatim", 900, "2023-04-01", "A bridge fell.", "2023-04-02", "A bridge fell.")
REWORDED = Row("different", "claimed, reworded", 100, "2023-04-01", "A bridge fell.", "2023-04-02", "A bridge is shut.")
NEAR = Row("different", "near miss", 40, "2023-04-01", "Two bridges fell.", "2023-04-09", "Three bridges fell.")
OPEN = Row("", "near miss", 40, "2023-04-01", "A road is open.", "2023-04-09", "A road is shut.")


def test_strata_are_weighted_by_their_size_and_open_rows_left_out() -> None:
    figures = judged([VERBATIM, REWORDED, NEAR, OPEN])
    assert figures["precision"] == 0.9
    assert figures["near miss"] == {"checked": 1, "right": 1, "share": 1.0}


def test_verdicts_of_the_same_pair_are_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "checked.tsv"
    lines = ["\t".join(map(str, row)) for row in (COLUMNS, VERBATIM, NEAR)]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    assert checked(file) == [VERBATIM, NEAR]
    asked = [NEAR._replace(verdict="", stratum="claimed, reworded"), OPEN]
    assert [row.verdict for row in with_known(asked, [file])] == ["different", ""]
