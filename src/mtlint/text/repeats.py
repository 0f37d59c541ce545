"""Repeated words: which may stand twice, and how far apart words come back."""

from __future__ import annotations

LONGEST_PHRASE = 6  # words of a phrase whose immediate repetition is looked for
# Doubled on purpose, or rightly: emphasis, calls, laughter, and verb or pronoun pairs.
DOUBLED = frozenset(
    "had that very really so many no yes ha hey bye blah knock chop tut night there now well hear "
    "bang aye tsk cha can dum go tom choo boo win far much long too big never up down round again "
    "ho hee her who do oh ah la na da bora walla duran pago baden sing boutros sirhan yo chin "
    "wow please good old run fight holla rah goody pom come hip beep nice er um mm hm uh quick "
    "bla heh hum hush ta tum pop pow boom you my mama papa dear wait stop help look kung tuk pooh "
    "berber humu lau gado mahi couscous aku paw cous agar chow bulbul lomi tsetse murmur".split()
)


def gaps_of(lows: tuple[str, ...]) -> set[int]:
    """Distances, up to seven words, at which a word of three letters or more comes back."""
    last: dict[str, int] = {}
    gaps = set()
    for i, low in enumerate(lows):
        if len(low) > 2:
            gap = i - last.get(low, -99)
            if gap <= LONGEST_PHRASE + 1:
                gaps.add(gap)
            last[low] = i
    return gaps
