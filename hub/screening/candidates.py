"""The alerts in force, ready to be compared with a person: only those of the same document or the same birth date are looked at.

That loses nothing: without an equal document a case needs an equal birth date, so every other alert would say *nothing* anyway.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hub.screening.compare import Comparison, Match, compare
from hub.screening.papers import Papers


@dataclass(frozen=True)
class InForce:
    """One alert in force: its id, whom or what it is about, and whether it is about a lost document."""

    alert_id: str
    papers: Papers
    about_document: bool = False


@dataclass
class Index:
    """Alerts by document and by birth date."""

    by_document: dict[tuple[str, str, str], list[InForce]] = field(default_factory=lambda: defaultdict(list))
    by_birth_date: dict[str, list[InForce]] = field(default_factory=lambda: defaultdict(list))

    def matches(self, person: Papers) -> Iterator[tuple[InForce, Comparison]]:
        """Yield each alert that this person possibly matches, with the comparison; each alert once."""
        for alert in self._candidates(person):
            comparison = compare(person, alert.papers, about_document=alert.about_document)
            if comparison.match is not Match.NOTHING:
                yield alert, comparison

    def _candidates(self, person: Papers) -> list[InForce]:
        held = person.document
        found = self.by_document.get((held.kind, held.country, held.number), []) if held else []
        born = self.by_birth_date.get(person.birth_date, []) if person.birth_date else []
        return list({alert.alert_id: alert for alert in (*found, *born)}.values())


def index(alerts: Iterable[InForce]) -> Index:
    """Return the index of these alerts."""
    made = Index()
    for alert in alerts:
        if named := alert.papers.document:
            made.by_document[named.kind, named.country, named.number].append(alert)
        if alert.papers.birth_date:
            made.by_birth_date[alert.papers.birth_date].append(alert)
    return made
