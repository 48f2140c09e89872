"""What must hold between a role profile and the bank before questions can be chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from interview_kit.bank.bank import Bank
from interview_kit.bank.role_question_checks import (
    check_bounds,
    check_listed_questions,
    check_minutes,
    live_questions,
)
from interview_kit.bank.shared_findings import Place, error, in_order, inside, unknown
from interview_kit.domain.english import counted
from interview_kit.domain.framework import Framework
from interview_kit.domain.role import RoleCompetency, RoleProfile, TieRule
from interview_kit.domain.scale import Scale
from interview_kit.errors import Finding, Severity


def check_role(role: RoleProfile, bank: Bank, place: Place) -> list[Finding]:
    """Return findings on a role profile; ``place`` gives ``name:line`` of a path of keys inside it.

    Nothing is said twice: where a framework or a competency is unknown, what depends on it is left out.
    Findings come in the order of lines.
    """
    found = [
        *_check_frameworks(role, bank, place),
        *_check_competencies(role, bank, place),
        *_check_scale(role, bank, place),
        *check_listed_questions(role, bank, place),
        *check_minutes(role, bank, place),
        *check_bounds(role, place),
        *_check_rules(role, place),
    ]
    return list(in_order(found))


def _check_frameworks(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    for n, id_ in enumerate(role.frameworks):
        if id_ not in bank.frameworks and id_ not in bank.broken:
            yield unknown(place("frameworks", n), "framework", id_, bank.frameworks)
        elif id_ in role.frameworks[:n]:
            yield error(
                place("frameworks", n),
                f"the framework '{id_}' is listed twice",
                "Delete one of the two.",
                "id-twice",
            )
        elif not any(c.competency.startswith(f"{id_}/") for c in role.competencies):
            yield Finding(
                where=place("frameworks", n),
                problem=f"no competency of the framework '{id_}' is used",
                remedy="Take the framework off the list, or add a competency of it.",
                severity=Severity.WARNING,
                code="role-framework-unused",
            )
    strangers = list(_strangers(role, bank.frameworks))
    if not role.mixed_frameworks_reason.strip():
        for n, problem, remedy in strangers:
            yield error(
                place("frameworks", n),
                problem,
                f"{remedy} Or say why in mixed_frameworks_reason.",
                "role-frameworks-mixed",
            )
    elif not strangers:
        yield Finding(
            where=place("mixed_frameworks_reason"),
            problem="a reason for mixing frameworks is given, and none are mixed",
            remedy="Delete mixed_frameworks_reason.",
            severity=Severity.WARNING,
            code="role-reason-unneeded",
        )


def _strangers(role: RoleProfile, frameworks: Mapping[str, Framework]) -> Iterator[tuple[int, str, str]]:
    """Yield index, problem and remedy where frameworks do not belong together or one lacks its companion."""
    known = [
        (n, frameworks[id_]) for n, id_ in enumerate(dict.fromkeys(role.frameworks)) if id_ in frameworks
    ]
    for n, framework in known:
        for companion in framework.used_with:
            if companion not in role.frameworks:
                yield (
                    n,
                    f"'{framework.id}' is meant to be used together with '{companion}'",
                    f"Add {companion} to frameworks, with the competencies of it that matter.",
                )
        for _, earlier in known:
            if earlier.id == framework.id:
                break
            if earlier.id not in framework.used_with and framework.id not in earlier.used_with:
                yield (
                    n,
                    f"'{framework.id}' is not meant to be mixed with '{earlier.id}'",
                    "Keep one of the two.",
                )


def _check_competencies(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, asked in enumerate(role.competencies):
        where = place("competencies", n, "competency")
        framework, _, competency = asked.competency.partition("/")
        if asked.competency in seen:
            yield error(
                where, f"'{asked.competency}' stands twice", "Delete one of the two.", "role-competency-twice"
            )
            continue
        seen.add(asked.competency)
        if framework not in role.frameworks:
            yield error(
                where,
                f"the framework '{framework}' is not on the role's list of frameworks",
                f"Add {framework} to frameworks, or choose a competency of: {', '.join(role.frameworks)}.",
                "role-framework-not-listed",
            )
        if framework not in bank.frameworks:
            continue
        if competency not in bank.frameworks[framework].by_id:
            known = [f"{framework}/{c}" for c in bank.frameworks[framework].by_id]
            yield unknown(where, "competency", asked.competency, known)
            continue
        if asked.competency not in bank.broken:
            yield from _check_count(role, asked, bank, inside(place, "competencies", n))


def _check_count(role: RoleProfile, asked: RoleCompetency, bank: Bank, place: Place) -> Iterator[Finding]:
    least, most = asked.questions.min, asked.questions.max
    pinned = [q for q in role.pinned if q.rpartition("/")[0] == asked.competency]
    live = live_questions(role, asked.competency, bank)
    groups = {q.variant_group for q in live}
    if least > most:
        yield error(
            place("questions"),
            f"at least {counted(least, 'question')} and at most {most} cannot both be",
            "Mend min or max.",
            "role-min-over-max",
        )
    elif asked.essential and least == 0:
        yield error(
            place("questions"),
            f"'{asked.competency}' is essential, and might get no question",
            "Write min: 1 or more.",
            "role-essential-unasked",
        )
    if not live:
        yield error(
            place("competency"),
            f"there is no live question on '{asked.competency}'",
            "Write questions on it, or take the competency off the role profile.",
            "role-no-live-question",
        )
    elif len(groups) < least:
        yield error(
            place("questions"),
            f"{counted(least, 'question')} {'is' if least == 1 else 'are'} wanted on '{asked.competency}'; the bank has {len(groups)}, variants of one counted once",
            f"Write min: {len(groups)}, or add questions of another variant_group.",
            "role-too-few-questions",
        )
    if len(pinned) > most:
        yield error(
            place("questions"),
            f"{counted(len(pinned), 'question')} {'is' if len(pinned) == 1 else 'are'} pinned, and at most {most} may be asked",
            f"Write max: {len(pinned)}, or unpin some.",
            "role-too-many-pinned",
        )


def _check_scale(role: RoleProfile, bank: Bank, place: Place) -> Iterator[Finding]:
    scale = bank.scales.get(role.scale)
    if scale is None:
        if role.scale not in bank.broken:
            yield unknown(place("scale"), "scale", role.scale, bank.scales)
        return
    yield from _check_minimums(role, scale, place)


def check_scoring(role: RoleProfile, scale: Scale, place: Place) -> list[Finding]:
    """Return findings on a role profile's scoring rules alone, as on a scale; see :func:`check_role`."""
    return list(in_order([*_check_minimums(role, scale, place), *_check_rules(role, place)]))


def _check_minimums(role: RoleProfile, scale: Scale, place: Place) -> Iterator[Finding]:
    for n, asked in enumerate(role.competencies):
        if asked.minimum is not None and not scale.lowest <= asked.minimum <= scale.highest:
            yield _outside(place("competencies", n, "minimum"), scale)
    overall = role.scoring.overall_minimum
    if overall is not None and not scale.lowest <= overall <= scale.highest:
        yield _outside(place("scoring", "overall_minimum"), scale)


def _outside(where: str, scale: Scale) -> Finding:
    return error(
        where,
        f"the minimum lies outside the scale, which runs from {scale.lowest} to {scale.highest}",
        f"Write a number from {scale.lowest} to {scale.highest}.",
        "role-minimum-outside-scale",
    )


def _check_rules(role: RoleProfile, place: Place) -> Iterator[Finding]:
    rules = role.scoring.tie_rules
    for n, rule in enumerate(rules):
        if rule in rules[:n]:
            yield error(
                place("scoring", "tie_rules", n),
                f"'{rule}' stands twice",
                "Delete one of the two.",
                "id-twice",
            )
        elif rule is TieRule.ESSENTIAL_MEAN and not any(c.essential for c in role.competencies):
            yield error(
                place("scoring", "tie_rules", n),
                "ties are to be parted by the essential competencies, and none is essential",
                "Mark a competency with 'essential: true', or delete the rule.",
                "role-tie-rule-empty",
            )
    if not any(c.essential for c in role.competencies):
        for key, asked in (
            ("essential_share", role.scoring.essential_share is not None),
            ("essential_above_lowest", role.scoring.essential_above_lowest),
        ):
            if asked:
                yield error(
                    place("scoring", key),
                    "the rule is about the essential competencies, and none is essential",
                    "Mark a competency with 'essential: true', or delete the rule.",
                    "role-essential-rule-empty",
                )
    if role.sign_off is not None:
        try:
            dt.date.fromisoformat(role.sign_off.on)
        except ValueError:
            yield error(
                place("sign_off", "on"),
                f"'{role.sign_off.on}' is no day of the calendar",
                "Write the day as year-month-day, for example 2026-03-12.",
                "role-sign-off-date",
            )
