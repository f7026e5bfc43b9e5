"""How European names are written by those who hear them, and how others are written in Cyrillic letters."""
