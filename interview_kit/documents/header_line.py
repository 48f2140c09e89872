"""A form's header, kept so short that it stays on one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from interview_kit.word.measure import shortened, text_width

_WIDTH: Final = 17.4 - 0.6
_SIZE: Final = 8.5


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What stands in the header of a form: its name, the role, the campaign, and the words before a member."""

    document: str
    role: str
    campaign: str
    by: str

    def slots(self, candidate: str, member: str) -> dict[str, str]:
        """Return the changing parts, by name: ``header_role``, ``_by``, ``_candidate`` and ``_member``.

        The role goes first, then the words before the member, then the ends of the names.
        """
        fixed = text_width(f"{self.document} · {self.campaign}   ·   ", _SIZE)
        names = text_width(candidate, _SIZE, bold=True) + text_width(member, _SIZE, bold=True)
        role = f"{self.role} · "
        for shown, by in ((role, self.by), ("", self.by), ("", "")):
            if fixed + names + text_width(shown + by, _SIZE) <= _WIDTH:
                return _slots(shown, by, candidate, member)
        half = (_WIDTH - fixed) / 2
        return _slots("", "", *(shortened(name, _SIZE, half, bold=True) for name in (candidate, member)))


def _slots(role: str, by: str, candidate: str, member: str) -> dict[str, str]:
    return {"header_role": role, "header_by": by, "header_candidate": candidate, "header_member": member}
