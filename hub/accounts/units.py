"""What the town calls a unit of the police, in both languages: rows and logs keep its short id, and people read its name.

A name says nothing about anybody, so every application that shows a unit may read it; only the police's own accounts can be given one.
"""

from collections.abc import Mapping

from sqlmodel import Session, select

from hub.accounts.tables import OfficialUnit
from registry.refusals import Refusal

LENGTH_MAX = 60


def name_unit(session: Session, unit_id: str, *, zh: str, en: str) -> Refusal | None:
    """Give a unit its names, or other ones; return ``unit-name`` when one is missing or longer than 60 characters, and name nothing."""
    names = {"name_zh": " ".join(zh.split()), "name_en": " ".join(en.split())}
    if not unit_id.strip() or not all(0 < len(name) <= LENGTH_MAX for name in names.values()):
        return Refusal("unit-name", field="unit")
    session.merge(OfficialUnit(id=unit_id, **names))
    session.flush()
    return None


def is_named(session: Session, unit_id: str) -> bool:
    """Tell whether a unit of this id has been named."""
    return session.get(OfficialUnit, unit_id) is not None


def unit_names(session: Session, language: str) -> Mapping[str, str]:
    """Return the names of all units in ``zh`` or ``en``, by id."""
    return {unit.id: unit.name_zh if language == "zh" else unit.name_en for unit in session.exec(select(OfficialUnit))}
