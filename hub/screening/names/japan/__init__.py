"""How Japanese names are written and read: kanji, kana and Latin letters."""
