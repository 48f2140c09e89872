"""campaign.yaml and role.yaml as people find them: every key explained above it."""

from __future__ import annotations

from collections.abc import Mapping

from interview_kit.domain.base import Model
from interview_kit.domain.campaign import Campaign
from interview_kit.domain.role import RoleProfile
from interview_kit.yaml_file import dump_plain, plain

_CAMPAIGN = {
    "": "One recruitment exercise. Change what is wrong and save the file; 'interview-kit plan' checks it.",
    "reference": "What the organisation calls the exercise; also the name of this folder.",
    "title": "What the vacancy is called, where that differs from the role profile's title.",
    "organisation": "As candidates read it.",
    "place": "Where the interviews are held, with what a candidate must know about access.",
    "bring": "What candidates are asked to bring.",
    "contact": "Whom candidates and panel members write to or ring; score sheets go to the e-mail address.",
    "panel": "Who scores: a short ref and a name each. Exactly one is the chair.",
    "dates": "Year-month-day. adjustments_by: the last day on which candidates say what would help.",
    "retention_months": "How long the panel's notes and scores are kept after the result.",
    "reserve_months": "How long a reserve list stands after the result; 12 at most.",
}
_ROLE = {
    "": "The role profile of this vacancy: a copy, so change what this vacancy needs changed.\n"
    "Once the questions are chosen ('interview-kit plan') it counts as settled.",
    "summary": "The job in a sentence or two, as candidates read it.",
    "frameworks": "Ids, as 'interview-kit frameworks' lists them.",
    "mixed_frameworks_reason": "Only where frameworks are mixed that do not belong together: why.",
    "scale": "The rating scale that the panel uses.",
    "minutes": "Of the interview, from the welcome to the candidate's own questions.",
    "timetable": "Minutes that are not questions; scoring comes after the candidate has left.",
    "competencies": "weight: what a competency counts for, as a share of all weights together.\n"
    "essential: true for what nobody is appointed without.\n"
    "minimum: the least panel figure on it for a candidate to be appointable; null for none.\n"
    "questions: how many at least and at most.",
    "mix": "Over the whole interview: types are past-behaviour, situational, values, knowledge.",
    "demand": "Mean of the questions' demand: 1 everyday, 2 complicated, 3 high stakes.",
    "pinned": "Ids of questions that must be asked.",
    "excluded": "Ids of questions that must not be asked.",
    "scoring": "Settled before the first interview. basis: individual (before the panel's discussion) or agreed (after it).\n"
    "combine: mean or median. overall_minimum: the least total to be appointable; null for none.\n"
    "essential_share: the least share of the essential competencies' marks, such as 3/5; leave it out for none.\n"
    "essential_above_lowest: true when nobody may be at the lowest level on an essential competency.\n"
    "near: totals closer than this, such as 0.1, take a reason of their own when the panel decides.\n"
    "tie_rules: essential-mean, heaviest-competency, or none; candidates level after that stay level.",
    "sign_off": 'Who settled the profile and when, for example {by: "Name, post", on: 2026-02-02}.',
}


def campaign_text(campaign: Campaign) -> str:
    """Return campaign.yaml."""
    return _commented(campaign, _CAMPAIGN)


def role_text(role: RoleProfile) -> str:
    """Return role.yaml."""
    return _commented(role, _ROLE)


def _commented(value: Model, comments: Mapping[str, str]) -> str:
    """Return a model as YAML with a comment above each key that has one."""
    data = plain(value)
    if not isinstance(data, dict):
        msg = "a model gives keys with values"
        raise TypeError(msg)
    parts = [_comment(comments[""])]
    for key, content in data.items():
        if key == "example" and content is False:
            continue  # only the demonstration's own campaign says it
        if key in comments:
            parts.append("\n" + _comment(comments[key]))
        parts.append(dump_plain({key: content}))
    return "".join(parts)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.split("\n"))
