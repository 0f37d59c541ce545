"""Page furniture: lines of a page that are not text of its article.

Every rule is about a whole line, and general: labels, buttons, dates and forms as sites of any
kind carry them. Sentences of an article must never match, so most rules want the line to be
nothing else but the label and what belongs to it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_I = re.IGNORECASE
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+"
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
_ZONE = r"(?:\s*(?:\(?(?:utc|gmt|bst|cst|est|edt|pst|hkt|beijing time|local time)[^)\s]*\)?|z|[+-]\d{2}:?\d{2}))?"
_DATE = (
    rf"(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|(?:{_DAY})?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|(?:{_DAY})?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})"
)
_WHEN = rf"(?:{_DATE}(?:(?:\s*,?\s*(?:at|[-–|·])?\s*|\s*T\s*){_CLOCK}{_ZONE})?|{_CLOCK}{_ZONE},?\s+{_DATE})"
_STAMP_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|updated|released|modified)(?:\s+(?:on|at|time|date))?"
    r"|last\s+(?:updated|modified)(?:\s+on)?|(?:release|publication|publish|update)\s+(?:time|date)"
    r"|date|time|发布时间)\s*[:：]?\s*"
)
_NETWORK = (
    r"(?:facebook|twitter|x|pinterest|linkedin|whatsapp|telegram|reddit|tumblr|weibo|wechat|line"
    r"|email|e-mail|mail|print|copy link|copy|messenger|instagram|youtube|tiktok|vk|qzone|qq|more"
    r"|tweet|pin it|share|like|rss|bluesky|threads|mastodon|pocket|flipboard|sms|skype|xing)"
)
_LABEL = (
    r"(?:source|sources|author|authors|editor|editors|reporter|reporters|correspondents?|writer"
    r"|written by|edited by|reported by|text by|text|photographer|photographs?|photos?|images?"
    r"|proofread(?:er|ing)?|responsible editor|editor[ -]in[ -](?:chief|charge)|executive editor"
    r"|duty editor|chief editor|original title|translator|contributors?|intern|video|layout"
    r"|来源|作者|编辑|责任编辑|责编|记者)"
)
_NAMEISH = r"(?:[A-Z\d\u4e00-\u9fff“\"(][^\s]*|[&/|,·]|and|of|the|for|de|van)"


class Rule(NamedTuple):
    """A kind of furniture and the shape of a line that is nothing else."""

    kind: str
    pattern: re.Pattern[str]
    edge_only: bool = False
    """The rule counts only near the top or the end of the page."""


def _rule(kind: str, pattern: str, flags: int = _I, *, edge: bool = False) -> Rule:
    return Rule(kind, re.compile(rf"\s*(?:{pattern})\s*", flags), edge)


RULES: tuple[Rule, ...] = (
    _rule("timestamp", rf"[\[(]?(?:{_STAMP_LABEL})?{_WHEN}[\])]?(?:\s*[|·]\s*\S[^.]{{0,40}})?"),
    _rule("timestamp", rf"{_STAMP_LABEL}.{{0,40}}\d{{1,2}}[:.]\d{{2}}.{{0,12}}"),
    _rule("timestamp", r"(?:1\d{9}|2[01]\d{8})(?:\d{3})?"),
    _rule("timestamp", r"(?:an?|\d+)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago"),
    _rule("hashtags", r"(?:tags?\s*[:：]\s*)?(?:[#＃][^\s#＃]+[\s,，]*)+[#＃]?"),
    _rule("hashtags", r"(?:tags?|keywords?|topics?|labels?|filed under|标签|关键词)\s*[:：]\s*\S.{0,300}(?<![.!?])"),
    _rule("share", rf"(?:{_NETWORK}[\s,|/·•]*)+[:：]?"),
    _rule("share", rf"share(?:\s+(?:this|it|on|to|via|with|article|story|post|page|now))*(?:\s+{_NETWORK})*\s*[:：]?"),
    _rule("share", rf"(?:click\s+to\s+)?(?:share|send|save|follow(?:\s+us)?|like(?:\s+us)?|tweet|join\s+us|find\s+us)(?:\s+\w+)?\s+(?:on|to|via|by|in)\s+{_NETWORK}(?:\s*\(.*\))?"),
    _rule("comment-form", r"your e-?mail address will not be published\b.{0,80}"),
    _rule("comment-form", r"required fields are marked.{0,10}"),
    _rule("comment-form", r"this site uses akismet\b.{0,160}|learn how your comment data is processed\.?"),
    _rule("comment-form", r"save my name,? e-?mail.{0,120}|notify me of .{0,80}by e-?mail\.?"),
    _rule("comment-form", r"(?:post|submit|add|leave|write) (?:a |your )?(?:comment|reply)s?\.?|cancel reply|leave a (?:reply|comment)(?: cancel reply| to .{1,60})?"),
    _rule("comment-form", r"(?:name|e-?mail|website|comment)\s*\*|you must be (?:logged in|signed in) to (?:post a )?comment.{0,20}"),
    _rule("counts", r"(?:no|\d[\d,.]*[km]?)\s+(?:comments?|views?|reads?|shares?|likes?|replies)|(?:comments?|views?|reads?|hits|page views|clicks)\s*[:：(]\s*\d[\d,.]*[km]?\)?"),
    _rule("byline", rf"[\[(（]?(?:{_LABEL})\s*[:：]\s*(?-i:{_NAMEISH})(?:\s+(?-i:{_NAMEISH})){{0,11}}(?:\s*[:：]\s*\S.*)?[\])）]?"),
    _rule("byline", rf"[\[(（]?(?:{_LABEL})\s*[:：].{{1,300}}?\b(?:{_LABEL})\s*[:：].{{1,200}}"),
    _rule("byline", r"by\s+(?-i:[A-Z][\w.’'-]*)(?:\s+(?-i:[A-Z][\w.’'-]*)){1,4}(?:\s*(?:,|and|&|\||/)\s*(?-i:[A-Z][\w.’'-]*)(?:\s+(?-i:[A-Z][\w.’'-]*)){0,4})*", edge=True),
    _rule("byline", r"(?:our |staff |special )?(?:reporters?|correspondents?)\s+(?-i:[A-Z][\w’'-]*)(?:,?\s+(?:and\s+)?(?-i:[A-Z][\w’'-]*)){1,20}", edge=True),
    _rule("navigation", r"(?:home|homepage|front page|index|首页|您的位置.{0,6}|you are here:?|current (?:position|location):?.{0,20})(?:\s*(?:>|»|›|/|→|&gt;)\s*[^>»›/→]{1,60})+"),
    _rule("navigation", r"[^>»›.]{1,30}(?:\s*[>»›]\s*[^>»›.]{1,30}){2,}"),
    _rule("navigation", r"[«‹<←]*\s*(?:previous|prev|next|上一篇|下一篇)(?:\s+(?:article|post|page|story|one))?(?:\s*[:：→»›>].{0,160})?\s*[»›>→]*"),
    _rule("navigation", r"(?:related|recommended|more|latest|popular|trending|hot|further|extended)\s+(?:articles?|news|reading|posts?|stories|links|topics|reports?|recommendations?|from .{1,40})(?:\s*[:：].{0,160})?|you (?:may|might) also like.{0,20}|see also\s*[:：].{0,160}|read (?:more|also|next)(?:\s*[:：].{0,160}|\s*(?:>+|»|…|\.{3}))?"),
    _rule("navigation", r"(?:skip to (?:main )?content|back to (?:top|home|list)|menu|search|sign (?:in|up)|log ?in|register|close|click here.{0,60}|load more|show more|view (?:all|more)|scan the (?:qr )?code.{0,60}|open in app|download (?:the|our) app.{0,30}|advertisement|sponsored(?: content)?|ad)"),
    _rule("navigation", r"(?:categor(?:y|ies)|section|channel|column)\s*[:：]\s*.{1,80}(?<![.!?])"),
    _rule("subscribe", r"(?:subscribe|sign up)\s+(?:to|for|now|here|today)\b.{0,100}|enter your e-?mail(?: address)?.{0,60}|(?:get|receive) (?:our|the) (?:latest|daily|weekly) .{0,40}(?:newsletter|inbox).{0,40}"),
    _rule("cookies", r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,300}|(?:accept|reject)(?: all)?(?: cookies)?|cookie (?:policy|settings|preferences)|privacy policy|terms (?:of (?:use|service)|and conditions)"),
    _rule("copyright", r"(?:copyright\b|©|\(c\)\s*\d{4}).{0,300}|.{0,120}\ball rights reserved\b.{0,60}|.{0,40}ICP[备证].{0,60}"),
    _rule("copyright", r"(?:disclaimer\s*[:：]|(?:statement|declaration)\s*[:：].{0,300}\b(?:copyright|reprint|this (?:web)?site|infring)).{10,600}"),
    _rule("caption", r"[\[(（]?(?:file )?(?:photos?|pictures?|images?|illustrations?|graphic|video)(?: (?:credit|source|courtesy|provided|taken))?\s*(?:[:：]|by|from|courtesy of|provided (?:by|to)|/)\s*(?-i:[A-Z\u4e00-\u9fff@])[^.]{1,100}[\])）]?\.?"),
    _rule("caption", r"[\[(（]?(?:file photo|photo provided.{0,60}|picture from the internet|image source.{0,60}|screenshot.{0,40})[\])）]?\.?"),
    _rule("pagination", r"(?:page\s+)?\d{1,3}\s*(?:/|of)\s*\d{1,3}|(?:[\[(]?\d{1,3}[\])]?\s+){2,}(?:next|»|›|>|last)?.{0,10}|(?:full text|single page|next page|last page|previous page).{0,20}"),
)  # fmt: skip

_FORM_STARTS = re.compile(
    r"\s*(?:leave a (?:reply|comment)(?: cancel reply)?|post a comment|add (?:a )?comment"
    r"|write a (?:comment|reply)|cancel reply)\s*",
    _I,
)
_LONGEST = 700
_TOP_LINES, _END_LINES = 8, 8


def kind_of(line: str, *, edge: bool) -> str | None:
    """The kind of furniture that a line is, or None. `edge`: it stands near the top or end."""
    if len(line) > _LONGEST or not line.strip():
        return None
    for rule in RULES:
        if (edge or not rule.edge_only) and rule.pattern.fullmatch(line):
            return rule.kind
    return None


def kinds(lines: list[str]) -> list[str | None]:
    """The kind of each line, or None for text of the article.

    Near a comment form's heading the short lines after it belong to the form.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    edges = {*filled[:_TOP_LINES], *filled[-_END_LINES:]}
    found: list[str | None] = []
    in_form = False
    for i, line in enumerate(lines):
        if _FORM_STARTS.fullmatch(line):
            in_form = True
        elif in_form and len(line.split()) > 30:
            in_form = False
        kind = kind_of(line, edge=i in edges)
        found.append("comment-form" if in_form and line.strip() else kind)
    return found
