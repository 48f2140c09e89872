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

    def shown(self, candidate: str, member: str) -> tuple[str, str, str, str]:
        """Return role, candidate, words before the member, and member, as they stand beside each other.

        The role goes first, then the words before the member, then the ends of the names.
        """
        names = text_width(candidate, _SIZE, bold=True) + text_width(member, _SIZE, bold=True)
        for role, by, room in self._words:
            if names <= room:
                return role, candidate, by, member
        half = self._room / 2
        return "", shortened(candidate, _SIZE, half, bold=True), "", shortened(member, _SIZE, half, bold=True)
