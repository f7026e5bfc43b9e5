"""Words in the letters a to z that are no name of their own: articles, *of*, *child of*, titles, and which son of that name somebody is.

Each reader takes the kinds that it asks about. They tell nobody from anybody else, so papers leave them out, join them or turn them round.
"""

ARTICLES = frozenset({"al", "el", "ul"})
RUN_INTO_THEIR_WORD = frozenset({"ash", "ech", *(vowel + letter for vowel in "aeu" for letter in "rsdznt")})  # Ar-Rashid
CHILD_OF_AN_ARAB = frozenset({"bin", "ibn", "bint", "ben"})
CHILD_OF = CHILD_OF_AN_ARAB - {"ben"} | {"binti", "bte"}  # Ben is a given name too
FATHER_OF = frozenset({"abu", "abou", "ebu", "bou"})
BEHIND_A_FATHER = dict.fromkeys(("oglu", "ogli", "ogly", "ugli", "ugly", "uli", "uly", "ulu", "uulu"), "ovich")
BEHIND_A_FATHER |= dict.fromkeys(("kyzy", "kizi", "qizi", "gizi", "kyz", "kizy", "qyzy"), "ovna")
"""*Son of* and *daughter of* as Turks have them, and what Russian joins to the father's name for it."""
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "haji", "hajji", "hajj", "hadji", "shri", "smt"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
_OTHERS = """
    abu abd abdul ben bt van von der den de di da do das dos del della la le du y e i thi san st mac mc s o so sheikh nee epouse
"""
PARTICLES = ARTICLES | CHILD_OF | TITLES | GENERATIONS | frozenset(_OTHERS.split())
