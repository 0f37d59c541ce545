"""Typographic profiles of target languages: what is right in one is a fault in another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageProfile:
    """How a language is written, as far as the checks need to know.

    `quotes` are the accepted opening/closing pairs, best first. `space_before` lists marks that
    stand after a (no-break) space by rule. `cased` tells whether sentences start with a capital;
    `spaced` whether words are parted by spaces; `capital_nouns` whether common nouns carry
    capitals; `ordinal_dot` whether "3." is how "third" is written.

    Abbreviations are lower-case words without their final dot. After one of `abbreviations` a
    sentence ends only where one of `openers` follows ("in the U.S. The"); after one of `titles`
    it never does ("Dr. He"); those `before_number` are abbreviations only when a digit follows
    ("No. 1", "Dec. 5", but "no. We"). `abbreviations` holds the other two sets as well. `openers`
    are words that seldom carry a capital unless a sentence starts with them.
    """

    code: str
    script: str = "latin"
    quotes: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"), ('"', '"'))
    space_before: str = ""
    abbreviations: frozenset[str] = frozenset()
    cased: bool = True
    spaced: bool = True
    capital_nouns: bool = False
    titles: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    ordinal_dot: bool = False


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EN_TITLES = _set(
    "mr mrs ms mx messrs mme mlle dr prof rev fr hon gen col lt capt sgt cpl maj brig adm cmdr "
    "cmdt insp supt gov lt.gov sen rep reps sens pres vp amb treas atty asst assoc st ste mt ft "
    "vs v viz cf ca approx i.e e.g esp incl excl al.e p.s"
)
_EN_BEFORE_NUMBER = _set(
    "no nos vol vols p pp ch chap sec sect fig figs art arts par para app eq jan feb mar apr jun "
    "jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ext rm min max tel "
    "op ver circa"
)
_EN_ABBREVIATIONS = _set(
    "jr sr esq bros co corp inc ltd llc plc pty pvt gmbh dept est assn univ inst intl natl u.s u.k "
    "u.n e.u d.c u.s.a u.a.e n.y l.a p.r.c ed eds et etc a.m p.m ave blvd rd hwy sq bldg pl "
    "ph.d m.d b.a m.a b.sc m.sc d.phil m.b.a a.d b.c b.c.e c.e r.i.p cm mm km kg lb lbs oz hr hrs "
    "mins secs ft mi mph sq misc orig temp avg al ibid cit loc spp subsp ssp tsp tsps tbsp tbsps "
    "retd rtd repr edn suppl contd"
)
_EN_OPENERS = _set(
    "the a an i he she it we they you this that these those there here his her its our their my "
    "your in on at as by for from with to of and but or nor so yet if when while since because "
    "although though after before during until unless once what why how who where which whether "
    "however meanwhile moreover furthermore therefore thus then also besides instead otherwise "
    "according not only some many most all both each every another other such no one two three "
    "several even just despite among between under over through without within last next now today "
    "yesterday earlier later still perhaps let please"
)
_DE_TITLES = _set(
    "dr prof hr fr frl hrn st nr dipl ing d.h z.b u.a v.a s.o s.u ca bzw vgl ggf inkl"
)
_DE_BEFORE_NUMBER = _set(
    "abs art bd s nr kap tel jan feb mär apr jun jul aug sep sept okt nov dez mo di mi do fr sa so"
)
_DE_ABBREVIATIONS = _set("usw etc evtl mio mrd str o u z i.d.r u.s.w i.a z.t z.z allg bspw sog")
_DE_OPENERS = _set(
    "der die das den dem des ein eine einer einem einen er sie es wir ich ihr man dies diese "
    "dieser dieses diesem in im am an auf aus bei beim bis durch für gegen mit nach ohne seit um "
    "unter vom von vor wegen während zu zum zur über und aber oder doch denn auch da dabei dafür "
    "dagegen damit danach dann daher darum deshalb dennoch jedoch hier wenn weil als ob obwohl "
    "wie was wer wo warum nun jetzt heute gestern so nur noch nicht sein seine ihre mein unser "
    "alle viele einige laut trotz insgesamt außerdem zudem schon"
)
_FR_TITLES = _set("m mm mme mmes mlle mlles dr pr me mgr st ste p.ex c.-à-d cf env av vs")
_FR_BEFORE_NUMBER = _set("no n p pp vol art chap fig janv févr avr juil sept oct nov déc tél")
_FR_ABBREVIATIONS = _set("etc apr j.-c s.a bd boul éd al")
_FR_OPENERS = _set(
    "le la les l un une des du il elle ils elles on nous vous je ce cet cette ces c son sa ses "
    "leur leurs notre dans en à au aux de pour par avec sans sous sur selon depuis après avant "
    "pendant entre mais et ou or donc car si quand lorsque comme que qui où pourquoi comment "
    "cependant toutefois ainsi alors puis aussi enfin plus tous toutes chaque aujourd’hui hier"
)
_ES_TITLES = _set(
    "sr sra sres sras srta dr dra dres prof profa d dña ud uds gral lic ing p.ej av avda"
)
_ES_BEFORE_NUMBER = _set(
    "núm no n.º pág págs p pp vol art cap fig ene feb abr jun jul ago sep oct nov dic tel"
)
_ES_ABBREVIATIONS = _set("etc ee.uu a.c d.c a.m p.m s.a s.l cía ltda rr.hh ff.aa aprox al")
_ES_OPENERS = _set(
    "el la los las lo un una unos unas él ella ellos ellas nosotros yo este esta estos estas ese "
    "esa eso esto su sus nuestro en de del a al para por con sin sobre según desde hasta tras "
    "durante entre pero y o e u sin embargo aunque si cuando como que quien donde porque también "
    "además así entonces luego ya no se hay hoy ayer todos todas cada más mientras"
)
_RU_TITLES = _set(
    "г-н г-жа им ул пр просп пер д.м.н к.м.н проф акад доц гр тов ген полк лейт св см ср напр т.е "
    "т.н т.к пос дер обл р-н"
)
_RU_BEFORE_NUMBER = _set(
    "стр с рис гл п ст табл тел кв оф корп дом янв фев мар апр июн июл авг сен сент окт ноя дек"
)
_RU_ABBREVIATIONS = _set(
    "г гг в вв т д п н э руб коп млн млрд трлн тыс т.д т.п др пр км кг см мм чел экз и.о "
    "н.э мин ч сек"
)
_RU_OPENERS = _set(
    "он она оно они мы я вы ты это этот эта эти тот та те то в во на по с со к ко у о об от до из "
    "за для при без над под между через после перед и а но или однако хотя если когда как что кто "
    "где почему также тоже так тогда поэтому затем потом еще ещё уже не ни все всё каждый его её "
    "их наш многие некоторые согласно кроме вместе сегодня вчера сейчас там здесь"
)

PROFILES = {
    "en": LanguageProfile(
        "en",
        abbreviations=_EN_ABBREVIATIONS | _EN_TITLES | _EN_BEFORE_NUMBER,
        titles=_EN_TITLES,
        before_number=_EN_BEFORE_NUMBER,
        openers=_EN_OPENERS,
    ),
    "de": LanguageProfile(
        "de",
        quotes=(("„", "“"), ("‚", "‘"), ("»", "«"), ("«", "»"), ('"', '"')),
        abbreviations=_DE_ABBREVIATIONS | _DE_TITLES | _DE_BEFORE_NUMBER,
        capital_nouns=True,
        titles=_DE_TITLES,
        before_number=_DE_BEFORE_NUMBER,
        openers=_DE_OPENERS,
        ordinal_dot=True,
    ),
    "fr": LanguageProfile(
        "fr",
        quotes=(("«", "»"), ("“", "”"), ("‘", "’"), ('"', '"')),
        space_before=":;!?»%",
        abbreviations=_FR_ABBREVIATIONS | _FR_TITLES | _FR_BEFORE_NUMBER,
        titles=_FR_TITLES,
        before_number=_FR_BEFORE_NUMBER,
        openers=_FR_OPENERS,
    ),
    "es": LanguageProfile(
        "es",
        quotes=(("«", "»"), ("“", "”"), ("‘", "’"), ('"', '"')),
        abbreviations=_ES_ABBREVIATIONS | _ES_TITLES | _ES_BEFORE_NUMBER,
        titles=_ES_TITLES,
        before_number=_ES_BEFORE_NUMBER,
        openers=_ES_OPENERS,
    ),
    "ru": LanguageProfile(
        "ru",
        script="cyrillic",
        quotes=(("«", "»"), ("„", "“"), ("“", "”"), ('"', '"')),
        abbreviations=_RU_ABBREVIATIONS | _RU_TITLES | _RU_BEFORE_NUMBER,
        titles=_RU_TITLES,
        before_number=_RU_BEFORE_NUMBER,
        openers=_RU_OPENERS,
    ),
    "zh": LanguageProfile(
        "zh",
        script="han",
        quotes=(("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》")),
        cased=False,
        spaced=False,
        # Names and firms in Latin letters inside Chinese keep their English abbreviations.
        abbreviations=_EN_ABBREVIATIONS | _EN_TITLES | _EN_BEFORE_NUMBER,
        titles=_EN_TITLES,
        before_number=_EN_BEFORE_NUMBER,
    ),
}

_FALLBACK = LanguageProfile(
    "und",
    quotes=(("“", "”"), ("‘", "’"), ("«", "»"), ("„", "“"), ('"', '"')),
    abbreviations=_EN_ABBREVIATIONS | _EN_TITLES | _EN_BEFORE_NUMBER,
    titles=_EN_TITLES,
    before_number=_EN_BEFORE_NUMBER,
)


def profile(lang: str) -> LanguageProfile:
    """The profile of a BCP 47 tag's primary language; a cautious one for languages unknown."""
    return PROFILES.get(lang.partition("-")[0].lower(), _FALLBACK)
