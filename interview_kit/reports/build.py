"""The one entry: from a plan and its score sheets to a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from interview_kit.domain.campaign import Campaign, Candidate
from interview_kit.domain.english import counted, days, moment
from interview_kit.domain.plan import Plan
from interview_kit.domain.rating import AgreedScore, Mark, ScoreSheet
from interview_kit.domain.rulings import NO_RULINGS, Rulings
from interview_kit.domain.typography import printed_plan
from interview_kit.reports.blind import hide_names
from interview_kit.reports.certainty_bars import certainty_figure
from interview_kit.reports.decision import decision_section
from interview_kit.reports.evidence import candidate_pages, side_by_side
from interview_kit.reports.heat import heat_map
from interview_kit.reports.in_short import in_short
from interview_kit.reports.merit_rows import certainty_note, merit_rows
from interview_kit.reports.model import FigureRow, Member, RatingRow, Report, Said
from interview_kit.reports.panel import panel_section
from interview_kit.reports.record import missing_sheets, record_rows
from interview_kit.reports.settle import NOTHING_OPEN, settle_rows
from interview_kit.reports.subject import NOBODY_ABSENT, Absent, Subject, clean, subject_of
from interview_kit.scoring.grid import Cell

EXAMPLE = "Example: the people, the ratings and the evidence in this comparison are invented."


def build_report(
    plan: Plan,
    campaign: Campaign,
    candidates: Sequence[Candidate],
    sheets: Iterable[ScoreSheet],
    *,
    agreed: Iterable[AgreedScore] = (),
    ledger_head: str,
    made_at: dt.datetime,
    kit_version: str,
    example: bool = False,
    rulings: Rulings = NO_RULINGS,
    first: Plan | None = None,
    blind: bool = False,
    absent: Absent = NOBODY_ABSENT,
    unread: Collection[tuple[str, str, str]] = (),
) -> Report:
    """Return the whole comparison, every number and sentence decided.

    ``sheets`` holds one sheet a candidate and member, the one that counts. ``example`` has every document say
    that its ratings are invented. ``rulings`` is what people ruled on the way; where they changed the
    rules, ``plan`` has those in force and ``first`` those first declared. ``blind`` shows candidates by
    reference only, and masks their names in all that people wrote. ``absent`` are those withdrawn,
    and ``unread`` says at which candidate, question and member a score is written that cannot be read.

    Raises:
        KitError: when a sheet or an agreed score does not belong to the plan, the panel or the candidates.
    """
    held, settled, masked = tuple(sheets), tuple(agreed), None
    if blind:
        hidden = hide_names([*candidates, *absent.candidates], held, settled, rulings)
        absent = replace(absent, candidates=hidden.candidates[len(candidates) :])
        candidates = hidden.candidates[: len(candidates)]
        held, settled, rulings, masked = hidden.sheets, hidden.agreed, hidden.rulings, hidden.masked
    exact = subject_of(
        plan,
        campaign,
        candidates,
        held,
        settled,
        rulings=rulings,
        first=first,
        absent=absent,
    )
    subject = replace(exact, plan=printed_plan(plan), masked=masked, unread=frozenset(unread))
    title = clean(campaign.title or plan.role.title)
    settle = settle_rows(subject)
    return Report(
        title="Comparison of candidates, by reference" if blind else "Comparison of candidates",
        subtitle=_subtitle(subject, title),
        running_head=f"Comparison · {title} · {campaign.reference}",
        confidential=Said("Confidential", "supports a decision; people make it"),
        running_foot=" · ".join(
            [f"Plan {plan.mark}", f"ledger {ledger_head}", f"interview-kit {kit_version}", moment(made_at)]
        ),
        example=EXAMPLE if example else "",
        blind=blind,
        in_short=in_short(subject),
        candidates=tuple(subject.person[ref] for ref in subject.order),
        members=subject.members,
        competencies=subject.competencies,
        questions=tuple(subject.questions.values()),
        merit=merit_rows(subject),
        merit_note=certainty_note(subject),
        settle=settle,
        settle_note="" if settle else NOTHING_OPEN,
        heat=heat_map(subject),
        certainty=certainty_figure(subject),
        panel=panel_section(subject),
        pages=candidate_pages(subject),
        side_by_side=side_by_side(subject),
        decision=decision_section(subject),
        record=record_rows(subject, ledger_head=ledger_head, kit_version=kit_version),
        missing=missing_sheets(subject),
        combine=plan.role.scoring.combine.value,
        agreed_basis=subject.agreed_basis,
        lowest=plan.scale.lowest,
        highest=plan.scale.highest,
        overall_minimum=plan.role.scoring.overall_minimum,
        ratings=_ratings(subject),
        figures=_figures(subject),
        made_at=moment(made_at),
        made_at_iso=made_at.isoformat(timespec="seconds"),
    )


def _subtitle(subject: Subject, title: str) -> str:
    campaign, scale = subject.campaign, subject.plan.scale
    held = days(campaign.dates.interviews_from, campaign.dates.interviews_to)
    counts = [
        counted(subject.panel_size, "member"),
        counted(len(subject.plan.questions), "question") + _left_out(subject),
        f"levels {scale.lowest} to {scale.highest}",
    ]
    return " · ".join([title, campaign.reference, f"interviews {held}", ", ".join(counts)])


def _left_out(subject: Subject) -> str:
    count = len(subject.rulings.dropped)
    return f" ({count} left out)" if count else ""


def _ratings(subject: Subject) -> tuple[RatingRow, ...]:
    rows = []
    competency = {c.id: c for c in subject.competencies}
    agreed = {(a.candidate, a.question): a.score for a in subject.agreed}
    for ref in subject.order:
        figures = {q.question: q for c in subject.comparison.figures[ref].competencies for q in c.questions}
        for key in subject.comparison.grid.questions:
            head = subject.questions[key]
            cells = subject.comparison.grid.cells[ref, key]
            rows.append(
                RatingRow(
                    candidate=subject.person[ref],
                    question=head,
                    scores=tuple(cell.score for cell in cells),
                    marks=tuple(
                        _mark(subject, ref, member, cell)
                        for member, cell in zip(subject.members, cells, strict=True)
                    ),
                    agreed=agreed.get((ref, key)),
                    value=figures[key].value,
                    competency=competency[head.competency],
                )
            )
    return tuple(rows)


def _mark(subject: Subject, ref: str, member: Member, cell: Cell) -> str:
    """Return what is said of a rating; of one that was ruled not to count, that."""
    if (ref, member.person.ref) in subject.rulings.recused:
        return "not counted"
    return "no sheet" if cell.mark is None else Mark(cell.mark).value


def _figures(subject: Subject) -> tuple[FigureRow, ...]:
    return tuple(
        FigureRow(
            subject.person[ref],
            tuple(c.value for c in subject.comparison.figures[ref].competencies),
            subject.comparison.figures[ref].total,
            subject.comparison.figures[ref].complete,
        )
        for ref in subject.order
    )
