"""How Korean names are written: Hangul, Hanja, kana and Latin letters."""
