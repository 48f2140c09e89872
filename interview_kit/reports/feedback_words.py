"""The sentences of a feedback letter, by how it ended for the candidate."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

from interview_kit.domain.english import day


class Outcome(StrEnum):
    """How it ended for one candidate."""

    APPOINTED = "appointed"
    RESERVE = "reserve list"
    NOT_APPOINTED = "not appointed"
    OPEN = "no decision recorded"


ADVICE: Final = (
    "One habit helps with every question: choose one occasion, say briefly what the situation was, and then "
    "spend most of your time on what you did yourself, why you did it that way, and what came of it."
)
INDUCTION_ADVICE: Final = "You may like to bring this note to your first meeting with your manager, and to agree together where to begin."
NOTHING_TICKED: Final = (
    "The panel listened to each of your answers and scored each of them. It did not single out particular "
    "behaviours in writing, so we would rather tell you about your answers in a conversation than in a list."
)
# A lead ends in "that you", with none of the verbs that behaviours begin with just before it, and its words
# without "that you" can go on with "this": see as_quoted.
_HEARD: Final = (
    "This came through most clearly. From what you told the panel, it heard that you",
    "The panel heard good examples of this as well. They told the panel that you",
    "You also gave the panel reason to say that you",
)
_HEARD_SOFTLY: Final = (
    "In this part of the interview you were at your best. The panel heard that you",
    "Your answers here had something to build on. They told the panel that you",
    "Here, too, the panel heard that you",
)
_NEXT: Final = (
    "The panel heard less about this than it had hoped. Next time, choose an example that tells the panel that you",
    "More detail about your own part would help here. Say what you did, so that the panel hears that you",
    "It is worth having an example of this ready as well, one from which the panel can tell that you",
)
_INDUCTION: Final = (
    "The interview left the least room for this. Look for early tasks from which your manager can tell that you",
    "This is a good subject for a first talk with your manager. Think together about work that will tell others that you",
    "As you settle in, look for work from which others can tell that you",
)


def opening(outcome: Outcome, role: str, on: dt.date | None, reserve_until: str) -> tuple[str, ...]:
    """Return the first paragraphs: thanks, how it ended, and what the letter rests on."""
    held = f" on {day(on)}" if on else ""
    thanks = f"Thank you for coming to the interview for {role}{held}, and for the thought that you put into your answers."
    rests = (
        "This letter tells you what the panel heard. It rests only on what you said in the interview, and on "
        "nothing else that you have done or could do."
    )
    ended = {
        Outcome.APPOINTED: (
            "The panel has chosen to offer you the post, and we look forward to working with you. This note is for "
            "your induction: what the panel heard that you bring, and where support in your first months would "
            "be well placed. It rests only on what you said in the interview."
        ),
        Outcome.RESERVE: (
            "The panel has placed you on the reserve list, which stands until "
            f"{reserve_until}. If a place becomes free before then, we may get in touch with you."
        ),
        Outcome.NOT_APPOINTED: (
            "We know that it is disappointing not to be offered the post this time. We hope that what follows is "
            "of use to you, here or elsewhere."
        ),
        Outcome.OPEN: "It is about your interview alone; you will hear about the result separately.",
    }[outcome]
    if outcome is Outcome.APPOINTED:
        return thanks, ended
    if outcome is Outcome.OPEN:
        return thanks, f"{rests} {ended}"
    return f"{thanks} {ended}", rests


def heard_lead(at: int, *, firm: bool) -> str:
    """Return how a strength is led up to, ending in ``that you``; softer where the figure is not high."""
    leads = _HEARD if firm else _HEARD_SOFTLY
    return leads[at % len(leads)]


def next_lead(at: int, outcome: Outcome) -> str:
    """Return how something to develop is led up to, ending in ``that you``."""
    leads = _INDUCTION if outcome is Outcome.APPOINTED else _NEXT
    return leads[at % len(leads)]


def as_quoted(lead: str) -> str:
    """Return a lead before behaviours that are quoted in the framework's own words."""
    return f"{lead.removesuffix(' that you')} this, in the words of the framework"


def against(outcome: Outcome) -> str:
    """Return what is said where something ineffective was heard; what it was is for a conversation."""
    if outcome is Outcome.APPOINTED:
        return (
            "One thing you said could be taken in more than one way, so it is worth talking through with "
            "your manager how you would go about it here."
        )
    return (
        "One thing you said could be taken the other way. Somebody who was not there knows only what you tell "
        "them: say what you thought and why, and how the other people took it."
    )


def closing(outcome: Outcome) -> str:
    """Return the last paragraph before whom to ask."""
    if outcome is Outcome.APPOINTED:
        return "If you would like to talk about any of this before you start,"
    if outcome is Outcome.OPEN:
        return "If you would like to talk about your interview,"
    return "If you would like to talk about this letter, we are glad to. You can"
