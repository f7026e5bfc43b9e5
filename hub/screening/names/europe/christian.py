"""The Bible's and the saints' names in Armenian and Greek letters, beside what western languages made of them: Եսայի is Isaiah.

They were taken from Greek, Hebrew and Syriac in antiquity, and have gone their own ways since. What is heard alike (Դանիել, Daniel) needs
no entry. ``christian.txt`` was gathered by hand.
"""

from hub.screening.names.listed import rows

ALSO = {name: tuple(spelt) for name, *spelt in rows(__package__, "christian.txt")}
