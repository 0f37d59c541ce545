"""Faults of words and sentences: slips, loops, shuffled order, words of other languages."""

from __future__ import annotations

import random
import re

from mtlint.learn.planters import Planted, Planter
from mtlint.text.lexicon_en import lexicon

_WORD = re.compile(r"\b[a-z]{2,}\b")
_LONGER = re.compile(r"\b[a-z]{4,}\b")
_ARTICLE = re.compile(r"\b(?:an|a) (?=[a-z]{3,})")
_PRONOUN = re.compile(r"(?<=[a-z])\. (?=(?:He|She|They|It|We|This|These) [a-z])")

# Written for this planter, from eleven languages; none is in the list of `mtlint.text.foreign`.
_FOREIGN = (
    "Verwaltung haushalt verhandlungen anschließend zuständig ausgezeichnet gefordert "
    "Beschäftigte vermutlich landwirtschaft herausforderung zerstört überprüft Wettbewerb "
    "gründete abteilung einwohner verbessert réunion bénéficiaires chômage logement "
    "fonctionnaires renforcer agricole inondations soutenir concurrence quartier bâtiment "
    "retraite dépenses enquêtes ouvriers nettoyer parvenir reunión vivienda inundaciones "
    "fortalecer desempleo competencia barrio edificio jubilación gastos encuesta obreros "
    "lograr alcanzar ganadería fábrica limpiar cosecha riunione alloggio alluvione rafforzare "
    "disoccupazione concorrenza quartiere edificio pensione spese indagine operai raggiungere "
    "agricoltura fabbrica pulire raccolto scioperi reunião moradia enchentes fortalecer "
    "desemprego concorrência bairro edifício aposentadoria despesas pesquisa operários "
    "alcançar agricultura fábrica colheita greve spotkanie mieszkanie powódź wzmocnić "
    "bezrobocie konkurencja dzielnica budynek emerytura wydatki badanie robotnicy osiągnąć "
    "rolnictwo fabryka zbiory strajk setkání bydlení povodně posílit nezaměstnanost soutěž "
    "čtvrť budova důchod výdaje průzkum dělníci dosáhnout zemědělství továrna sklizeň stávka "
    "vergadering huisvesting overstroming versterken werkloosheid concurrentie wijk gebouw "
    "pensioen uitgaven onderzoek arbeiders bereiken landbouw fabriek oogst staking möte "
    "bostäder översvämning stärka arbetslöshet konkurrens stadsdel byggnad utgifter "
    "undersökning nå jordbruk fabrik skörd strejk kokous asuminen tulva vahvistaa työttömyys "
    "kilpailu rakennus eläke menot tutkimus saavuttaa maatalous tehdas sato lakko toplantı "
    "konut sel güçlendirmek işsizlik rekabet mahalle bina emeklilik harcama araştırma işçiler "
    "ulaşmak tarım fabrika hasat grev"
).split()


# The commonest words of running text, as a word lost at random would be.
_COMMON = (
    "und aber nicht oder auch wenn weil dieser avec pour mais dans cette plus leur sont pero para "
    "como esta muy pueden fueron anche della sono questo dopo prima mais muito esse pelo onde "
    "jest oraz przez tylko bardzo který jako nebo jeho jsou niet maar voor deze wordt och inte "
    "också mutta kanssa ama daha"
).split()


def _at(text: str, start: int, end: int, what: str) -> Planted:
    return text[:start] + what + text[end:], start, start + len(what)


def _somewhere(rng: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def _slip(rng: random.Random, word: str) -> str:
    """A letter dropped, doubled or swapped with the next one."""
    at = rng.randrange(len(word))
    kind = rng.random()
    if kind < 0.6:
        return word[:at] + word[at + 1 :]
    if kind < 0.8:
        return word[:at] + word[at] + word[at:]
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slip(rng: random.Random, text: str) -> Planted | None:
    """A slip in a word that leaves no word of the same text."""
    word = _somewhere(rng, _WORD, text)
    if word is None:
        return None
    wrong = _slip(rng, word[0])
    return _at(text, word.start(), word.end(), wrong) if wrong != word[0] else None


def lost_letter(rng: random.Random, text: str) -> Planted | None:
    """A letter lost from a short word so that another word is left."""
    words = [m for m in _WORD.finditer(text) if len(m[0]) <= 5]
    if not words:
        return None
    word = rng.choice(words)
    at = rng.randrange(len(word[0]))
    left = word[0][:at] + word[0][at + 1 :]
    if left == word[0] or not lexicon().is_common(left):
        return None
    return _at(text, word.start(), word.end(), left)


def article(rng: random.Random, text: str) -> Planted | None:
    """ "a" for "an", or "an" for "a"."""
    found = _somewhere(rng, _ARTICLE, text)
    if found is None:
        return None
    return _at(text, found.start(), found.end(), "a " if found[0] == "an " else "an ")


def codemix(rng: random.Random, text: str) -> Planted | None:
    """A word of another language where a word of the text stood."""
    word = _somewhere(rng, _LONGER, text)
    what = rng.choice(_COMMON if rng.random() < 0.4 else _FOREIGN)
    return _at(text, word.start(), word.end(), what) if word else None


def shuffled(rng: random.Random, text: str) -> Planted | None:
    """All words of the text in random order, its first and last place kept in form."""
    if not text.endswith("."):
        return None
    words = text[:-1].split()
    if not 8 <= len(words) <= 60 or re.search(r"[.!?] ", text):
        return None
    rng.shuffle(words)
    mixed = " ".join(words)
    mixed = mixed[0].upper() + mixed[1:] + "."
    return mixed, 0, len(mixed)


def lost_word(rng: random.Random, text: str) -> Planted | None:
    """A content word lost: two words meet that never do."""
    word = _somewhere(rng, re.compile(r"(?<=[a-z] )[a-z]{4,} (?=[a-z])"), text)
    if word is None:
        return None
    faulty = text[: word.start()] + text[word.end() :]
    return faulty, max(0, word.start() - 12), min(len(faulty), word.start() + 12)


def loop(rng: random.Random, text: str) -> Planted | None:
    """One to four words three to six times in a row."""
    words = list(re.compile(r"\b[A-Za-z]{2,}\b").finditer(text))
    size = rng.randint(1, 4)
    if len(words) <= size:
        return None
    first = rng.randrange(len(words) - size)
    start, end = words[first].start(), words[first + size - 1].end()
    unit = text[start:end]
    return _at(text, start, end, " ".join([unit] * rng.randint(3, 6)))


def said_twice(rng: random.Random, text: str) -> Planted | None:
    """A sentence of the text once more at its end."""
    pieces = [p for p in re.split(r"(?<=[a-z]\.) (?=[A-Z])", text) if len(p.split()) > 6]
    if not pieces or not text.endswith("."):
        return None
    again = rng.choice(pieces)
    return f"{text} {again}", len(text) + 1, len(text) + 1 + len(again)


def run_together(rng: random.Random, text: str) -> Planted | None:
    """The stop before a sentence that opens with a pronoun is gone."""
    found = _somewhere(rng, _PRONOUN, text)
    if found:
        return _at(text, found.start(), found.end(), " ")
    if not text.endswith("."):
        return None
    more = rng.choice(["He said that it was so.", "They have been there.", "This is well known."])
    return f"{text[:-1]} {more}", len(text) - 1, len(text) + 6


def cut(rng: random.Random, text: str) -> Planted | None:
    """A full stop and a capital between two words of a sentence."""
    gap = _somewhere(rng, re.compile(r"(?<=[a-z]) (?=[a-z]{2})"), text)
    if gap is None:
        return None
    return _at(text, gap.start(), gap.end() + 1, f". {text[gap.end()].upper()}")


def truncated(rng: random.Random, text: str) -> Planted | None:
    """A quoted slogan of a number and a cut word."""
    gap = _somewhere(rng, re.compile(r"(?<=[a-z]) (?=[a-z])"), text)
    number = rng.choice(["Two", "Three", "Four", "Five", "Six", "Eight", "three", "five"])
    word = rng.choice(
        ["Re", "Update", "Measure", "Foundation", "Strategy", "Co", "Pillar", "Task", "Promise",
         "Support", "Bridge", "Standard", "Guarantee", "Project", "Trans", "Pre"]
    )  # fmt: skip
    word = word if number[0].isupper() else word.lower()
    opening, closing = rng.choice([("“", "”"), ('"', '"')])
    return _at(text, gap.end(), gap.end(), f"{opening}{number} {word}{closing} ") if gap else None


PLANTERS: dict[str, Planter] = {
    "grammar.a-an": article,
    "grammar.impossible-bigram": lost_word,
    "grammar.word-order": shuffled,
    "repetition.loop": loop,
    "repetition.sentence": said_twice,
    "sentence.cut": cut,
    "sentence.run-together": run_together,
    "slogan.truncated": truncated,
    "spelling.codemix": codemix,
    "spelling.nonword": slip,
    "spelling.real-word": lost_letter,
}
