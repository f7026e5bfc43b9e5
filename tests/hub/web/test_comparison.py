"""The words and rules of the comparison: whole in both languages, without a word that accuses, without what the alert keeps to itself."""

import re

import pytest

from hub.cases.case import Outcome
from hub.config import HubConfig
from hub.screening.compare import Comparison, Match, Word
from hub.web.auditor import words as auditor
from hub.web.layout.comparison import MATCHES, RULES, UNSAID, UNSAID_RULE, WORDS, closing, told
from hub.web.layout.words import LANGUAGES, translator
from hub.web.police import words as police
from hub.web.public import notice

ACCUSING = re.compile(
    r"suspect|offender|criminal|fugitive|wanted|guilty|dangerous|target|perpetrator|score|risk|%|percent"
    r"|substantiated|proven|嫌疑|嫌犯|逃犯|罪犯|犯人|罪|危险|可疑|通缉|目标|坏人|百分|属实|证实|坐实",
    re.IGNORECASE,
)
OF_THE_ALERT = ("not_in_alert", "not_in_document", "another_number", "other_kind", "other_name", "to_verify")
SENTENCES = [*(word for _shape, word in WORDS.values()), *RULES.values(), *MATCHES.values(), UNSAID[1], UNSAID_RULE]


def test_every_word_of_the_rules_has_its_sentences() -> None:
    assert set(WORDS) == set(RULES) == {*Word, "other_name", "to_verify"}
    assert set(MATCHES) == {*Match}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_accuses(sentence: str, language: str) -> None:
    said = translator(language).gettext(sentence)
    assert said and not ACCUSING.search(said)
    assert language == "en" or said != sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_outcome_accuses_at_any_desk(language: str, sqlite_config: HubConfig) -> None:
    limits = [limit.words for limit in notice.limits(sqlite_config) if limit.code in ("false_match", "true_match")]
    said = [translator(language).gettext(words) for words in (*police.OUTCOMES.values(), *auditor.OUTCOMES.values(), *limits)]
    assert len(said) == 2 * len(Outcome) + 2
    assert [words for words in said if ACCUSING.search(words)] == []


def test_an_accusing_word_would_be_seen() -> None:
    assert ACCUSING.search("the suspect") and ACCUSING.search("有犯罪嫌疑") and ACCUSING.search("87 %")


@pytest.mark.parametrize("code", WORDS)
def test_the_person_reads_the_same_sentences_but_for_what_an_alert_lacks_or_holds_beside(code: str) -> None:
    (line,) = told([("name", code)])
    if code in OF_THE_ALERT:
        assert (line.shape, line.word, line.rule) == (*UNSAID, UNSAID_RULE)
    else:
        assert (line.shape, line.word, line.rule) == (*WORDS[code], RULES[code])


def test_the_person_reads_the_closing_sentence_of_whatever_was_found() -> None:
    for match in Match:
        found = Comparison(match=match, name=Word.SAME, birth_date=Word.SWAPPED, document=Word.OTHER_KIND)
        said = [(field, code) for field, _, code in (part.partition(":") for part in found.said.split())]
        assert closing(said) == MATCHES[match]
        assert [line.field for line in told(said)] == ["name", "birth_date", "document"]
    assert closing([("name", "same")]) is None, "a look from before the sentence was kept"


def test_no_match_says_that_it_is_certain() -> None:
    assert all("erified" in sentence for match, sentence in MATCHES.items() if match != Match.LOST_DOCUMENT)
