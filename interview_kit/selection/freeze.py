"""The frozen plan: every question verbatim, shared out among the panel, with fingerprints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interview_kit.domain.campaign import PanelMember
from interview_kit.domain.fingerprint import fingerprint_data, fingerprint_text
from interview_kit.domain.framework import Effective, Framework, Ineffective
from interview_kit.domain.plan import Plan, PlannedCompetency, PlannedQuestion
from interview_kit.domain.question import Question
from interview_kit.domain.role import RoleCompetency, RoleProfile
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, KitError

_NOT_YET = "-"
"""Stands in a plan whose fingerprint is being worked out."""


def freeze_plan(
    role: RoleProfile,
    scale: Scale,
    frameworks: Mapping[str, Framework],
    chosen: Sequence[Question],
    panel: Sequence[PanelMember],
    *,
    campaign: str,
    kit_version: str,
) -> Plan:
    """Return the frozen plan with ``chosen`` in the order given, and its fingerprint.

    The panel asks in contiguous blocks of nearly equal length, the chair first; with more members than
    questions the last ones ask none.

    Raises:
        KitError: when nothing is chosen, or a chosen question is on a competency the role lacks.
    """
    wanted = {c.competency for c in role.competencies}
    strangers = [q.id for q in chosen if q.competency not in wanted]
    if strangers or not chosen:
        problem = f"no competency of the role has {', '.join(strangers)}" if strangers else "has no question"
        remedy = "choose questions again from the role profile"
        raise KitError([Finding(f"plan of {campaign}", problem, remedy, code="plan-questions")])
    asked_by = share_out(len(chosen), panel)
    planned = tuple(
        _planned_question(f"Q{number}", asked_by[number - 1], question, frameworks, scale)
        for number, question in enumerate(chosen, start=1)
    )
    competencies = tuple(_planned_competency(c, frameworks, planned) for c in role.competencies)
    plan = Plan(
        schema=1,
        campaign=campaign,
        kit_version=kit_version,
        role=role,
        scale=scale,
        competencies=competencies,
        questions=planned,
        fingerprint=_NOT_YET,
    )
    return plan.model_copy(update={"fingerprint": plan_fingerprint(plan)})


def plan_fingerprint(plan: Plan) -> str:
    """Return the fingerprint of everything in a plan but the fingerprint itself."""
    return fingerprint_data(plan.model_dump(mode="json", by_alias=True, exclude={"fingerprint"}))


def check_plan(plan: Plan, name: str = "plan.yaml") -> list[Finding]:
    """Return an error for each part of a plan that was edited by hand; nothing when it is as frozen."""
    remedy = "Put the file back as the kit wrote it, or make a new plan before any interview is held."
    found = [
        Finding(
            f"{name}: {q.key}", f"its {what} changed after the plan was frozen", remedy, code="plan-edited"
        )
        for q in plan.questions
        for what, frozen, now in (
            ("words were", q.wording, _wording(q.question, q.effective, q.ineffective)),
            ("scoring was", q.structure, _structure(q.question, q.effective, q.ineffective, plan.scale)),
        )
        if frozen != now
    ]
    if not found and plan.fingerprint != plan_fingerprint(plan):
        problem = "was changed after it was frozen: its fingerprint does not fit"
        found.append(Finding(name, problem, remedy, code="plan-edited"))
    return found


def share_out(questions: int, panel: Sequence[PanelMember]) -> tuple[str, ...]:
    """Return who asks each question: contiguous blocks, the chair first, longer blocks earlier."""
    order = sorted(panel, key=lambda m: not m.chair)
    size, longer = divmod(questions, len(order))
    blocks = [size + (at < longer) for at in range(len(order))]
    return tuple(m.ref for m, block in zip(order, blocks, strict=True) for _ in range(block))


def _planned_question(
    key: str, asked_by: str, question: Question, frameworks: Mapping[str, Framework], scale: Scale
) -> PlannedQuestion:
    framework, _, own = question.competency.partition("/")
    competency = frameworks[framework].by_id[own]
    effective = tuple(e for e in competency.effective if e.id in question.indicators)
    ineffective = tuple(i for i in competency.ineffective if i.id in question.contra_indicators)
    return PlannedQuestion(
        key=key,
        asked_by=asked_by,
        question=question,
        effective=effective,
        ineffective=ineffective,
        wording=_wording(question, effective, ineffective),
        structure=_structure(question, effective, ineffective, scale),
    )


def _planned_competency(
    wanted: RoleCompetency, frameworks: Mapping[str, Framework], planned: Sequence[PlannedQuestion]
) -> PlannedCompetency:
    framework, _, own = wanted.competency.partition("/")
    competency = frameworks[framework].by_id[own]
    elicited = {e.id for q in planned if q.competency == wanted.competency for e in q.effective}
    return PlannedCompetency(
        id=wanted.competency,
        title=competency.title,
        definition=competency.definition,
        framework_title=frameworks[framework].title,
        weight=wanted.weight,
        essential=wanted.essential,
        minimum=wanted.minimum,
        statements=competency.statements,
        covered=tuple(e.id for e in competency.effective if e.id in elicited),
        uncovered=tuple(e for e in competency.effective if e.id not in elicited),
    )


def _wording(question: Question, effective: Sequence[Effective], ineffective: Sequence[Ineffective]) -> str:
    """Return the fingerprint of every word that a panel reads about a question."""
    marks = question.benchmarks
    clauses = [c.text for level in (marks.weak, marks.acceptable, marks.strong) for c in level]
    words = [question.lead, question.alternative, *(p.ask for p in question.probes), *clauses]
    words += [*(e.text for e in effective), *(i.text for i in ineffective)]
    return fingerprint_text("\n".join([*words, question.notes]))


def _structure(
    question: Question, effective: Sequence[Effective], ineffective: Sequence[Ineffective], scale: Scale
) -> str:
    """Return the fingerprint of what can be ticked and scored."""
    return fingerprint_data(
        {
            "question": question.id,
            "effective": [e.id for e in effective],
            "ineffective": [i.id for i in ineffective],
            "levels": [level.level for level in scale.levels],
        }
    )
