"""How it was done and what it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from interview_kit.domain.english import counted, day, listed
from interview_kit.domain.rating import AgreedScore
from interview_kit.reports.agreement_words import agreement_text
from interview_kit.reports.blind import MASK
from interview_kit.reports.merit_rows import certainty_note
from interview_kit.reports.model import MissingSheet, RecordRow
from interview_kit.reports.rounding import show
from interview_kit.reports.rule_words import share_text
from interview_kit.reports.rulings import ruling_rows
from interview_kit.reports.subject import Subject, clean, score_text
from interview_kit.reports.tie_rules import tie_rule_text
from interview_kit.scoring.scenarios import Condition


def missing_sheets(subject: Subject) -> tuple[MissingSheet, ...]:
    """Return the sheets that are not among those compared."""
    return tuple(
        MissingSheet(person, m.person, "not received")
        for ref, person in subject.person.items()
        for m in subject.members
        if (ref, m.person.ref) not in subject.sheet and (ref, m.person.ref) not in subject.rulings.recused
    )


def record_rows(subject: Subject, *, ledger_head: str, kit_version: str) -> tuple[RecordRow, ...]:
    """Return how it was done, line by line."""
    return tuple(
        RecordRow(what, how)
        for what, how in (
            ("Total", _total(subject)),
            ("Basis", _basis(subject)),
            ("Minimums", _minimums(subject)),
            ("Equal totals", _ties(subject)),
            (
                "Missing ratings",
                "A total with a missing rating is incomplete and is not placed. A blank is never a zero.",
            ),
            ("Agreement", agreement_text(subject)),
            ("Certainty", certainty_note(subject) or "Not worked out: it takes three members."),
            ("Who is first", _first(subject)),
            *_agreed(subject),
            *ruling_rows(subject),
            *_names(subject),
            ("Sheets", _sheets(subject)),
            *_keyed(subject),
            ("Scored alone", _alone(subject)),
            ("Interests", _interests(subject)),
            ("Rules", _rules(subject)),
            ("Questions", _questions(subject)),
            ("Plan", f"{subject.plan.mark}; fingerprint {subject.plan.fingerprint}"),
            ("Ledger", f"head {ledger_head}"),
            (
                "Made with",
                f"interview-kit {kit_version}; the plan with interview-kit {subject.plan.kit_version}",
            ),
        )
    )


def _total(subject: Subject) -> str:
    average = subject.average.capitalize()
    return (
        f"{average} over members, then mean over the questions of a competency, then over competencies by "
        "weight. Exact fractions, rounded half up on print. A difference is worked out exactly and rounded on "
        "its own, so it can differ by 0.01 from that of the totals printed."
    )


def _basis(subject: Subject) -> str:
    if subject.agreed_basis:
        return "Agreed scores where the panel agreed one, individual scores elsewhere; the individual scores are kept."
    return "Individual scores as first received."


def _minimums(subject: Subject) -> str:
    parts = [f"{c.minimum} in {c.title}" for c in subject.competencies if c.minimum]
    overall = subject.plan.role.scoring.overall_minimum
    if overall is not None:
        parts.append(f"{show(overall)} in total")
    parts += _essential(subject)
    return f"{listed(parts)}. Checked before the total." if parts else "None are set."


def _essential(subject: Subject) -> Iterable[str]:
    rule = subject.comparison.rules.essential
    if rule is None:
        return
    if rule.share is not None:
        yield (
            f"{share_text(rule.share)} of the essential marks (weight times figure, over all essential "
            f"competencies, against {rule.highest} in each)"
        )
    if rule.above_lowest:
        yield f"more than {rule.lowest} in each essential competency"


def _first(subject: Subject) -> str:
    """Return whether doing something differently would change who is first."""
    told = {
        Condition.WITHOUT_MEMBER: "leaving out any one member",
        Condition.OTHER_AVERAGE: "the other average",
        Condition.EQUAL_WEIGHTS: "equal weights",
        Condition.OTHER_BASIS: "the other basis",
    }
    turned: list[str] = []
    held: list[str] = []
    absent: list[str] = []
    for condition, words in told.items():
        found = [s for s in subject.comparison.scenarios if s.condition is condition]
        turning = [s for s in found if s.first_changes]
        members = [s.member for s in turning if s.member]
        if turning:
            turned.append(f"leaving out {listed(members, 'or')}" if members else words)
        else:
            (held if found else absent).append(words)
    parts = [f"Another under: {listed(turned)}; see “What would change the order”."] if turned else []
    parts += [f"The same under: {listed(held)}."] if held else []
    parts += [f"Says nothing here: {listed(absent)}."] if absent else []
    return " ".join(parts)


def _ties(subject: Subject) -> str:
    rules = [tie_rule_text(r) for r in subject.plan.role.scoring.tie_rules]
    text = (
        f"Parted, as declared, by {'; then '.join(rules)}."
        if rules
        else "Shown as equal; no rule parts them."
    )
    used = [
        f"{p.above} above {p.below} by {tie_rule_text(p.rule)} ({show(p.above_value)} against {show(p.below_value)})"
        for p in subject.comparison.order.parted
    ]
    return " ".join([text, *(f"{u}." for u in used)])


def _agreed(subject: Subject) -> Iterable[tuple[str, str]]:
    for item in subject.agreed:
        scores = ", ".join(
            score_text(c) for c in subject.comparison.every.cells[item.candidate, item.question]
        )
        result = "referred without a score" if item.score is None else f"agreed {item.score}"
        if item.by:
            result = f"the panel could not agree; decided {item.score} by {clean(item.by)}"
        yield (
            f"{item.candidate} {item.question}",
            f"{result}; individual scores {scores}. Reason: {clean(item.reason)}{_replaces(subject, item)}",
        )


def _replaces(subject: Subject, item: AgreedScore) -> str:
    """Return which scores a settled one took the place of, with who gave them and why."""
    where = (item.candidate, item.question)
    earlier = [a for a in subject.rulings.replaced if (a.candidate, a.question) == where]
    said = [
        f" Replaces {a.score}, {f'decided by {clean(a.by)}' if a.by else 'agreed by the panel'}: {clean(a.reason)}"
        for a in earlier
    ]
    return "".join(said)


def _names(subject: Subject) -> Iterable[tuple[str, str]]:
    if subject.masked is None:
        return
    texts = (
        "No text had a name to mask" if not subject.masked else f"Masked in {counted(subject.masked, 'text')}"
    )
    yield (
        "Names hidden",
        (
            "Candidates are shown by reference only. In what people wrote, a candidate’s name and the parts of it are "
            f"replaced by {MASK}; a common word that is also such a name may be too. {texts}. What was written may still "
            "tell who somebody is: nicknames, places and the like are not looked for."
        ),
    )


def _sheets(subject: Subject) -> str:
    members = {m.person.ref for m in subject.members}
    recused = [1 for c, m in subject.rulings.recused if c in subject.person and m in members]
    expected = len(subject.candidates) * subject.panel_size - len(recused)
    text = f"{len(subject.sheets)} of {counted(expected, 'sheet')} are in."
    aside = _set_aside(subject)
    if aside:
        text += f" Set aside, and kept: {counted(aside, 'sheet')}; see who was withdrawn."
    lost = [f"{m.member.ref} on {m.candidate.ref} ({m.why})" for m in missing_sheets(subject)]
    return f"{text} Missing: {listed(lost)}." if lost else text


def _set_aside(subject: Subject) -> int:
    """Return how many sheets came in and do not count because somebody was withdrawn."""
    everybody = subject.absent.everybody
    return 0 if everybody is None else len(everybody.sheets) - len(subject.sheets)


def _keyed(subject: Subject) -> Iterable[tuple[str, str]]:
    keyed = [f"{s.member} on {s.candidate} (by {clean(s.keyed_by)})" for s in subject.sheets if s.keyed_by]
    if keyed:
        yield ("Keyed from paper", f"{listed(keyed)}.")


def _alone(subject: Subject) -> str:
    open_ = [f"{s.member} on {s.candidate}" for s in subject.sheets if not s.scored_alone]
    return f"Not confirmed by {listed(open_)}." if open_ else "Confirmed on every sheet that is in."


def _interests(subject: Subject) -> str:
    """Return every interest declared with what was ruled on it, also on sheets that do not count."""
    every = subject.absent.everybody or subject
    said = [(s.candidate, s.member) for s in every.sheets if s.interest]
    declared = [f"{m} in {c}{_ruled_on(subject, c, m)}" for c, m in said]
    unsaid = [f"{s.member} on {s.candidate}" for s in subject.sheets if s.interest is None]
    let_stand = [f"{m} on {c}" for c, m in sorted(subject.rulings.let_stand.difference(said))]
    recused = [f"{m} on {c}" for c, m in sorted(subject.rulings.recused.difference(said))]
    parts = [f"Declared by {listed(declared)}." if declared else "None declared."]
    parts += [f"Ruled to count: {listed(let_stand)}."] if let_stand else []
    parts += [f"Ruled not to count: {listed(recused)}."] if recused else []
    if unsaid:
        parts.append(f"Not answered by {listed(unsaid)}.")
    return " ".join(parts)


def _ruled_on(subject: Subject, candidate: str, member: str) -> str:
    """Return what was ruled on a member's scores on one candidate; empty when nothing was."""
    if subject.rulings.sets_aside(candidate, member):
        return " (ruled not to count)"
    return " (ruled to count)" if (candidate, member) in subject.rulings.let_stand else ""


def _rules(subject: Subject) -> str:
    sign_off = subject.plan.role.sign_off
    frozen = "The plan’s fingerprint covers them: a change since would show."
    if subject.rulings.changes:
        frozen = "Those in force are others: see “Rules changed”."
    if sign_off is None:
        return f"Frozen with the plan; nobody has signed them off. {frozen}"
    on = dt.date.fromisoformat(sign_off.on)
    before = ", before the interviews" if on < subject.campaign.dates.interviews_from else ""
    return f"Fixed in the role profile on {day(on)} by {clean(sign_off.by)}{before}. {frozen}"


def _questions(subject: Subject) -> str:
    return (
        "; ".join(
            f"{q.key} {q.question.id}, version {q.question.version}"
            + (" (left out)" if q.key in subject.rulings.reason_dropped else "")
            for q in subject.plan.questions
        )
        + "."
    )
