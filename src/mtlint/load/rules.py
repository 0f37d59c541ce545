"""The table of page furniture: a kind and the shape of a line that is nothing else.

Every rule is general: labels, buttons, dates and forms as sites of any kind carry them. A rule
must match the whole line, and sentences of an article must never match. Patterns are written so
that no stretch can be divided in two ways (possessive and atomic groups): linear on any line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from mtlint.text.late import late

_I = re.IGNORECASE
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+"
_CLOCK = r"\d{1,2}[:.：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
_ZONE = (
    r"(?:\s*(?:\(?(?:utc|gmt|bst|cst|est|edt|pst|hkt|beijing time|local time)[^)\s]{0,20}\)?"
    r"|z|[+-]\d{2}:?\d{2}))?"
)
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|(?:{_DAY})?{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|(?:{_DAY})?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}})"
)
_WHEN = (
    rf"(?:{_DATE}(?:(?:\s*,?\s*(?:at|[-–|·])?\s*|\s*T\s*){_CLOCK}{_ZONE})?"
    rf"|{_CLOCK}{_ZONE},?\s+{_DATE})"
)
_STAMP_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|updated|released|modified)(?:\s+(?:on|at|time|date))?"
    r"|last\s+(?:updated|modified)(?:\s+on)?|(?:release|publication|publish|update)\s+(?:time|date)"
    r"|date|time|发布时间|时间|日期)\s*[:：]?\s*"
)
_NETWORK = (
    r"(?:facebook|twitter|x|pinterest|linkedin|whatsapp|telegram|reddit|tumblr|weibo|wechat|line"
    r"|e-?mail|mail|print|copy link|copy|messenger|instagram|youtube|tiktok|vk|qzone|qq|more"
    r"|tweet|pin it|share|like|rss|bluesky|threads|mastodon|pocket|flipboard|sms|skype|xing)"
)
_BUTTON = (
    r"(?:x\s*\(formerly\s+twitter\)|twitter\s*/\s*x|(?:facebook\s+)?messenger|truth\s+social"
    r"|(?:wechat\s+)?moments|sina\s+weibo|weixin|qq\s+(?:space|zone|friends)|douban|google\+?"
    r"|viber|kakaotalk|signal|snapchat|digg|hacker\s+news"
    r"|copy\s+(?:(?:this|the|article)\s+)?(?:link|url)|(?:link\s+)?copied|permalink"
    r"|(?:e-?mail|print)(?:\s+(?:this(?:\s+(?:article|story|page|post))?|article|story))?"
    rf"|pin|post|save|bookmark|comments?|qr\s+code|{_NETWORK})"
)
"""What a button of a row may be called; by themselves many of these are other words too."""
_SITE = (
    r"\b(?:facebook|twitter|linkedin|whatsapp|telegram|pinterest|reddit|weibo|wechat|instagram"
    r"|tumblr|tweet|youtube|tiktok|bluesky|threads|copy\s+(?:(?:this|the)\s+)?link"
    r"|(?:share|post|send|us)\s+(?:on|to|via|by)\s+(?:x|line|e-?mail|qq|vk))\b"
)
_WAY = (
    r"(?:click\s+(?:here\s+)?to\s+)?(?:share|send|save|post|pin|tweet"
    r"|(?:follow|like|join|find)(?:\s+(?:us|me))?)"
    r"(?>(?:\s+(?:this|it|article|story|post|page|link|news))*)\s+(?:on|to|via|by|with|in)"
)
_ROW_ITEM = (
    rf"(?:(?:{_WAY}\s*[:：]?\s+)?{_BUTTON}(?!\w)(?:\s*\(?opens?\s+in\s+(?:a\s+)?new\s+(?:window|tab)\)?)?"
    r"(?:\s*[:：(]?\s*\d[\d,.]*+k?\)?)?"
    r"|share(?>(?:\s+(?:this|it|article|story|post|page|full|on|to|with|via))*)"
    r"|\d[\d,.]*+k?\s+shares?)"
)
_ROW = rf"{_ROW_ITEM}(?>(?:[\s,|/·•:：]++{_ROW_ITEM})+)\s*[:：]?"
_TOOL = r"(?:share|save|print|(?:\d+\s+)?comments?|e-?mail|bookmark|listen|like|follow|tweet)"
_TOPIC = r"[^\s,;:.!?](?:[^,;:.!?]|\.(?=\w)){0,50}"
"""What a link leads to: a few words that end no sentence."""
_MORE = r"(?-i:(?:Read|Learn|Find out|See|View) more|READ MORE|LEARN MORE|SEE MORE)"
_LABEL = (
    r"(?:(?:(?:responsible|duty|executive|chief|managing|web|copy|trainee|intern|staff|special)\s+)?"
    r"(?:source|author|editor|reporter|correspondent|writer|journalist|contributor|proofreader"
    r"|photographer|photograph|photo|image|translator|producer|planner)s?"
    r"(?:\s?-?\s?in[ -](?:chief|charge))?"
    r"|(?:written|edited|reported|compiled|text|photos?|words|story|translated) by"
    r"|text|proofreading|intern|video|layout|original title|来源|稿源|作者|编辑|责任编辑|责编|记者|通讯员)"
)
_CAPITAL = r"(?-i:[A-Z\d\u4e00-\u9fff“\"(@])"
_NAMEISH = (
    rf"(?:{_CAPITAL}[^\s]*+|[&/|,·、]|and|of|the|for|de|van|from|at|(?:[\w-]+\.)+[a-z]{{2,4}})"
)
_NAME = r"(?-i:[A-Z][\w.’'-]*+)"
_RELATED = (
    r"(?:related|recommended|popular|trending|hot|further|extended)\s+"
    r"(?:articles?|news|reading|posts?|stories|links|topics|reports?|recommendations?)"
    r"|(?:more|latest|top)\s+(?:articles?|news|stories|posts?|headlines|from [^.]{1,40})"
    r"|you (?:may|might) also (?:like|be interested in).{0,20}|recommended for you|see also"
    r"|相关(?:阅读|新闻|文章)|延伸阅读|推荐阅读"
)


class Rule(NamedTuple):
    """A kind of furniture and the shape of a line that is nothing else."""

    kind: str
    starts: tuple[str, ...]
    """How a line of this shape starts: a mark, or the first letters of its first word (see
    `start_of`); empty where it may start with anything."""
    shape: str
    edge_only: bool = False
    """The rule counts only near the first or the last lines of text."""
    needs: str = ""
    """What a line of this shape holds somewhere: a long shape is compiled for few lines."""

    def matches(self, line: str) -> bool:
        """Whether the whole line is of this shape."""
        return self in rules_for(line) and self.fits(line)

    def fits(self, line: str) -> bool:
        """Whether the whole line is of this shape, whatever it starts with."""
        if self.needs and not _compiled(self.needs).search(line):
            return False
        return _compiled(self.shape).fullmatch(line) is not None


_FIRST = re.compile(r"[^\W_]")
# Letters that count as others where case does not.
_FOLDED = str.maketrans("İıſ", "iis")


def start_of(line: str) -> str | None:
    """The first three characters from the first letter or digit on: letters small, digits 0,
    others spaces; empty without one, None where it is not of the Latin alphabet.

    >>> start_of("(By the editor)"), start_of("21 March"), start_of("-- * --"), start_of("来源：网")
    ('by ', '0', '', None)
    """
    first = _FIRST.search(line)
    if first is None:
        return ""
    start = line[first.start() : first.start() + 3].translate(_FOLDED).lower()
    if start[0].isdigit():
        return "0"
    if not start[0].isascii():
        return None
    return start if start.isalpha() else "".join(c if c.isalnum() else " " for c in start)


@lru_cache(maxsize=8)
def rules_for(line: str) -> tuple[Rule, ...]:
    """The rules that a line starts as: of prose very few, so that few are ever compiled."""
    start = start_of(line)
    if start is None:
        return RULES
    return tuple(
        rule for rule in RULES if start.startswith(rule.starts) or line.startswith(rule.starts)
    )


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    """Compiled when first asked: few articles need more than a handful of the rules."""
    return re.compile(shape, _I)


def _rule(kind: str, starts: str, shape: str, *, edge: bool = False, needs: str = "") -> Rule:
    return Rule(kind, tuple(starts.split("|")), shape, edge, needs)


RULES: tuple[Rule, ...] = (
    _rule("timestamp", "0|apr|aug|dat|dec|feb|fir|fri|jan|jul|jun|las|mar|may|mod|mon|nov|oct|pos|pub|rel|sat|sep|sun|thu|tim|tue|upd|wed", rf"[\[(]?(?:{_STAMP_LABEL})?{_WHEN}[\])]?(?:\s*[|·]\s*\S[^.]{{0,40}}|\s+by\s+\S.{{0,40}})?", needs=r"\d{4}"),
    _rule("timestamp", "pos|pub|upl|wri", rf"(?:posted|published|written|uploaded)\s+by\s+.{{1,40}}?(?:\s+on|[|·,])\s+{_WHEN}"),
    _rule("timestamp", "dat|fir|las|mod|pos|pub|rel|tim|upd", rf"{_STAMP_LABEL}.{{0,40}}\d{{1,2}}[:.]\d{{2}}.{{0,12}}"),
    _rule("timestamp", "0", r"(?:1\d{9}|2[01]\d{8})(?:\d{3})?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"),
    _rule("timestamp", "0|a  |a d|a h|a m|a s|a w|a y|an |jus", r"(?:an?|\d+)\s+(?:second|minute|min|hour|day|week|month|year)s?\s+ago|just now"),
    _rule("hashtags", "#|tag|＃", r"(?:tags?\s*[:：]\s*)?(?:[#＃](?>[^\s#＃]+)[#＃]?\s*+)+"),
    _rule("hashtags", "fil|key|lab|tag|top", r"(?:tags?|keywords?|topics?|labels?|filed under|标签|关键词)\s*[:：]\s*\S.{0,300}(?<![.!?])"),
    _rule("share", "blu|cop|e m|ema|fac|fli|ins|lik|lin|mai|mas|mes|mor|pin|poc|pri|qq|qzo|red|rss|sha|sky|sms|tel|thr|tik|tum|twe|twi|vk|wec|wei|wha|x|you", rf"{_NETWORK}(?>(?:[\s,|/·•]++{_NETWORK})*)\s*[:：]?"),
    _rule("share", "com|par|sha|tei", rf"share(?>(?:\s+(?:this|it|on|to|via|with|article|story|post|page|now))*)(?>(?:\s+{_NETWORK})*)\s*[:：]?|分享(?:到|至)?[:：]?.{{0,20}}|teilen|partager|compartir|поделиться"),
    _rule("share", "cli|fin|fol|joi|lik|sav|sen|sha|twe", rf"(?:click\s+to\s+)?(?:share|send|save|follow(?:\s+us)?|like(?:\s+us)?|tweet|join\s+us|find\s+us)(?:\s+\w+)?\s+(?:on|to|via|by|in)\s+{_NETWORK}(?:\s*\(.{{0,40}}\))?"),
    _rule("share", "0|blu|boo|cli|com|cop|dig|dou|e m|ema|fac|fin|fli|fol|goo|hac|ins|joi|kak|lik|lin|mai|mas|mes|mom|mor|per|pin|poc|pos|pri|qq|qr|qzo|red|rss|sav|sen|sha|sig|sin|sky|sms|sna|tel|thr|tik|tru|tum|twe|twi|vib|vk|wec|wei|wha|x|you", rf"(?=.*?{_SITE}.*?{_SITE}){_ROW}|(?=.*?{_SITE}){_ROW_ITEM}[\s,|/·•:：]++{_ROW}", needs=_SITE),
    _rule("share", "boo|com|e m|ema|fol|lik|lis|pri|sav|sha|twe|0", rf"(?=.*\bshare\b){_TOOL}(?>(?:[\s,|/·•]++{_TOOL})+)"),
    _rule("share", "fin|fol|joi|lik|sha", rf"(?:(?:follow|like|join|find)(?:\s+(?:us|me|our\s+page|(?-i:[A-Z])[\w.]*+(?:\s+(?-i:[A-Z])[\w.]*+){{0,3}}))?|share(?>(?:\s+(?:this|it|article|story|post|page))*))\s+(?:on|via|to)\s+{_NETWORK}(?>(?:\s*(?:,|&|/|,?\s*\b(?:and|or)\b)\s*{_NETWORK})+)[.!]?"),
    _rule("share", "cop|ema|e m|lin|pri|rec|sen|sha|tel", r"(?:e-?mail|print|share)\s+(?:this|the)\s+(?:article|story|page|post|link|news)|(?:e-?mail|send|share|recommend)(?>(?:\s+(?:this|it|article|story|page|post|link))*)\s+(?:to|with)\s+(?:an?\s+|your\s+)?friends?|tell a friend|copy\s+(?:(?:this|the|article|page)\s+)*(?:link|url)(?:\s+to\s+clipboard)?|link copied(?: to clipboard)?"),
    _rule("comment-form", "you", r"your e-?mail address will not be published\b.{0,80}"),
    _rule("comment-form", "req", r"required fields are marked.{0,10}"),
    _rule("comment-form", "lea|thi", r"this site uses akismet\b.{0,160}|learn how your comment data is processed\.?"),
    _rule("comment-form", "not|sav", r"save my name,? e-?mail.{0,120}|notify me of .{0,80}by e-?mail\.?"),
    _rule("comment-form", "add|can|lea|pos|sub|wri", r"(?:post|submit|add|leave|write) (?:a |your )?(?:comment|reply)s?\.?|cancel reply|leave a (?:reply|comment)(?: cancel reply| (?:to|on) .{1,60})?"),
    _rule("comment-form", "be |com|e m|ema|log|nam|sig|web|you", r"(?:name|e-?mail|website|comment)\s*\*|you must be (?:logged|signed) in to (?:post a |leave a )?comment.{0,20}|(?:log|sign) in to (?:leave a |post a )?comment.{0,20}|be the first to comment.?|comments are closed.?|发表评论|网友评论"),
    _rule("counts", "0|cli|com|hit|lik|no |pag|rea|vie", r"(?:no|\d[\d,.]*+[km]?)\s+(?:comments?|views?|reads?|shares?|likes?|replies)|(?:comments?|views?|reads?|hits|likes|page views|clicks|reading volume|like|阅读|浏览)\s*[:：(]?\s*\d[\d,.]*+[km]?\)?|comments|\d{1,3}[ -]min(?:ute)?s?\s+read"),
    _rule("byline", "aut|chi|com|con|cop|cor|dut|edi|exe|ima|int|jou|lay|man|ori|pho|pla|pro|rep|res|sou|spe|sta|sto|tex|tra|vid|web|wor|wri", rf"[\[(（【]?{_LABEL}\s*[:：]\s*{_NAMEISH}(?:\s+{_NAMEISH}){{0,11}}(?:\s*[:：]\s*\S.{{0,200}})?[\])）】]?", needs="[:：]"),
    _rule("byline", "aut|chi|com|con|cop|cor|dut|edi|exe|ima|int|jou|lay|man|ori|pho|pla|pro|rep|res|sou|spe|sta|sto|tex|tra|vid|web|wor|wri", rf"[\[(（【]?{_LABEL}\s*[:：].{{1,300}}?(?<![^\s|/(（【]){_LABEL}\s*[:：].{{1,300}}", needs="[:：]"),
    _rule("byline", "cor|edi|our|rep|spe|sta|tra", rf"[\[(（【](?:our |staff |special |trainee )?(?:reporters?|correspondents?|editors?)\s+{_NAME}(?:[\s,]+(?:and\s+)?{_NAME}){{0,20}}[\])）】]"),
    _rule("byline", "pho|pic|sto|tex|tra|vid|wor", rf"(?:text|words|story|photos?|pictures?|video|translation)\s*(?:[|｜丨]\s*{_NAME}(?:[\s,/]+{_NAME}){{0,8}}|(?:[/&,]\s*(?:text|photos?|pictures?|video)\s*)+(?:by|[:：|])\s*{_NAME}(?:\s+{_NAME}){{0,8}})"),
    _rule("byline", "ori", r"original (?:title|text|link|source)\s*[:：].{1,200}(?<![.!?])", edge=True),
    _rule("byline", "by ", rf"by\s+{_NAME}(?:\s+{_NAME}){{1,4}}(?:\s+in\s+{_NAME}(?:\s+{_NAME}){{0,2}})?(?:\s*(?:,|and|&|\||/)\s*{_NAME}(?:\s+{_NAME}){{0,4}}){{0,6}}", edge=True),
    _rule("byline", "by ", rf"by\s+(?:our\s+)?(?:{_NAME}\s+){{0,3}}(?:staff(?:\s+writers?)?|reporters?|correspondents?)", edge=True),
    _rule("byline", "cor|our|rep|spe|sta", rf"(?:our |staff |special )?(?:reporters?|correspondents?)\s+{_NAME}(?:[\s,]+(?:and\s+)?{_NAME}){{1,20}}", edge=True),
    _rule("end-mark", "(|end|fin|ove|the", r"[\[(（【](?:the )?(?:end|finish(?:ed)?|over|完|end of (?:text|article))[\])）】]|the end|-+\s*end\s*-+|\((?-i:[A-Z][\w ]{1,30})(?: news agency| news| daily)?\)", edge=True),
    _rule("navigation", "cur|fro|hom|ind|you", r"(?:home|homepage|front page|index|首页|您的位置.{0,6}|you are here:?|(?:current|your) (?:position|location):?[^>»›/→]{0,20})(?:(?:>|»|›|/|→|&gt;)[^>»›/→]{1,60}|\s+(?:>|»|›|/|→|&gt;)[^>»›/→]{1,60})(?>(?:(?:>|»|›|/|→|&gt;)[^>»›/→]{1,60})*)"),
    _rule("navigation", "", r"[^>»›.]{1,30}(?>(?:[>»›][^>»›.]{1,30}){2,})"),
    _rule("navigation", "nex|pre", r"[«‹<←]*\s*(?:previous|prev|next|上一篇|下一篇)(?:\s+(?:article|post|page|story|one))?(?:\s*[:：→»›>].{0,160}|\s*[»›>→]+)?"),
    _rule("navigation", "con|ext|fur|hot|lat|mor|pop|rea|rec|rel|see|top|tre|you", rf"(?:{_RELATED})(?:\s*[:：].{{0,160}})?|read (?:more|also|next)(?:\s*[:：].{{0,160}}|\s*(?:>+|»|…|\.{{3}}))?|continue reading.{{0,20}}"),
    _rule("navigation", "cli|fin|lea|rea|see|tap|vie", rf"(?:(?:click here |tap |click )to (?:read|learn|see|find out|view) more|{_MORE})(?:\s+(?:here|below)|\s+(?:about|on|from|in\s+(?-i:(?=[A-Z])))\s*[:：]?\s*{_TOPIC})?\s*(?:>+|»|›|→|…|\.{{3}})?"),
    _rule("navigation", "bro|get|rea|see|vie", rf"(?:see|view|read|browse)\s+all\s+(?:our\s+)?(?:articles|stories|news|posts|coverage|reports|updates)(?:\s+(?:about|on|from|in|by)\s+{_TOPIC})?|(?:read|get|see|view)\s+(?:the\s+)?(?:full|whole|complete|original|entire)\s+(?:story|article|report|text|post|coverage|statement|interview)(?:\s+here)?\s*(?:>+|»|›|→|…|\.{{3}})?"),
    _rule("navigation", "als|art|edi|ful|icy|in |kee|rea|rec|rel|sto|up |wha", r"(?:also read|read also|read next|read this next|related(?: (?:story|article|coverage|post))?|recommended|full (?:story|coverage)|in case you missed it|icymi|up next)\s*[:：|].{1,160}(?<![.!。])|read this next|what to read next|(?:related|full) (?:story|coverage)|editors?['’]?s?['’]? picks?|keep reading|(?:story|article) continues (?:below|after)(?: (?:this |the )?ad(?:vertisement)?)?"),
    _rule("navigation", "ad|bac|cli|clo|dow|joi|lis|loa|log|lon|men|mor|mos|ope|pri|reg|rep|sca|sea|sho|sig|ski|spo|sto|vie", r"(?:skip to (?:main )?content|back to (?:top|home|list)|menu|search|sign (?:in|up)|log ?in|register|close|click here.{0,60}|load more|show more|view (?:all|more)|(?:long press|scan) (?:the|to) (?:qr |identify).{0,60}|scan (?:the )?(?:qr )?code.{0,60}|most (?:read|viewed|popular|shared)|more on this (?:topic|story)|join the (?:conversation|discussion)|print this (?:page|article|story)|open in app|download (?:the|our) app.{0,30}|(?:story continues below )?advertisements?|sponsored(?: content)?|ads?|report (?:an )?error.{0,20}|add to favou?rites|listen to (?:this )?article.{0,20})"),
    _rule("navigation", "big|clo|fon|lar|med|pri|sma|tex", r"(?:font(?: size)?|text size)\s*[:：]?(?:[\s\[\](){}|/,]*(?:large|medium|small|big|normal|larger|smaller|increase|decrease|[A大中小][+-]?))+[\s\])]*+|(?:[\[(](?:large|medium|small|big|print|close|大|中|小)[\])]\s*)+"),
    _rule("navigation", "cat|cha|col|sec", r"(?:categor(?:y|ies)|section|channel|column)\s*[:：]\s*.{1,80}(?<![.!?])"),
    _rule("subscribe", "ent|get|rec|sig|sub", r"(?:subscribe|sign up)\s+(?:to|for|now|here|today)\b.{0,100}|subscribe|enter your e-?mail(?: address)?.{0,60}|(?:get|receive) (?:our|the) (?:latest|daily|weekly) .{0,40}(?:newsletter|inbox).{0,40}"),
    _rule("cookies", "acc|by |coo|man|our|pri|rej|ter|thi|we ", r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,300}|by (?:clicking|continuing|using)\b.{0,120}\bcookies\b.{0,60}|(?:accept|reject|manage)(?: all)?(?: cookies)?|cookie (?:policy|settings|preferences)|privacy policy|terms (?:of (?:use|service)|and conditions)"),
    _rule("copyright", "", r"(?:copyright\s*(?:©|\(c\)|\d{4}|notice|statement|[:：]|belongs)|©|\(c\)\s*\d{4}).{0,300}|.{0,120}\ball rights reserved\b.{0,60}|.{0,40}ICP[备证].{0,60}"),
    _rule("copyright", "cop|dec|dis|rep|sta|wit", r"(?:disclaimer\s*[:：]|(?:statement|declaration)\s*[:：].{0,300}\b(?:copyright|reprint|this (?:web)?site|infring)).{10,600}|(?:reproduction|reprinting|reprints?|copying)\b[^,]{0,80}\b(?:without\b[^,]{0,40}\b(?:permission|authori[sz]ation)\b[^,]{0,60}|prohibited\b[^,]{0,40})|without (?:written |prior )*(?:permission|authori[sz]ation),.{0,40}\b(?:reprint|reproduc|copy).{0,60}"),
    _rule("caption", "fil|gra|ill|ima|pho|pic|vid", r"[\[(（]?(?:file )?(?:photos?|pictures?|images?|illustrations?|graphic|video)(?: (?:credit|source|courtesy|provided|taken))?\s*(?:[:：]|by|from|courtesy of|provided (?:by|to)|/)\s*(?-i:[A-Z\u4e00-\u9fff@])[^\s.]*+(?:\s+[^\s.]++){0,8}\.?[\])）]?\.?"),
    _rule("caption", "ap |cli|fil|get|ima|pho|pic|scr|shu", r"[\[(（]?(?:file photo|photo provided.{0,60}|picture from the internet|image source.{0,60}|screenshot.{0,40}|click to enlarge.{0,20}|getty images|shutterstock|ap photo)[\])）]?\.?"),
    _rule("caption", "fil", r"file (?:photo|picture|image)\s*[:：].{1,400}"),
    _rule("caption", "(|（", rf"[(（]{_NAME}(?:\s+{_NAME}){{0,2}}\s*/\s*{_NAME}(?:\s+{_NAME}){{0,3}}[)）]"),
    _rule("pagination", "0|ful|las|nex|pag|pre|sin", r"(?:page\s+)?\d{1,3}\s*(?:/|of)\s*\d{1,3}|page\s+\d{1,3}|(?:[\[(]?\d{1,3}[\])]?\s+){2,}(?:next|next page|»|›|>|last|last page|\d{1,3}|[\[(]\d{1,3}[\])])|(?:[\[(]\d{1,3}[\])]\s*)+|(?:full text|single page|next page|last page|previous page)(?:\s*[»›>→\d]*)"),
    _rule("separator", "-|*|_|=|~|—|–|•|·|#|◆|■|●|▪|☆|★|+", r"(?:[-*_=~—–•·#◆■●▪☆★+]\s*){3,}|[•·◆■●▪☆★]"),
)  # fmt: skip

LABEL = late(rf"(?<![^\s|/(（【]){_LABEL}\s*[:：]", _I)
"""A credit's label anywhere in a line: "Editor:", "Source:"."""
_LEADING_STAMP = late(rf"(?:{_STAMP_LABEL})?{_WHEN}\s*[|·,]?\s*", _I)


def leading_stamp(line: str) -> re.Match[str] | None:
    """A date or time that a line of credits may start with."""
    return _LEADING_STAMP.match(line) if RULES[0] in rules_for(line) else None


ONE_NETWORK = late(rf"{_NETWORK}\s*[:：]?", _I)
"""A share button by itself; also a word that may head a section."""
FORM_START = re.compile(
    r"(?:leave a (?:reply|comment)(?: cancel reply)?|post a comment|add (?:a )?comment"
    r"|write a (?:comment|reply)|cancel reply|发表评论|网友评论)",
    _I,
)
RELATED = late(rf"(?:{_RELATED})\s*[:：]?", _I)
"""The head of a list of other articles."""
