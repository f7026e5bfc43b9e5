"""How Korean syllables are written in Latin letters: the Revised system, McCune–Reischauer without its marks, and as families write their
surnames.
"""

from functools import cache

FIRST, LAST = 0xAC00, 0xD7A3
_INITIAL_SIGNS = """
    g,k kk,k,gg n d,t tt,t r,l m b,p pp,p,bb s,sh ss,s - j,ch jj,ch ch k t p h
"""
_INITIALS = _INITIAL_SIGNS.split()
_VOWEL_SIGNS = """
    a,ah ae,ai,e ya yae eo,u,o,uh e yeo,yu,you,yo ye,e o,oh wa wae oe,oi,we yo u,oo,woo wo,weo we wi,wee yu,yoo eu,u ui,eui,ee
    i,ee,yi,yee
"""
_VOWELS = _VOWEL_SIGNS.split()
_FINAL_SIGNS = """
    - k,g k k n n n t,d l,r k m l l l p l m p,b p t t ng t t k t p -
"""
_FINALS = _FINAL_SIGNS.split()
_SURNAMES = {
    "이": "lee yi rhee i ri", "박": "park pak bak", "최": "choi choe", "정": "jung jeong chung", "임": "lim im rim", "유": "yoo yu ryu",
    "노": "roh noh no", "안": "ahn an", "백": "baek paik back", "허": "heo hur huh", "구": "koo ku goo", "우": "woo u",
    "양": "yang ryang", "류": "ryu yoo yu", "여": "yeo yuh", "나": "na ra", "남": "nam", "신": "shin sin", "심": "shim sim",
    "문": "moon mun", "곽": "kwak gwak",
}  # fmt: skip


def is_hangul(letter: str) -> bool:
    """Tell whether a letter is a Hangul syllable."""
    return FIRST <= ord(letter) <= LAST


@cache
def korean_spellings(syllable: str) -> frozenset[str]:
    """Return how a Hangul syllable stands in papers; anything else stands as it is."""
    if not is_hangul(syllable):
        return frozenset({syllable})
    place = ord(syllable) - FIRST
    initial, vowel, final = _INITIALS[place // 588], _VOWELS[place % 588 // 28], _FINALS[place % 28]
    made = {(a + b + c).replace("-", "") for a in initial.split(",") for b in vowel.split(",") for c in final.split(",")}
    return frozenset({*made, *_SURNAMES.get(syllable, "").split()})
