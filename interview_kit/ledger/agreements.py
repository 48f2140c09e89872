"""The ledger's entries on what the panel agreed: forms issued, shown with scores, and read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Final

from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import AgreedScore
from interview_kit.domain.rulings import ShownIn
from interview_kit.errors import Finding
from interview_kit.ledger.chain import Entry
from interview_kit.ledger.entries import EntryBook, body_of, time_of
from interview_kit.ledger.values import Agreement, Receipt, Result, Showing, Shown

FORM: Final = "form"
"""An agreement form was issued."""
FORM_READ: Final = "form read"
"""An agreement form came back."""
SHOWN: Final = "shown"
"""The members' scores were put together on a form or in the comparison."""
AGREED: Final = "agreed"


class AgreementBook(EntryBook):
    """Agreement forms and agreed scores, apart from the score sheets."""

    def issue_forms(self, forms: Iterable[Issued], *, at: dt.datetime) -> None:
        """Note agreement forms as issued; the member of each is the chair.

        Raises:
            KitError: a reference was issued for somebody else before.
        """
        self._issue(FORM, forms, at)

    def forms(self) -> dict[str, Issued]:
        """Return every agreement form issued, older plans included, by its reference."""
        return self._issued(FORM)

    def show(self, shown: Shown, *, at: dt.datetime) -> None:
        """Note that members' scores were put together; the same as last time is not noted again."""
        with self._database.transaction():
            same = (shown.candidate, shown.plan, shown.where)
            before = [s for s in self.shown() if (s.candidate, s.plan, s.where) == same]
            if not before or before[-1] != shown:
                self._append(at, SHOWN, asdict(shown), about="")

    def shown(self) -> tuple[Shown, ...]:
        """Return whose scores were put together, in order."""
        return tuple(showing.shown for showing in self.showings())

    def showings(self) -> tuple[Showing, ...]:
        """Return whose scores were put together, and when, in order."""
        return tuple(Showing(e.number, time_of(e), _shown(e)) for e in self._entries(SHOWN))

    def receive_form(
        self,
        name: str,
        data: bytes,
        form: Issued,
        scores: Iterable[AgreedScore],
        findings: Iterable[Finding],
        *,
        at: dt.datetime,
    ) -> Receipt:
        """Keep an agreement form that came back, and note its scores as agreed, both or neither.

        A form that was here before, with the same reading, changes nothing, whatever was agreed since. Of
        one saved again only the scores count that it did not have the last time, and none of them refers
        back to the panel what somebody has decided.
        """
        agreed = tuple(scores)
        body = {
            "name": name,
            "candidate": form.candidate,
            "scores": [score.model_dump(mode="json", exclude_defaults=True) for score in agreed],
            "findings": [asdict(f) for f in findings],
        }
        with self._database.transaction():
            said = self._last_said(form.reference)
            receipt = self._receive(FORM_READ, body, "scores", data, about=form.reference, at=at)
            if receipt.result is not Result.DUPLICATE:
                decided = {(s.candidate, s.question) for s in self.agreed(form.plan) if s.by}
                new = [
                    score
                    for score in agreed
                    if score not in said
                    if score.score is not None or (score.candidate, score.question) not in decided
                ]
                self._agree(new, {"form": form.reference, "plan": form.plan}, at)
        return receipt

    def _last_said(self, form: str) -> tuple[AgreedScore, ...]:
        """Return the scores that a form had when it came back last."""
        read = [body_of(e) for e in self._database.entries(FORM_READ, about=form) if e.body is not None]
        return tuple(AgreedScore.model_validate(score) for score in read[-1]["scores"]) if read else ()

    def agree(self, scores: Iterable[AgreedScore], *, at: dt.datetime, plan: str = "") -> None:
        """Note agreed scores that came on no form; one that stands already in the same words is not noted again."""
        with self._database.transaction():
            self._agree(scores, {"plan": plan} if plan else {}, at)

    def _agree(self, scores: Iterable[AgreedScore], source: Mapping[str, str], at: dt.datetime) -> None:
        standing = {(s.candidate, s.question): s for s in self.agreed(source.get("plan"))}
        for score in scores:
            if standing.get((score.candidate, score.question)) != score:
                body = {**score.model_dump(mode="json", exclude_defaults=True), **source}
                self._append(at, AGREED, body, about=score.question)

    def agreements(self, plan: str | None = None) -> tuple[Agreement, ...]:
        """Return all that was agreed, in order; with a plan's fingerprint, only what was agreed on that plan."""
        every = (_agreement(e) for e in self._entries(AGREED))
        return tuple(a for a in every if plan is None or a.plan == plan)

    def agreed(self, plan: str | None = None) -> tuple[AgreedScore, ...]:
        """Return the agreed scores that stand: the latest for each candidate and question.

        With a plan's fingerprint, only those agreed on that plan: ``Q4`` of another is another question.
        """
        every = (a.score for a in self.agreements(plan))
        return tuple({(s.candidate, s.question): s for s in every}.values())


def _shown(entry: Entry) -> Shown:
    body = body_of(entry)
    lists = {key: tuple(body.get(key, ())) for key in ("missing", "members")}
    where = ShownIn(body.get("where", ShownIn.AGREEMENT_FORM))
    return Shown(**{**body, **lists, "where": where})


def _agreement(entry: Entry) -> Agreement:
    body = body_of(entry)
    form, plan = body.pop("form", ""), body.pop("plan", "")
    return Agreement(entry.number, time_of(entry), form, plan, AgreedScore.model_validate(body))
