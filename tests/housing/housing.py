"""One campaign for tests: a Housing Officer, five candidates, three members, six questions. All invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import yaml

from interview_kit.domain.campaign import Campaign, Candidate, Contact, Dates, PanelMember
from interview_kit.domain.framework import Framework
from interview_kit.domain.plan import Plan
from interview_kit.domain.question import Benchmarks, Clause, Probe, Question, QuestionType, Seeks
from interview_kit.domain.rating import AgreedScore, Mark, Rating, ScoreSheet
from interview_kit.domain.role import CountRange, RoleCompetency, RoleProfile, ScoringRules
from interview_kit.domain.scale import Level, Scale
from interview_kit.selection.freeze import freeze_plan

HERE = Path(__file__).parent
CORE = HERE.parents[1] / "question_bank" / "frameworks" / "cambridge-core.yaml"
MARKS = {"-": Mark.BLANK, "n/a": Mark.NOT_ASKED, "none": Mark.NO_ANSWER}

SCALE = Scale(
    schema=1,
    id="pace-4",
    title="Norwich PACE scale",
    organisation="Norwich City Council",
    levels=(
        Level(level=4, label="Excellent", description="Excellent", short="always", benchmark="strong"),
        Level(level=3, label="Very good", description="Very good", short="most", benchmark="acceptable"),
        Level(level=2, label="Good", description="Good", short="some of the time"),
        Level(level=1, label="Unsatisfactory", description="Unsatisfactory", short="not", benchmark="weak"),
    ),
)

COMPETENCIES = (  # id, weight, minimum
    ("customer-service-and-support", 3, 2),
    ("communication", 2, 2),
    ("respecting-diversity-and-equality", 2, 2),
    ("commitment-and-accountability", 2, None),
    ("personal-effectiveness", 1, None),
)

QUESTIONS = (  # competency, demand, effective, ineffective, lead
    (0, 1, "e1 e2 e7 e8", "i2", "Tell us about a time when you had to refuse somebody what they asked for."),
    (0, 2, "e4 e5 e8", "i6", "It is five on Friday and a tenant rings again about water through her ceiling. What do you do?"),
    (1, 2, "e1 e2 e3 e7", "i4", "Tell us about a time when you had to explain something difficult to somebody."),
    (2, 2, "e1 e2 e4 e5", "i3 i4", "Tell us about a time when you saw or heard someone treated unfairly because they were seen as different. What did you do?"),
    (3, 2, "e4 e6 e7", "i4", "Tell us about a mistake of your own that somebody else would have paid for."),
    (4, 2, "e3 e5 e6", "i1", "Tell us about a week in which more was asked of you than could be done."),
)  # fmt: skip

PANEL = (
    PanelMember(ref="P1", name="Helen Marsh", chair=True),
    PanelMember(ref="P2", name="Daniel Hughes"),
    PanelMember(ref="P3", name="Sunita Bhatt"),
)

CANDIDATES = (
    Candidate(ref="C01", name="Priya Raman"),
    Candidate(ref="C02", name="Tom Ellery"),
    Candidate(ref="C03", name="Amara Osei"),
    Candidate(ref="C04", name="Gareth Pugh", adjustments="Questions in writing on the table"),
    Candidate(ref="C05", name="Leila Haddad"),
)


@dataclass(frozen=True)
class Housing:
    """The campaign: what a comparison is made from."""

    plan: Plan
    campaign: Campaign
    candidates: tuple[Candidate, ...]
    sheets: tuple[ScoreSheet, ...]
    agreed: tuple[AgreedScore, ...] = ()

    @property
    def members(self) -> tuple[str, ...]:
        """Refs of the panel."""
        return tuple(m.ref for m in self.campaign.panel)

    @property
    def refs(self) -> tuple[str, ...]:
        """Refs of the candidates."""
        return tuple(c.ref for c in self.candidates)

    def with_rating(self, candidate: str, question: str, member: str, score: int | Mark) -> Housing:
        """Return the campaign with one rating changed."""

        def changed(rating: Rating) -> Rating:
            if rating.question != question:
                return rating
            mark = score if isinstance(score, Mark) else Mark.SCORED
            number = None if isinstance(score, Mark) else score
            return rating.model_copy(update={"mark": mark, "score": number})

        sheets = tuple(
            s.model_copy(update={"ratings": tuple(changed(r) for r in s.ratings)})
            if (s.candidate, s.member) == (candidate, member)
            else s
            for s in self.sheets
        )
        return replace(self, sheets=sheets)

    def without_sheet(self, candidate: str, member: str) -> Housing:
        """Return the campaign with one sheet not in."""
        return replace(
            self, sheets=tuple(s for s in self.sheets if (s.candidate, s.member) != (candidate, member))
        )

    def with_panel(self, *refs: str) -> Housing:
        """Return the campaign with a smaller panel."""
        panel = tuple(
            m.model_copy(update={"chair": m.ref == refs[0]}) for m in self.campaign.panel if m.ref in refs
        )
        return replace(
            self,
            campaign=self.campaign.model_copy(update={"panel": panel}),
            sheets=tuple(s for s in self.sheets if s.member in refs),
        )

    def with_scoring(self, **rules: object) -> Housing:
        """Return the campaign with other scoring rules in its plan; the fingerprint stays."""
        scoring = self.plan.role.scoring.model_copy(update=rules)
        role = self.plan.role.model_copy(update={"scoring": scoring})
        return replace(self, plan=self.plan.model_copy(update={"role": role}))


def core_framework() -> Framework:
    """Return the shipped core framework."""
    return Framework.model_validate(yaml.safe_load(CORE.read_text(encoding="utf-8")))


def role_profile() -> RoleProfile:
    """Return the Housing Officer's role profile."""
    return RoleProfile(
        schema=1,
        id="housing-officer",
        title="Housing Officer",
        grade="5",
        organisation="Cambridge City Council",
        frameworks=("cambridge-core",),
        scale="pace-4",
        minutes=60,
        competencies=tuple(
            RoleCompetency(
                competency=f"cambridge-core/{own}",
                weight=Fraction(weight),
                essential=minimum is not None,
                minimum=None if minimum is None else Fraction(minimum),
                questions=CountRange(min=1, max=2),
            )
            for own, weight, minimum in COMPETENCIES
        ),
        scoring=ScoringRules(),
        sign_off={"by": "Head of Housing", "on": "2026-03-02"},
    )


def questions() -> tuple[Question, ...]:
    """Return the six questions."""
    found = []
    for number, (competency, demand, effective, ineffective, lead) in enumerate(QUESTIONS, start=1):
        own = COMPETENCIES[competency][0]
        ids = tuple(effective.split())
        clause = (Clause(text="What is heard at this level.", **{"from": (ids[0],)}),)
        found.append(
            Question(
                id=f"cambridge-core/{own}/q{number:02}",
                type=QuestionType.SITUATIONAL if number == 2 else QuestionType.PAST_BEHAVIOUR,
                demand=demand,
                minutes=7,
                variant_group=f"group-{number}",
                lead=lead,
                alternative=lead,
                probes=(Probe(ask="What did you do?", seeks=Seeks.ACTION),),
                indicators=ids,
                contra_indicators=tuple(ineffective.split()),
                benchmarks=Benchmarks(weak=clause, acceptable=clause, strong=clause),
            )
        )
    return tuple(found)


def housing() -> Housing:
    """Return the whole campaign."""
    role = role_profile()
    plan = freeze_plan(
        role,
        SCALE,
        {"cambridge-core": core_framework()},
        questions(),
        PANEL,
        campaign="HSG-2026-014",
        kit_version="0.1.0",
    )
    campaign = Campaign(
        schema=1,
        reference="HSG-2026-014",
        organisation="Cambridge City Council",
        place="Guildhall, Room 2; step-free entrance in Wheeler Street",
        contact=Contact(email="hr@example.org"),
        panel=PANEL,
        dates=Dates(
            adjustments_by=dt.date(2026, 3, 6),
            interviews_from=dt.date(2026, 3, 12),
            interviews_to=dt.date(2026, 3, 13),
            result_by=dt.date(2026, 3, 20),
        ),
    )
    ratings = read_ratings()
    sheets = tuple(
        ScoreSheet(
            reference=f"SK-{c.ref}{m.ref}-0000",
            candidate=c.ref,
            member=m.ref,
            plan=plan.fingerprint,
            ratings=ratings[c.ref, m.ref],
            interest=False,
            scored_alone=True,
            finished=dt.date(2026, 3, 13),
        )
        for c in CANDIDATES
        for m in PANEL
    )
    return Housing(plan, campaign, CANDIDATES, sheets)


def read_ratings() -> Mapping[tuple[str, str], tuple[Rating, ...]]:
    """Return the ratings by candidate and member."""
    found: dict[tuple[str, str], list[Rating]] = {}
    for line in (HERE / "ratings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        head, _, evidence = line.partition("|")
        candidate, question, member, score, *ticks = head.split()
        found.setdefault((candidate, member), []).append(
            Rating(
                question=question,
                mark=MARKS.get(score, Mark.SCORED),
                score=None if score in MARKS else int(score),
                evidence=evidence.strip(),
                heard=tuple(ticks[0].split(",")) if ticks else (),
            )
        )
    return {key: tuple(ratings) for key, ratings in found.items()}
