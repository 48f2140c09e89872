"""The ledger's entries on what people ruled: questions dropped, rules changed, names mended, decisions."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from interview_kit.domain.base import Model
from interview_kit.domain.rulings import (
    Decision,
    DroppedQuestion,
    Renamed,
    RestoredQuestion,
    RulesChange,
    Withdrawal,
)
from interview_kit.ledger.agreements import AgreementBook
from interview_kit.ledger.chain import Entry
from interview_kit.ledger.entries import body_of, time_of

DROPPED: Final = "question dropped"
RESTORED: Final = "question restored"
RULES: Final = "rules"
RENAMED: Final = "renamed"
DECIDED: Final = "decided"
WITHDRAWN: Final = "withdrawn"


class RulingBook(AgreementBook):
    """What people ruled, apart from the scores. What hangs on a plan's questions is kept by plan."""

    def drop_question(self, dropped: DroppedQuestion, plan: str) -> None:
        """Note that a question of a plan counts for nobody."""
        self._rule(DROPPED, dropped, plan, about=dropped.question)

    def restore_question(self, question: str, reason: str, plan: str, *, at: dt.datetime) -> None:
        """Note that a dropped question counts again."""
        with self._database.transaction():
            self._append(at, RESTORED, {"question": question, "reason": reason, "plan": plan}, about=question)

    def dropped(self, plan: str) -> tuple[DroppedQuestion, ...]:
        """Return the questions of a plan that stand dropped, in the order in which they were."""
        standing: dict[str, DroppedQuestion] = {}
        for entry in self._ruled(plan, DROPPED, RESTORED):
            body = _values(entry)
            standing.pop(body["question"], None)
            if entry.kind == DROPPED:
                standing[body["question"]] = DroppedQuestion(**body)
        return tuple(standing.values())

    def restored(self, plan: str) -> tuple[RestoredQuestion, ...]:
        """Return each time that a question of a plan was dropped and let in again, in order."""
        dropped: dict[str, DroppedQuestion] = {}
        found = []
        for entry in self._ruled(plan, DROPPED, RESTORED):
            body = _values(entry)
            if entry.kind == DROPPED:
                dropped[body["question"]] = DroppedQuestion(**body)
            elif body["question"] in dropped:
                before = dropped.pop(body["question"])
                found.append(RestoredQuestion(dropped=before, at=body["at"], reason=body["reason"]))
        return tuple(found)

    def change_rules(self, change: RulesChange, plan: str) -> None:
        """Note that other scoring rules took the place of those in force."""
        self._rule(RULES, change, plan, about="")

    def rules_changes(self, plan: str) -> tuple[RulesChange, ...]:
        """Return every change of a plan's scoring rules, in order."""
        return tuple(RulesChange.model_validate(_values(e)) for e in self._ruled(plan, RULES))

    def decide(self, decision: Decision, plan: str) -> None:
        """Note a decision; an earlier one is kept, and no longer stands."""
        self._rule(DECIDED, decision, plan, about="")

    def decisions(self, plan: str) -> tuple[Decision, ...]:
        """Return every decision on a plan's candidates, in order; the last one stands."""
        return tuple(Decision.model_validate(_values(e)) for e in self._ruled(plan, DECIDED))

    def rename(self, renamed: Renamed) -> None:
        """Note that a name in another spelling is the same person's."""
        self._rule(RENAMED, renamed, "", about="")

    def renamed(self) -> tuple[Renamed, ...]:
        """Return every name that was mended, in order."""
        return tuple(Renamed.model_validate(_values(e)) for e in self._entries(RENAMED))

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Note whether somebody takes part, altogether or for one candidate."""
        self._rule(WITHDRAWN, withdrawal, "", about="")

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return everything ruled on who takes part, in order; it holds for every plan of the campaign."""
        return tuple(Withdrawal.model_validate(_values(e)) for e in self._entries(WITHDRAWN))

    def _rule(self, kind: str, ruling: Model, plan: str, *, about: str) -> None:
        body = ruling.model_dump(mode="json")
        at = dt.datetime.fromisoformat(body.pop("at"))
        with self._database.transaction():
            self._append(at, kind, {**body, "plan": plan}, about=about)

    def _ruled(self, plan: str, *kinds: str) -> list[Entry]:
        return [e for e in self._entries(*kinds) if body_of(e)["plan"] == plan]


def _values(entry: Entry) -> dict[str, Any]:
    """Return what an entry says as the ruling has it."""
    body = body_of(entry)
    del body["plan"]
    return {**body, "at": time_of(entry)}
