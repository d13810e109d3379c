"""The assessments of a desk, one a day; a new one of the same day takes the place of the last."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from sayso.model import Assessment, Line
from sayso.store.documents import now
from sayso.store.packing import pack, unpack
from sayso.store.schema import assessments, lines


def put(connection: Connection, assessment: Assessment) -> None:
    """Keep the assessment of a day, with its lines findable by id."""
    day = assessment.day or ""
    for table in (lines, assessments):
        connection.execute(delete(table).where(table.c.day == day))
    connection.execute(insert(assessments).values(day=day, made_at=now(), packed=pack(assessment)))
    names = dict.fromkeys(line.id for section in assessment.sections for line in section.lines)
    if names:
        connection.execute(insert(lines), [{"day": day, "id": name} for name in names])


def get(connection: Connection, day: str | None) -> Assessment | None:
    """The assessment of ``day``, or the undated one for None."""
    packed = connection.execute(select(assessments.c.packed).where(assessments.c.day == (day or ""))).scalar()
    return unpack(packed, Assessment) if packed else None


def days(connection: Connection) -> tuple[str, ...]:
    """The days that have an assessment, in order; the empty string stands for an undated one."""
    return tuple(connection.execute(select(assessments.c.day).order_by(assessments.c.day)).scalars())


def line(connection: Connection, name: str) -> Line | None:
    """The line with this id, from the latest assessment that has it."""
    day = connection.execute(select(lines.c.day).where(lines.c.id == name).order_by(lines.c.day.desc())).scalar()
    assessment = None if day is None else get(connection, day)
    if assessment is None:
        return None
    found = (line for section in assessment.sections for line in section.lines if line.id == name)
    return next(found, None)
