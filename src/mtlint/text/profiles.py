"""Typographic profiles of target languages: what is right in one is a fault in another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """How a language is written, as far as the checks need to know.

    `quotes` are the accepted opening/closing pairs, best first. `space_before` lists marks that
    stand after a (no-break) space by rule. `abbreviations` are lower-case words, without their
    final dot, after which a dot does not end a sentence. `cased` tells whether sentences start
    with a capital; `spaced` whether words are parted by spaces; `capital_nouns` whether common
    nouns carry capitals.
    """

    code: str
    script: str = "latin"
    quotes: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"), ('"', '"'))
    space_before: str = ""
    abbreviations: frozenset[str] = frozenset()
    cased: bool = True
    spaced: bool = True
    capital_nouns: bool = False


_EN_ABBREVIATIONS = frozenset(
    "mr mrs ms messrs dr prof rev hon gen col lt capt sgt cpl maj brig adm cmdr gov sen rep pres "
    "st ste mt ft jr sr esq bros co corp inc ltd llc plc dept est assn univ u.s u.k u.n e.u d.c "
    "no nos vol vols p pp ch sec fig figs art ed eds et al etc vs v viz cf ca approx i.e e.g a.m "
    "p.m jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun ave blvd rd ph.d m.d b.a m.a b.sc m.sc a.d b.c".split()
)
_DE_ABBREVIATIONS = frozenset(
    "dr prof hr fr hrn st nr abs art bd bzw ca d.h z.b u.a usw vgl etc evtl ggf inkl mio mrd "
    "jan feb mär apr jun jul aug sept okt nov dez str tel s o u z i.d.r v.a".split()
)
_FR_ABBREVIATIONS = frozenset(
    "m mm mme mlle dr pr me st ste no p pp vol art cf etc env av apr janv févr juil sept oct nov "
    "déc p.ex c.-à-d".split()
)
_ES_ABBREVIATIONS = frozenset(
    "sr sra srta dr dra prof d dña ud uds núm pág págs vol art etc p.ej av ee.uu a.c d.c".split()
)
_RU_ABBREVIATIONS = frozenset(
    "г гг в вв т д п руб коп млн млрд тыс им ул пр стр рис см ср проф акад др т.е т.д т.п".split()
)

PROFILES = {
    "en": LanguageProfile("en", abbreviations=_EN_ABBREVIATIONS),
    "de": LanguageProfile(
        "de",
        quotes=(("„", "“"), ("‚", "‘"), ("»", "«"), ("«", "»"), ('"', '"')),
        abbreviations=_DE_ABBREVIATIONS,
        capital_nouns=True,
    ),
    "fr": LanguageProfile(
        "fr",
        quotes=(("«", "»"), ("“", "”"), ("‘", "’"), ('"', '"')),
        space_before=":;!?»%",
        abbreviations=_FR_ABBREVIATIONS,
    ),
    "es": LanguageProfile(
        "es",
        quotes=(("«", "»"), ("“", "”"), ("‘", "’"), ('"', '"')),
        abbreviations=_ES_ABBREVIATIONS,
    ),
    "ru": LanguageProfile(
        "ru",
        script="cyrillic",
        quotes=(("«", "»"), ("„", "“"), ("“", "”"), ('"', '"')),
        abbreviations=_RU_ABBREVIATIONS,
    ),
    "zh": LanguageProfile(
        "zh",
        script="han",
        quotes=(("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》")),
        cased=False,
        spaced=False,
    ),
}

_FALLBACK = LanguageProfile(
    "und", quotes=(("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ('"', '"'))
)


def profile(lang: str) -> LanguageProfile:
    """The profile of a BCP 47 tag's primary language; a cautious one for languages unknown."""
    return PROFILES.get(lang.partition("-")[0].lower(), _FALLBACK)
