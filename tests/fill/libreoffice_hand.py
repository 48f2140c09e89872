"""A hand at LibreOffice's keyboard: fills a score sheet by pressing keys, and saves it.

Run by a Python that has LibreOffice's bridge ``uno`` (Debian: /usr/bin/python3 with python3-uno), not by pytest's:

    python3 libreoffice_hand.py SOFFICE PROFILE_FOLDER ORDERS.json

ORDERS is a list of documents: ``{"open": path, "keys": [[row key, action, what], …], "save": [paths], "track": bool}``.
Actions: ``pick`` opens the list with Alt+Down and goes down to the entry of that number, from 0; ``tick`` presses the
space bar in the box; ``type`` types a text, Enter for each newline, over the placeholder where ``clear`` is asked for
before. Paths end in .docx or .odt. Nothing is set behind the editor's back: what is saved is what the keys did.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.awt import KeyEvent
from com.sun.star.beans import PropertyValue

Bridge = Any  # objects of LibreOffice, which come without types
DOWN, UP, HOME, RETURN, DELETE, SPACE = 1024, 1025, 1028, 1280, 1286, 1284
SHIFT, ALT = 1, 4
FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}
PIPE = f"interview-kit-hand-{os.getpid()}"
"""Its own, so that a LibreOffice that an earlier run left behind never answers in its place."""


def named(name: str, value: object) -> Bridge:
    """Return a property for LibreOffice."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect() -> Bridge:
    """Return LibreOffice's context once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.2)
    sys.exit("LibreOffice did not answer within a minute")


class Hand:
    """A document open in LibreOffice, and the keys."""

    def __init__(self, context: Bridge, path: str, *, track: bool) -> None:
        manager = context.ServiceManager
        desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        self._document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, ())
        self._document.RecordChanges = track
        self._keyboard = manager.createInstanceWithContext("com.sun.star.awt.Toolkit", context)
        controller = self._document.getCurrentController()
        self._window = controller.getFrame().getComponentWindow()
        self._cursor = controller.getViewCursor()

    def press(self, code: int, character: str = "\0", held: int = 0) -> None:
        """Press and let go a key, and wait until LibreOffice has done what it asks."""
        for stroke in (self._keyboard.keyPress, self._keyboard.keyRelease):
            key = KeyEvent()
            key.Source, key.KeyCode, key.KeyChar, key.Modifiers = (
                self._window,
                code,
                uno.Char(character),
                held,
            )
            stroke(key)
        self._keyboard.processEventsToIdle()

    def _control(self, row_key: str) -> Bridge:
        """Return the content control in the row with a key."""
        for table in self._document.getTextTables():
            for name in table.getCellNames():
                if table.getCellByName(f"A{name[1:]}").getString() != row_key:
                    continue
                for paragraph in listed(table.getCellByName(name)):
                    for portion in listed(paragraph):
                        if portion.TextPortionType == "ContentControl":
                            return portion.ContentControl
        sys.exit(f"there is no control in the row {row_key}")

    def do(self, row_key: str, action: str, what: str | int | None = None) -> None:
        """Go into the control of a row, and do there what a person would."""
        self._cursor.gotoRange(self._control(row_key).getStart(), False)
        if action == "pick":
            self.press(DOWN, held=ALT)
            time.sleep(0.2)
            self.press(HOME)
            for _ in range(int(what) or 1):
                self.press(DOWN)
            if what == 0:
                self.press(UP)
            self.press(RETURN, "\r")
            time.sleep(0.2)
        elif action == "tick":
            self.press(SPACE, " ")
        elif action == "clear":
            for _ in range(int(what)):
                self.press(DELETE)
        else:
            for character in str(what):
                if character == "\n":
                    self.press(RETURN, "\r")
                else:
                    self.press(0, character)

    def save(self, path: str) -> None:
        """Store the document as Word or OpenDocument."""
        how = named("FilterName", FILTERS[Path(path).suffix])
        self._document.storeToURL(Path(path).as_uri(), (how,))

    def close(self) -> None:
        """Close the document."""
        self._document.close(True)


def listed(enumerable: Bridge) -> Iterator[Bridge]:
    """Yield what an object of LibreOffice enumerates."""
    found = enumerable.createEnumeration()
    while found.hasMoreElements():
        yield found.nextElement()


def main(soffice: str, profile: str, orders: str) -> None:
    """Carry out all orders in one LibreOffice, and end it."""
    office = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={Path(profile).as_uri()}",
            *("--headless", "--norestore", f"--accept=pipe,name={PIPE};urp"),
        ],
        start_new_session=True,
    )
    try:
        context = connect()
        for order in json.loads(Path(orders).read_text(encoding="utf-8")):
            hand = Hand(context, order["open"], track=order.get("track", False))
            for step in order["keys"]:
                hand.do(*step)
            for path in order["save"]:
                hand.save(path)
            hand.close()
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        desktop.terminate()
        office.wait(60)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)  # soffice is a script that starts the program


if __name__ == "__main__":
    main(*sys.argv[1:])
