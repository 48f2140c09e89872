"""Behaviours said to the person: ``Treats customers politely`` becomes ``treat customers politely``.

Frameworks are written about somebody (``Is open``, ``Sees own role``). A letter speaks to somebody. What is not
known for certain to be a verb is not changed; a behaviour that does not begin with a known verb is quoted.
"""

from __future__ import annotations

import re
from typing import Final

_IRREGULAR: Final = {"is": "are", "has": "have", "does": "do", "goes": "go"}
_VERBS: Final = frozenset(
    [
        "abandon",
        "accept",
        "achieve",
        "acknowledge",
        "act",
        "adapt",
        "address",
        "adjust",
        "admit",
        "adopt",
        "agree",
        "align",
        "allocate",
        "analyse",
        "anticipate",
        "apply",
        "appoint",
        "appreciate",
        "approach",
        "arrange",
        "articulate",
        "ask",
        "assess",
        "assign",
        "assist",
        "assume",
        "avoid",
        "balance",
        "be",
        "become",
        "benchmark",
        "brief",
        "bring",
        "build",
        "capture",
        "care",
        "carry",
        "celebrate",
        "challenge",
        "champion",
        "change",
        "check",
        "choose",
        "clarify",
        "coach",
        "collaborate",
        "collect",
        "commit",
        "communicate",
        "complete",
        "comply",
        "concentrate",
        "conduct",
        "confront",
        "consider",
        "consult",
        "contribute",
        "control",
        "convey",
        "cooperate",
        "coordinate",
        "cope",
        "create",
        "credit",
        "deal",
        "decide",
        "define",
        "delegate",
        "deliver",
        "demonstrate",
        "describe",
        "design",
        "develop",
        "direct",
        "discuss",
        "display",
        "distinguish",
        "do",
        "draw",
        "drive",
        "earn",
        "embrace",
        "empathise",
        "employ",
        "empower",
        "enable",
        "encourage",
        "engage",
        "enjoy",
        "ensure",
        "enthuse",
        "establish",
        "evaluate",
        "examine",
        "exercise",
        "experiment",
        "explain",
        "explore",
        "express",
        "facilitate",
        "find",
        "focus",
        "follow",
        "forecast",
        "feed",
        "foster",
        "gain",
        "gather",
        "generate",
        "get",
        "give",
        "go",
        "guide",
        "handle",
        "have",
        "help",
        "hold",
        "identify",
        "implement",
        "improve",
        "include",
        "influence",
        "inform",
        "initiate",
        "innovate",
        "inspire",
        "integrate",
        "interpret",
        "invest",
        "invite",
        "involve",
        "keep",
        "know",
        "lead",
        "learn",
        "link",
        "listen",
        "look",
        "maintain",
        "make",
        "manage",
        "maximise",
        "maximize",
        "measure",
        "mediate",
        "meet",
        "mentor",
        "minimise",
        "mitigate",
        "model",
        "monitor",
        "motivate",
        "move",
        "negotiate",
        "network",
        "notice",
        "obtain",
        "offer",
        "operate",
        "organise",
        "overcome",
        "own",
        "participate",
        "perceive",
        "perform",
        "persevere",
        "persist",
        "persuade",
        "plan",
        "position",
        "praise",
        "predict",
        "prepare",
        "present",
        "prevent",
        "prioritise",
        "proceed",
        "produce",
        "progress",
        "promote",
        "propose",
        "protect",
        "provide",
        "pursue",
        "put",
        "question",
        "raise",
        "reach",
        "react",
        "realise",
        "recognise",
        "recommend",
        "reconcile",
        "redistribute",
        "reduce",
        "refine",
        "reflect",
        "refuse",
        "relate",
        "remain",
        "remember",
        "remove",
        "report",
        "represent",
        "resolve",
        "respect",
        "respond",
        "retain",
        "review",
        "reward",
        "role",
        "safeguard",
        "see",
        "seek",
        "seize",
        "select",
        "sense",
        "set",
        "share",
        "show",
        "simplify",
        "solve",
        "speak",
        "spot",
        "stand",
        "stay",
        "step",
        "stimulate",
        "stretch",
        "strive",
        "structure",
        "suggest",
        "support",
        "sustain",
        "tackle",
        "tailor",
        "take",
        "talk",
        "target",
        "test",
        "thank",
        "think",
        "tolerate",
        "track",
        "train",
        "translate",
        "treat",
        "trust",
        "try",
        "turn",
        "understand",
        "undertake",
        "update",
        "uphold",
        "use",
        "utilise",
        "value",
        "vary",
        "verify",
        "view",
        "visit",
        "volunteer",
        "watch",
        "weigh",
        "welcome",
        "work",
        "write",
    ]
)
_AFTER_A_LINK: Final = _VERBS - frozenset(
    [
        "balance",
        "challenge",
        "change",
        "credit",
        "display",
        "exercise",
        "experiment",
        "focus",
        "hold",
        "influence",
        "link",
        "model",
        "need",
        "offer",
        "own",
        "plan",
        "position",
        "praise",
        "progress",
        "question",
        "report",
        "review",
        "reward",
        "sense",
        "share",
        "structure",
        "support",
        "target",
        "test",
        "track",
        "trust",
        "value",
        "view",
        "visit",
        "watch",
        "work",
    ]
)
"""Verbs that are taken for verbs after ``and`` or a comma; the others may be nouns there."""
_PLANS: Final = frozenset({"plans ahead", "feeds these", "shares the", "supports them", "varies projects"})
"""Words that are verbs where these follow, though they may be nouns elsewhere."""
_PEOPLE: Final = re.compile(
    r"\b(customers?|staff|people|councillors|members|others|colleagues|individuals|teams?|employees|"
    r"stakeholders|communities|groups|partners|managers|reports|projects|issues)\b",
    re.IGNORECASE,
)
_ADVERB: Final = re.compile(r"[a-z-]+ly|always|often|never|also", re.IGNORECASE)
_SPLIT: Final = re.compile(r"(\W+)")
_OPENINGS: Final = {
    "be": "are",
    "ability": "have the ability",
    "willing": "are willing",
    "able": "are able",
    "ready": "are ready",
    "aware": "are aware",
    "open": "are open",
}


def to_you(text: str) -> str | None:
    """Return a behaviour as it goes on after ``you``, without a full stop; ``None`` when it cannot be said so."""
    plain = re.sub(r"\.\s+(?=[A-Z])", "; ", " ".join(text.split()).rstrip(" .;,"))
    plain = re.sub(r"^you\s+", "", plain, flags=re.IGNORECASE)
    pieces = _SPLIT.split(plain)
    first = _first_verb(pieces)
    if first is None:
        return None
    said = [*pieces]
    for at in range(0, len(pieces), 2):
        word = pieces[at]
        if at == first:
            said[at] = _OPENINGS.get(word.lower()) or _base(word) or word.lower()
        elif at < first:
            said[at] = word.lower()
        elif _is_verb_after_link(pieces, at):
            said[at] = _base(word) or word
    joined = _link_sentences("".join(said))
    return _own(joined)


def _first_verb(pieces: list[str]) -> int | None:
    """Return where the leading verb stands, after an adverb or more; ``None`` when no known verb leads."""
    for at in range(0, len(pieces), 2):
        word = pieces[at].lower()
        if word in _OPENINGS or _base(word) or word in _VERBS:
            return at
        if not _ADVERB.fullmatch(word) and word not in {"pro", "actively"}:
            return None
    return None


def _base(word: str) -> str | None:
    """Return the verb of which a word is the form for he and she; ``None`` when it is none that is known."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        stem = lower.removesuffix(ending) + instead
        if lower.endswith(ending) and stem in _VERBS:
            return stem
    return None


def _is_verb_after_link(pieces: list[str], at: int) -> bool:
    """Return whether a word is another verb of the sentence: after a link, perhaps with an adverb between."""
    word = pieces[at].lower()
    base = _base(word)
    if base is None:
        return False
    following = f"{word} {pieces[at + 2].lower()}" if at + 2 < len(pieces) else word
    before, between = pieces[at - 2].lower(), pieces[at - 1]
    if _ADVERB.fullmatch(before) and not between.strip() and at >= 4:  # noqa: PLR2004 - a link, an adverb and this
        before, between = pieces[at - 4].lower(), pieces[at - 3]
    linked = before in {"and", "or", "but", "then"} or between.strip() in {",", ";"}
    return linked and (base in _AFTER_A_LINK or base in _IRREGULAR.values() or following in _PLANS)


def _link_sentences(text: str) -> str:
    """Return text whose later sentences begin small: ``act assertively; are open``."""
    return re.sub(r"; ([A-Z])(?=[a-z])", lambda found: f"; {found[1].lower()}", text)


def _own(text: str) -> str:
    """Return text in which what is the person's own is theirs: ``your own role``, ``what you say you will``."""
    text = re.sub(r"(?<!their )(?<!your )(?<!\w)own (?=[a-z])", "your own ", text)
    people = _PEOPLE.search(text)
    end = people.start() if people else len(text)
    mine = text[:end]
    for before, after in (
        (r"\btheir\b", "your"),
        (r"\bthey say\b", "you say"),
        (r"\bthey\b", "you"),
        (r"\bthemselves\b", "yourself"),
    ):
        mine = re.sub(before, after, mine)
    return mine + text[end:]
