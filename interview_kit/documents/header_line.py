"""A form's header, kept so short that it stays on one line."""

from __future__ import annotations

from typing import Final

from interview_kit.word.measure import shortened, text_width

_WIDTH: Final = 17.4 - 0.6
_SIZE: Final = 8.5


class HeaderLine:
    """What stands in the header of a form: its name, the role, the campaign, and the words before a member."""

    def __init__(self, document: str, role: str, campaign: str, by: str) -> None:
        self._room = _WIDTH - text_width(f"{document} · {campaign}   ·   ", _SIZE)
        """In cm, for all that follows."""
        self._words = [
            (shown, before, self._room - text_width(shown + before, _SIZE))
            for shown, before in ((f"{role} · ", by), ("", by), ("", ""))
        ]
        """What may stand beside the names, and the room that it leaves them."""

    def slots(self, candidate: str, member: str) -> dict[str, str]:
        """Return the changing parts, by name: ``header_role``, ``_by``, ``_candidate`` and ``_member``.

        The role goes first, then the words before the member, then the ends of the names.
        """
        names = text_width(candidate, _SIZE, bold=True) + text_width(member, _SIZE, bold=True)
        for role, by, room in self._words:
            if names <= room:
                return _slots(role, by, candidate, member)
        half = self._room / 2
        return _slots("", "", *(shortened(name, _SIZE, half, bold=True) for name in (candidate, member)))


def _slots(role: str, by: str, candidate: str, member: str) -> dict[str, str]:
    return {"header_role": role, "header_by": by, "header_candidate": candidate, "header_member": member}
