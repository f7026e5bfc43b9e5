"""splink 5 with DuckDB, trained on the folder itself: run as a script by an interpreter that has it, with a folder as its one argument.

Names are given to it as they sound (pypinyin, anyascii), their words in order of the alphabet, and as they are written. What
strangers share by chance it learns from the folder; what the papers of one person share is set by hand: too few are there to learn from.
Then the labels choose the threshold at which it does best, which no town could.
"""

import csv
import json
import re
import sys
import time
from pathlib import Path

import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as library
from anyascii import anyascii
from pypinyin import lazy_pinyin
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

SEED = 5
THRESHOLDS = tuple(range(-16, 30))
"""Match weights: bits of evidence."""
WORD = re.compile("[a-z]+")
OUT_OF_NUMBER = re.compile("[^0-9A-Z]")


def words_of(name):
    return WORD.findall(anyascii(" ".join(lazy_pinyin(name))).lower())


def row_of(row, identifier):
    spelt = words_of(row.get("name") or " ".join(filter(None, (row.get("surname"), row.get("given")))))
    numbers = [OUT_OF_NUMBER.sub("", (each.get("number") or "").upper()) for each in row.get("docs") or ()]
    born = row.get("dob") or ""
    return {
        "unique_id": row[identifier],
        "written": row.get("name") or None,
        "sound": " ".join(sorted(spelt)) or None,
        "letters": "".join(sorted("".join(spelt))) or None,
        "born": born if len(born) == len("2000-01-01") else None,
        "year": born[:4] or None,
        "number": next(filter(None, numbers), None),
    }


def table(folder, name, identifier):
    return pd.DataFrame([row_of(json.loads(line), identifier) for line in (folder / f"{name}.jsonl").open(encoding="utf-8")])


def settings():
    name = library.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            levels.NullLevel("sound"),
            levels.ExactMatchLevel("written", term_frequency_adjustments=True).configure(m_probability=0.5),
            levels.ExactMatchLevel("letters", term_frequency_adjustments=True).configure(m_probability=0.3),
            levels.DamerauLevenshteinLevel("sound", 1).configure(m_probability=0.05),
            levels.JaroWinklerLevel("sound", 0.88).configure(m_probability=0.05),
            levels.ElseLevel().configure(m_probability=0.1),
        ],
    )
    born = library.DamerauLevenshteinAtThresholds("born", [1]).configure(m_probabilities=[0.9, 0.07, 0.03])
    number = library.DamerauLevenshteinAtThresholds("number", [1]).configure(m_probabilities=[0.85, 0.1, 0.05])
    rules = [block_on("born"), block_on("number"), block_on("sound"), block_on("letters"), block_on("year", "substr(sound, 1, 3)")]
    return SettingsCreator(link_type="link_only", comparisons=[name, born, number], blocking_rules_to_generate_predictions=rules)


def trained(people, alerts):
    api = DuckDBAPI()
    linker = Linker([api.register(people, dataset_display_name="people"), api.register(alerts, dataset_display_name="alerts")], settings())
    linker.training.estimate_probability_two_random_records_match([block_on("number"), block_on("born", "sound")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=SEED)
    return linker


def best(pairs, labels):
    """Return the pairs over the threshold with the best F1, and the threshold; what the labels call neither is left out."""
    found = []
    for least in THRESHOLDS:
        flagged = {pair for pair, weight in pairs.items() if weight >= least}
        right = sum(labels.get(pair) == "hit" for pair in flagged)
        wrong = sum(labels.get(pair, "no_hit") == "no_hit" for pair in flagged)
        wanted = sum(expected == "hit" for expected in labels.values())
        found.append((2 * right / (right + wrong + wanted), least, flagged))
    return max(found)


def main(folder):
    began = time.process_time()
    people, alerts = table(folder, "occupants", "occupant_id"), table(folder, "alerts", "alert_id")
    predicted = trained(people, alerts).inference.predict(threshold_match_weight=min(THRESHOLDS)).as_pandas_dataframe()
    seconds = time.process_time() - began
    columns = (predicted[name] for name in ("unique_id_l", "unique_id_r", "source_dataset_l", "match_weight"))
    pairs = {((one, other) if name == "people" else (other, one)): weight for one, other, name, weight in zip(*columns, strict=True)}
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        labels = {(row["occupant_id"], row["alert_id"]): row["expected"] for row in csv.DictReader(file)}
    _f1, least, flagged = best(pairs, labels)
    with (folder / "splink_5.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(sorted(flagged))
    print(json.dumps({"seconds": round(seconds, 2), "pairs_compared": len(pairs), "threshold": least}))


main(Path(sys.argv[1]))
