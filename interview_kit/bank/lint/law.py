"""Rules on law: what may not be asked before an offer is made, in Great Britain.

Patterns speak of the candidate: 'you', 'your', or a question put to them. What the story is about, a
resident's illness or a colleague under pressure, is not the candidate's own health. A note that forbids
a question names it, so notes are read sentence by sentence, and those that forbid are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interview_kit.bank.lint.wording import Heard
from interview_kit.domain.question import Question

_I = re.IGNORECASE
_COPE = r"(?:cope|deal|manage|handle|bear up|get on)"
_STRAIN = r"(?:stress(?:ful)?|pressure|strain|anxiety|nerves|burn-?out|workload stress|long hours)"

LAW: dict[str, re.Pattern[str]] = {
    code: re.compile("|".join(parts), _I)
    for code, parts in {
        "L01": (
            # coping: the candidate's own stress, not a colleague's
            rf"\bhow (?:do|did|would|will|have) you {_COPE} (?:with|under) [^?.,]*\b{_STRAIN}\b",
            rf"\b(?:do|can|could|would) you {_COPE} (?:with|under) [^?.,]*\b{_STRAIN}\b",
            rf"\bhow (?:are|were|good are) you (?:at )?(?:under|with) {_STRAIN}\b",
            rf"\bhow well do you (?:work|perform|{_COPE}) (?:under|with) {_STRAIN}\b",
            r"\bwhat (?:stresses|worries|upsets) you\b",
            r"\bhow (?:stressed|anxious|exhausted|tired|ill) (?:were|did|are) you\b",
            (
                r"\byour (?:own )?(?:health|illness|disabilit\w+|medical|condition|sickness|mental|stress|medication"
                r"|anxiety|depression|well-?being|fitness|injur\w+)\b"
            ),
            (
                r"\b(?:have|had|were|are|been) you (?:ever )?(?:been )?(?:ill|sick|disabled|off sick|unwell|depressed"
                r"|signed off|diagnosed|injured)\b"
            ),
            (
                r"\b(?:have|had|did|do|were) you\b (?:ever )?(?:had|take|taken|been|have|on)[^?.]*\b(?:sick leave|sickness absence"
                r"|off sick|sick days|off work ill)\b"
            ),
            r"\bhow much (?:sick leave|sickness absence)\b[^?.]*\byou\b",
            r"\b(?:are|would) you (?:be )?(?:physically|mentally) (?:fit|able|capable|strong)\b",
            r"\bhow many days (?:were|have) you\b[^?.]*\b(?:off|absent|sick)\b",
        ),
        "L02": (
            (
                r"\byour (?:own )?(?:children|child|kids?|son|daughter|baby|husband|wife|spouse|fianc\w+|boyfriend|girlfriend"
                r"|family|parents?|mother|father|home life|childcare|marriage|pregnanc\w+|caring)\b"
            ),
            r"\b(?:are|were|do) you (?:currently )?(?:married|single|pregnant|engaged|divorced|a parent|a carer|a mother|a father)\b",
            r"\b(?:do|will|would) you (?:have|plan|want|intend)[^?.]*\b(?:children|kids|a family|a baby|maternity|dependants)\b",
            (
                r"\b(?:have|had|did|were|are|will|would) you (?:ever )?(?:be |been )?(?:take|taken|taking|on|off on) (?:maternity|parental)"
                r" leave\b|\byour (?:maternity|paternity|parental) leave\b"
            ),
            r"\b(?:at home,? in your|in your home|as a (?:mother|father|parent)|in your family)\b",
        ),
        "L03": (
            r"\bhow old (?:are|were) you\b|\byour (?:own )?(?:age|date of birth|generation|time of life)\b",
            r"\bhow many years(?:'|’)?\b[^?.]*\byou\b|\bat least \w+ years(?:'|’)? experience\b",
            r"\b(?:at|for) (?:someone|somebody|a person) (?:of|at) your (?:age|stage)\b",
            r"\b(?:are|would) you (?:still )?(?:too )?(?:young|old|mature|energetic|dynamic) enough\b",
            r"\b(?:recent graduate|digital native|youthful|young and|mature (?:person|attitude)|energetic)\b",
            r"\bwhen (?:do|will|would) you (?:plan to )?retire\b|\bnear(?:ing)? retirement\b",
        ),
        "L04": (
            r"\bwhere (?:are|were|do) you (?:really |originally )?(?:from|born|come from)\b",
            (
                r"\byour (?:own )?(?:nationality|ethnic\w*|race|accent|mother tongue|native language|first language"
                r"|country of origin|home country|visa|immigration)\b"
            ),
            r"\bis english your\b|\b(?:are|were) you (?:a )?(?:british|foreign|an? (?:eu )?citizen|born (?:in|here))\b",
            r"\bwhere did (?:you|your family) (?:grow up|come from)\b",
        ),
        "L05": (
            r"\byour (?:own )?(?:religion|faith|church|mosque|temple|synagogue|beliefs?|god|prayers?|religious)\b",
            r"\b(?:are|were) you (?:a )?(?:religious|christian|muslim|jewish|hindu|sikh|catholic|believer|atheist)\b",
            r"\b(?:do|would) you (?:pray|go to church|observe|fast|attend (?:church|mosque))\b",
        ),
        "L06": (
            r"\b(?:are|were|have) you (?:ever |been )*(?:in|a member of|part of|joined)? ?(?:a |the |any )?(?:trade )?union\b",
            r"\b(?:trade )?union membership\b|\byour (?:own )?(?:trade )?union\b",
            (
                r"\b(?:do|did|would|will|have) you (?:ever )?(?:vote[sd]?|support|join(?:ed)?|belong)[^?.]*\b(?:party|labour|tor(?:y|ies)"
                r"|conservatives?|liberal|green party|for)\b"
            ),
            r"\byour (?:own )?(?:party|politics|political (?:views?|beliefs?|opinions?|party))\b",
            r"\bwhich (?:party|way) (?:do|did) you (?:vote|support)\b|\b(?:have|did) you (?:ever )?(?:been on|gone on|go on) strike\b",
        ),
        "L07": (
            (
                r"\b(?:have|had|were|are) you (?:ever )?(?:been )?(?:convicted|arrested|cautioned|charged|in prison|in trouble with the"
                r" (?:police|law))\b"
            ),
            r"\byour (?:own )?(?:criminal|convictions?|record with the police|police record)\b",
            r"\b(?:any|spent|unspent) (?:criminal )?convictions?\b",
        ),
        "L08": (
            r"\b(?:fit|fitting) in(?:to)? (?:with )?(?:a|our|the|this)? ?(?:young|close|team|culture|family|office)?\b[^?.]*\byou\b",
            r"\bhow (?:would|will|do) you fit in\b|\bcultural fit\b|\bour (?:sort|kind) of person\b",
            r"\b(?:do|would) you (?:have|own|drive) (?:a|your own) car\b|\bhow far (?:away )?(?:do|would) you live\b|\bwhere do you live\b",
            r"\bwhich (?:school|university|college) did you go to\b|\bwhat does your (?:father|mother|partner|husband|wife) do\b",
            r"\bwhat do you do (?:at|on) (?:weekends?|the weekend)\b|\byour (?:hobbies|social life|private life)\b",
        ),
    }.items()
}
"""What each legal rule looks for."""

_FORBIDS = re.compile(
    r"\b(?:do not|don't|never|not to be|no need to|must not|may not|are not|is not|not evidence|without|neither|nor"
    r"|bring the story back|nothing about|leave it|does not|let it|set aside|rather than|not follow|not ask)\b",
    _I,
)
_SENTENCE = re.compile(r"(?<=[.!?;]) +")


def breaches(text: str) -> list[tuple[str, str]]:
    """Return the codes of the legal rules that a text breaks, each with the words that break it.

    >>> breaches("How do you cope with stress?")
    [('L01', 'How do you cope with stress')]
    >>> breaches("Tell us about a time you supported a colleague under pressure.")
    []
    """
    return [(code, found[0].strip()) for code, pattern in LAW.items() if (found := pattern.search(text))]


def check_law(question: Question) -> Iterator[Heard]:
    """Yield what the legal rules say of everything that is read out, and of notes that do not forbid."""
    read_out: list[tuple[tuple[str | int, ...], str]] = [
        (("lead",), question.lead),
        (("alternative",), question.alternative),
        *((("probes", n, "ask"), probe.ask) for n, probe in enumerate(question.probes)),
        *((("notes",), s) for s in _SENTENCE.split(question.notes) if s and not _FORBIDS.search(s)),
    ]
    for at, text in read_out:
        yield from ((code, at, f"'{said}'") for code, said in breaches(text))
