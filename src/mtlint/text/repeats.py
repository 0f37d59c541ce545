"""Repeated words: which may stand twice, and how far apart words come back."""

from __future__ import annotations

from itertools import compress
from operator import eq

LONGEST_PHRASE = 6  # words of a phrase whose immediate repetition is looked for
_NEAR = LONGEST_PHRASE + 1
# Doubled on purpose, or rightly: emphasis, calls, laughter, and verb or pronoun pairs.
DOUBLED = frozenset(
    "had that very really so many no yes ha hey bye blah knock chop tut night there now well hear "
    "bang aye tsk cha can dum go tom choo boo win far much long too big never up down round again "
    "ho hee her who do oh ah la na da bora walla duran pago baden sing boutros sirhan yo chin "
    "wow please good old run fight holla rah goody pom come hip beep nice er um mm hm uh quick "
    "bla heh hum hush ta tum pop pow boom you my mama papa dear wait stop help look kung tuk pooh "
    "berber humu lau gado mahi couscous aku paw cous agar chow bulbul lomi tsetse murmur".split()
)


class Echoes:
    """Words of a segment (in lower case) that come back a few words later."""

    def __init__(self, lows: tuple[str, ...]) -> None:
        self._lows = lows
        self._at: dict[int, list[int]] = {}
        self.gaps = gaps_of(lows)

    def at(self, gap: int) -> list[int]:
        """Indices of the words that stand again `gap` words later, ascending."""
        if gap not in self._at:
            lows = self._lows
            self._at[gap] = list(compress(range(len(lows)), map(eq, lows, lows[gap:])))
        return self._at[gap]


def gaps_of(lows: tuple[str, ...]) -> set[int]:
    """Distances, up to seven words, at which a word of three letters or more comes back."""
    last: dict[str, int] = {}
    gaps = set()
    for i, low in enumerate(lows):
        gap = i - last.get(low, -_NEAR - 1)
        if gap <= _NEAR and len(low) > 2:
            gaps.add(gap)
        last[low] = i
    return gaps
