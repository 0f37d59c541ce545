"""Irregular verbs: a headline says in the present what the body says in the past."""

from __future__ import annotations

# Present, past and participle where it is another word; verbs of the news.
_VERBS = (
    "arise arose arisen|beat beaten|become became|begin began begun|bind bound|bite bit bitten|"
    "blow blew blown|break broke broken|bring brought|build built|buy bought|catch caught|"
    "choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|do did done|"
    "draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|"
    "feel felt|fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|"
    "forget forgot forgotten|freeze froze frozen|get got gotten|give gave given|go went gone|"
    "grow grew grown|hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|"
    "lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|overtake overtook "
    "overtaken|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|"
    "see saw seen|seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot|"
    "shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|"
    "speak spoke spoken|spend spent|spin spun|stand stood|steal stole stolen|stick stuck|"
    "strike struck|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|"
    "teach taught|tear tore torn|tell told|think thought|throw threw thrown|"
    "undergo underwent undergone|understand understood|wear wore worn|win won|"
    "withdraw withdrew withdrawn|write wrote written"
)  # fmt: skip
_LEMMAS = {
    form: verb.split()[0]
    for verb in _VERBS.split("|")
    for form in (*verb.split(), verb.split()[0] + "s", verb.split()[0] + "es")
}


def one_verb(a: str, b: str) -> bool:
    """Whether two words in lower case are forms of one irregular verb.

    >>> one_verb("rise", "rose"), one_verb("falls", "fell"), one_verb("goes", "went")
    (True, True, True)
    >>> one_verb("rise", "fell"), one_verb("rises", "raised"), one_verb("port", "port")
    (False, False, False)
    """
    lemma = _LEMMAS.get(a)
    return lemma is not None and lemma == _LEMMAS.get(b)
