"""A light English lexicon: what a word may be, and whether a stretch of words has a finite verb.

No tagger: a word carries every class the lexicon gives it, and the few rules here look one word
back. The table is `data/word_classes_en.txt`, made by `mtlint.learn.word_classes` from lemminflect
(MIT); it is read on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from mtlint.text.tokens import Word

DETERMINERS = frozenset(
    "the a an this that these those my your his her its our their every each some any no "
    "another such either neither both all half what which whose".split()
)
ARTICLES = frozenset("the a an".split())
POSSESSIVES = frozenset("my your his her its our their whose".split())
PREPOSITIONS = frozenset(
    "about above across after against along amid among amongst around as at before behind below "
    "beneath beside besides between beyond by concerning considering despite down during except "
    "following for from in including inside into like near of off on onto out outside over past "
    "per regarding since through throughout till to toward towards under underneath unlike until "
    "up upon via with within without versus".split()
)
SUBJECT_PRONOUNS = frozenset("i he she we they it you".split())
PRONOUNS = SUBJECT_PRONOUNS | frozenset(
    "me him her us them this that these those who whom which what myself yourself himself herself "
    "itself ourselves yourselves themselves someone somebody something anyone anybody anything "
    "everyone everybody everything nobody nothing one ones mine yours hers ours theirs".split()
)
CONJUNCTIONS = frozenset("and or but nor yet so".split())
SUBORDINATORS = frozenset(
    "that because although though while whereas if unless when whenever where wherever whether "
    "since until till before after once as than lest why how".split()
)
MODALS = frozenset(
    "will would can could shall should may might must cannot 'll 'd ought dare".split()
)
BE = frozenset("am is are was were be been being".split())
HAVE = frozenset("have has had having".split())
DO = frozenset("do does did".split())
AUXILIARIES = MODALS | HAVE | DO | frozenset("am is are was were ain't let's".split())
REPORTING = frozenset(
    "said says say told tells added adds stated noted explained stressed emphasized emphasised "
    "pointed announced reported revealed believes believed thinks thought argued claimed "
    "commented concluded declared disclosed introduced mentioned observed recalled remarked "
    "replied responded suggested warned wrote expressed confirmed admitted insisted".split()
)
OBJECT_PRONOUNS = frozenset("me him us them".split())
_DEMONSTRATIVES = frozenset("this that these those which".split())
_NOMINATIVE = frozenset("i he she we they".split())
_DEGREE = frozenset("more most very so less least too as".split())
_CONTRACTED = tuple(f"{mark}{end}" for mark in "'’" for end in ("re", "ve", "ll", "m", "t"))
_BEFORE_IS = PRONOUNS | frozenset("there here where let how".split())


@cache
def lexicon() -> dict[str, str]:
    """Word in lower case -> its classes, one letter each.

    B base form of a verb, Z third person, D past, N past participle, G -ing form; n noun,
    p plural noun, j adjective, r adverb. For words that may be verb or noun: `+` mostly a noun,
    `!` mostly a verb, in running text.
    """
    table: dict[str, str] = {}
    data = files("mtlint.text").joinpath("data/word_classes_en.txt").read_text(encoding="utf-8")
    for line in data.splitlines():
        if not line.startswith("#"):
            key, _, forms = line.partition("\t")
            table.update(dict.fromkeys(forms.split(), key))
    return table


def classes(word: str) -> str:
    """The classes of a word (any case); "" when the lexicon does not know it."""
    return lexicon().get(word.lower(), "")


def has_finite_verb(words: Sequence[Word]) -> bool:
    """Whether the words may hold a finite verb; in doubt they do.

    A form that may be noun or verb counts unless the word before it makes it a noun. A past form
    counts even where it may be a participle, and a subject pronoun is taken to have its verb.
    """
    return any_finite([word.text for word in words])


def any_finite(forms: Sequence[str]) -> bool:
    """The same of words as they are written."""
    table = lexicon()
    before = ""
    for form in forms:
        low = form.lower()
        if _finite(low, before, table, form):
            return True
        before = low
    return False


def _finite(low: str, before: str, table: dict[str, str], form: str) -> bool:
    if low in AUXILIARIES or low in _NOMINATIVE or low.endswith(_CONTRACTED):
        return True
    if low.endswith(("'s", "’s")) and low[:-2] in _BEFORE_IS:
        return True
    key = table.get(low.rpartition("-")[2], "")
    if not key and low.endswith("ed") and len(low) > 4:
        return before not in DETERMINERS
    if "D" in key:
        return not (before in DETERMINERS or before in BE) or before in _DEMONSTRATIVES
    if not ("B" in key or "Z" in key) or before == "to":
        return False
    if not set(key) & set("npj"):
        return True
    if form[:1].isupper() and before:  # part of a name
        return False
    if before in _DEGREE:
        return False
    if "Z" in key and "n" in table.get(before, ""):  # "the exhibition exhibits": in doubt, yes
        return True
    if before in OBJECT_PRONOUNS or "p" in table.get(before, ""):
        return True
    return "+" not in key and not _takes_noun(before, table)


def _takes_noun(before: str, table: dict[str, str]) -> bool:
    """Whether the word after `before` is a noun or an adjective if it can be one."""
    if before in DETERMINERS or before in PREPOSITIONS:
        return before not in {"that", "which", "what"}
    key = table.get(before, "")
    return "j" in key and not set(key) & set("npr")
