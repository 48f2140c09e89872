"""The document that everything here makes: the shipped housing-officer role's score sheet."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interview_kit import kit
from interview_kit.documents.layout import score_sheet_keys
from interview_kit.documents.reference import sheet_reference
from interview_kit.documents.score_sheet_writer import SLOTS, SheetPress, compose_score_sheets
from interview_kit.documents.sheet_outside import PrintedSheet, printed_sheet
from interview_kit.domain.campaign import Candidate, PanelMember
from interview_kit.domain.issued import Issued
from interview_kit.domain.plan import Plan
from interview_kit.kit.bank import own_templates
from interview_kit.kit.opening import open_campaign, open_ledger
from interview_kit.word.package import read_parts, write_parts

NOW = dt.datetime(2026, 3, 16, 9, 0, tzinfo=dt.UTC)
KEY = b"benchmark, not a secret"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One campaign's sheet: how the kit makes it, and what the others need to make the same."""

    press: SheetPress
    plan: Plan
    member: PanelMember
    parts: dict[str, str]
    """The XML parts with ``{{ name }}`` where a value goes; the parts without one are in ``fixed``."""
    fixed: dict[str, bytes]
    filled: bytes
    """One that came back."""
    issued: dict[str, Issued]
    printed: PrintedSheet
    """What a blank one has printed on it."""

    def candidate(self, number: int) -> Candidate:
        """Return one of any number of candidates, all different."""
        slot = dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC) + dt.timedelta(hours=number % 8)
        return Candidate(ref=f"C{number:05d}", name=f"Amara Osei-Bonsu {number}", slot=slot, room="Room 2")

    def reference(self, candidate: Candidate) -> str:
        """Return a sheet's signed reference."""
        return sheet_reference(KEY, self.plan.campaign, self.plan.fingerprint, candidate.ref, self.member.ref)

    def stamp(self, number: int) -> bytes:
        """Return the kit's sheet on a candidate."""
        return self.stamp_for(self.candidate(number))

    def stamp_for(self, candidate: Candidate) -> bytes:
        """Return the kit's sheet on a candidate who is known."""
        return self.press.stamp(candidate, self.member, self.reference(candidate))

    def values(self, number: int) -> dict[str, str]:
        """Return what goes into the slots of a candidate's sheet."""
        candidate = self.candidate(number)
        return self.press.values(candidate, self.member, self.reference(candidate))

    def template(self) -> bytes:
        """Return the sheet as a Word template, with a jinja tag where a value goes."""
        return write_parts(self.fixed | {name: xml.encode() for name, xml in self.parts.items()})


@contextmanager
def example_campaign() -> Iterator[Path]:
    """Give the folder of the shipped example: planned, packed, and its sheets filled in."""
    with tempfile.TemporaryDirectory() as folder:
        root = kit.start_example(Path(folder))
        kit.make_plan(root, now=NOW)
        kit.make_pack(root, now=NOW)
        kit.fill_example(root)
        yield root


def load_sheet(root: Path) -> Sheet:
    """Return the sheet of a campaign."""
    opened = open_campaign(root)
    files, _ = own_templates(None)
    press = compose_score_sheets(opened.plan, opened.campaign, files)
    tagged = read_parts(press.stamp_values({name: f"{{{{ {name} }}}}" for name in SLOTS}))
    parts = {name: content.decode() for name, content in tagged.items() if b"{{ " in content}
    fixed = {name: content for name, content in tagged.items() if name not in parts}
    filled = next(iter(sorted(opened.folder.returned.iterdir()))).read_bytes()
    with open_ledger(opened.folder) as ledger:
        issued = ledger.issued()
    printed = printed_sheet(press.blank(), score_sheet_keys(opened.plan))
    return Sheet(press, opened.plan, opened.campaign.panel[0], parts, fixed, filled, issued, printed)
