from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import pytest

from interview_kit.domain.issued import Issued
from interview_kit.domain.rating import AgreedScore, Mark, Rating, ScoreSheet
from interview_kit.domain.rulings import Decision, PassedOver
from interview_kit.domain.rulings import Result as Standing
from interview_kit.errors import Finding, KitError, Severity
from interview_kit.ledger import Ledger, Result
from interview_kit.ledger.chain import hash_of

AT = dt.datetime(2026, 3, 12, 13, 30, tzinfo=dt.UTC)
LATER = AT + dt.timedelta(days=1)
KEY = bytes(range(32))
PLAN = "7f3a91c2" * 8
ISSUED = Issued("SK-92GA-M7ZG", "C03", "P2", "Amara Osei", "Daniel Hughes", PLAN)
OTHER = Issued("SK-AAAA-AAAA", "C04", "P2", "Björn Ó Néill", "Daniel Hughes", PLAN)
WARNING = Finding(
    "returned/x.docx: question 1", "has no score", "Ask P2 for it.", Severity.WARNING, "score-missing"
)
ERROR = Finding(
    "returned/x.docx: question 1", "the score reads “3?”", "Ask P2.", Severity.ERROR, "score-unclear"
)


def sheet(score: int = 3, issued: Issued = ISSUED) -> ScoreSheet:
    return ScoreSheet(
        reference=issued.reference,
        candidate=issued.candidate,
        member=issued.member,
        plan=issued.plan,
        ratings=(Rating(question="Q1", mark=Mark.SCORED, score=score, evidence="Said so.\nTwice. 😀"),),
        finished=dt.date(2026, 3, 12),
    )


def fill_ledger(path: Path) -> str:
    with Ledger(path, key=KEY) as ledger:
        ledger.freeze_plan(PLAN, at=AT)
        ledger.issue([ISSUED, OTHER], at=AT)
        ledger.receive("returned/a.docx", b"first", sheet(3), [WARNING], at=AT)
        ledger.receive("returned/b.docx", b"second", sheet(4), [], at=LATER)
        ledger.agree(
            [AgreedScore(candidate="C03", question="Q1", score=4, reason="Both heard it.")], at=LATER
        )
        return ledger.head()


def codes(error: pytest.ExceptionInfo[KitError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_a_new_ledger_draws_a_secret_of_its_own_and_keeps_it(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as one, Ledger(tmp_path / "b.db") as two:
        assert len(one.key) == 32
        assert one.key != two.key
        key = one.key
        assert one.head() == "0000-0000"
        assert one.verify() == []
    with Ledger(tmp_path / "a.db") as again:
        assert again.key == key


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have these modes")
def test_a_new_ledger_is_readable_by_its_owner_only(tmp_path: Path):
    Ledger(tmp_path / "a.db").close()
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600


def test_another_key_for_an_old_ledger_is_refused(tmp_path: Path):
    fill_ledger(tmp_path / "a.db")
    with pytest.raises(KitError) as error:
        Ledger(tmp_path / "a.db", key=b"x" * 32)
    assert codes(error) == ["ledger-key"]


def test_the_same_input_gives_the_same_head(tmp_path: Path):
    one, two = fill_ledger(tmp_path / "a.db"), fill_ledger(tmp_path / "b.db")
    assert one == two == "543D-B452"


def test_the_head_changes_with_every_entry(tmp_path: Path):
    with Ledger(tmp_path / "a.db", key=KEY) as ledger:
        heads = [ledger.head()]
        ledger.freeze_plan(PLAN, at=AT)
        heads.append(ledger.head())
        ledger.issue([ISSUED], at=AT)
        heads.append(ledger.head())
        ledger.receive("a.docx", b"1", sheet(), [], at=AT)
        heads.append(ledger.head())
    assert len(set(heads)) == 4


def test_what_is_noted_twice_in_the_same_words_is_there_once(tmp_path: Path):
    head = fill_ledger(tmp_path / "a.db")
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.freeze_plan(PLAN, at=LATER)
        ledger.issue([ISSUED, OTHER], at=LATER)
        ledger.agree(ledger.agreed(), at=LATER)
        assert ledger.receive("c.docx", b"second", sheet(4), [], at=LATER).result is Result.DUPLICATE
        assert ledger.head() == head


def test_a_plan_frozen_anew_is_noted_even_if_it_was_in_force_before(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as ledger:
        for fingerprint in ("a", "b", "a", "a"):
            ledger.freeze_plan(fingerprint, at=AT)
        assert [p.fingerprint for p in ledger.plans()] == ["a", "b", "a"]


def test_why_a_plan_was_frozen_anew_is_kept(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.freeze_plan("a", at=AT)
        ledger.freeze_plan("b", at=LATER, reason="A question had to be withdrawn.")
        assert [(p.at, p.reason) for p in ledger.plans()] == [
            (AT, ""),
            (LATER, "A question had to be withdrawn."),
        ]


def test_issued_sheets_come_back_by_reference(tmp_path: Path):
    fill_ledger(tmp_path / "a.db")
    with Ledger(tmp_path / "a.db") as ledger:
        assert ledger.issued() == {ISSUED.reference: ISSUED, OTHER.reference: OTHER}


def test_a_reference_issued_for_somebody_else_is_refused_and_nothing_of_the_batch_is_kept(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.issue([ISSUED], at=AT)
        taken = Issued(ISSUED.reference, "C05", "P1", "A", "B", PLAN)
        with pytest.raises(KitError) as error:
            ledger.issue([OTHER, taken], at=AT)
        assert codes(error) == ["reference-taken"]
        assert list(ledger.issued()) == [ISSUED.reference]


def test_sheets_are_first_then_revisions_and_the_first_is_kept(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as ledger:
        first = ledger.receive("returned/a.docx", b"1", sheet(3), [WARNING], at=AT)
        same = ledger.receive("returned/copy of a.docx", b"1", sheet(3), [WARNING], at=LATER)
        second = ledger.receive("returned/a.docx", b"2", sheet(4), [], at=LATER)
        unsettled = ledger.receive("returned/a.docx", b"3", sheet(1), [ERROR], at=LATER)
        assert [r.result for r in (first, same, second, unsettled)] == [
            Result.FIRST,
            Result.DUPLICATE,
            Result.REVISION,
            Result.REVISION,
        ]
        assert same.number == first.number
        individual = ledger.individual()[ISSUED.reference]
        assert individual.first.sheet == sheet(3)
        assert individual.first.findings == (WARNING,)
        assert individual.first.at == AT
        assert individual.last.sheet == sheet(1)
        assert [r.sheet for r in individual.received] == [sheet(3), sheet(4), sheet(1)]
        assert ledger.original(individual.first.sha256) == b"1"


def test_a_file_set_aside_is_kept_and_counts_once_it_can_be_read(tmp_path: Path):
    with Ledger(tmp_path / "a.db") as ledger:
        assert ledger.receive("a.docx", b"1", None, [ERROR], at=AT).result is Result.SET_ASIDE
        assert ledger.receive("a.docx", b"1", None, [ERROR], at=LATER).result is Result.DUPLICATE
        assert ledger.individual() == {}
        assert ledger.receive("a.docx", b"1", sheet(), [], at=LATER).result is Result.FIRST
        assert [r.sheet is None for r in ledger.received()] == [True, False]


def test_the_latest_agreed_score_stands(tmp_path: Path):
    one = AgreedScore(candidate="C03", question="Q1", score=4, reason="Both heard it.")
    two = AgreedScore(candidate="C03", question="Q1", score=None, reason="Referred.")
    with Ledger(tmp_path / "a.db") as ledger:
        ledger.agree([one], at=AT)
        ledger.agree([two], at=LATER)
        assert ledger.agreed() == (two,)


@pytest.mark.parametrize("table", ["meta", "entry", "body", "original"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET rowid = rowid + 100"])
def test_nothing_in_the_file_can_be_changed_or_deleted(tmp_path: Path, table: str, statement: str):
    fill_ledger(tmp_path / "a.db")
    connection = sqlite3.connect(tmp_path / "a.db")
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0  # noqa: S608 - a name above
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement.format(table))
    connection.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE body SET text = replace(text, 'Amara', 'Anna') WHERE number = 2",
        "UPDATE entry SET at = '2020-01-01T00:00:00' WHERE number = 3",
        "UPDATE original SET data = x'00'",
        "DELETE FROM body WHERE number = 4",
        "DELETE FROM entry WHERE number = 3",
    ],
)
def test_a_change_made_behind_the_guards_is_found(tmp_path: Path, change: str):
    fill_ledger(tmp_path / "a.db")
    connection = sqlite3.connect(tmp_path / "a.db")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert len(triggers) == 8
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    assert connection.execute(change).rowcount > 0
    connection.commit()
    connection.close()
    with Ledger(tmp_path / "a.db") as ledger:
        found = ledger.verify()
    assert found
    assert {f.code for f in found} == {"ledger-altered"}


def test_an_entry_forged_together_with_its_own_hash_is_found_by_the_next(tmp_path: Path):
    fill_ledger(tmp_path / "a.db")
    connection = sqlite3.connect(tmp_path / "a.db")
    connection.execute("DROP TRIGGER entry_no_update")
    columns = "number, at, kind, about, sha256, digest, previous"
    fields = connection.execute(f"SELECT {columns} FROM entry WHERE number = 3").fetchone()  # noqa: S608 - names above
    forged = (fields[0], "2020-01-01T00:00:00+00:00", *fields[2:])
    connection.execute("UPDATE entry SET at = ?, hash = ? WHERE number = 3", (forged[1], hash_of(*forged)))
    connection.commit()
    connection.close()
    with Ledger(tmp_path / "a.db") as ledger:
        assert [f.problem for f in ledger.verify()] == ["entry 4 does not follow from the one before it"]


def test_an_untouched_ledger_verifies(tmp_path: Path):
    fill_ledger(tmp_path / "a.db")
    with Ledger(tmp_path / "a.db") as ledger:
        assert ledger.verify() == []


def test_erasing_a_candidate_leaves_no_word_of_them_and_the_chain_whole(tmp_path: Path):
    path = tmp_path / "a.db"
    fill_ledger(path)
    with Ledger(path) as ledger:
        before = ledger.head()
        ledger.receive("d.docx", b"other", sheet(2, OTHER), [], at=LATER)
        assert ledger.erase_candidate("C03", at=LATER) == 4
        assert ledger.erase_candidate("C03", at=LATER) == 0
        assert ledger.verify() == []
        assert ledger.head() != before
        assert list(ledger.issued().values()) == [OTHER]
        assert list(ledger.individual()) == [OTHER.reference]
        assert ledger.agreed() == ()
    content = path.read_bytes()
    for word in ("Amara Osei", "Both heard it", "first", "second"):
        assert word.encode() not in content
    assert b"other" in content
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM body")
    connection.close()


DECISION = Decision(
    at=LATER,
    appoint=("C03",),
    reserve=("C01",),
    reason="Amara Osei was stronger than Tom.",
    passed_over=(PassedOver(candidate="C01", above=("C03",), how="0.02 apart", reason="Tom was brief."),),
    results=(
        Standing(candidate="C03", place=1, total=Fraction(3), outcome="appointable"),
        Standing(candidate="C01", place=2, total=Fraction(2), outcome="appointable"),
    ),
)


def test_a_decision_stays_when_somebody_in_it_is_erased_and_names_them_no_more(tmp_path: Path):
    path = tmp_path / "a.db"
    fill_ledger(path)
    with Ledger(path) as ledger:
        ledger.decide(DECISION, PLAN)
        ledger.erase(["C03"], at=LATER, reason="Amara asked.", mask=lambda t: t.replace("Amara", "[erased]"))
        assert ledger.verify() == []
        (left,) = ledger.decisions(PLAN)
        assert (left.at, left.appoint, left.reserve) == (LATER, ("erased",), ("C01",))
        assert left.reason == "[erased] Osei was stronger than Tom."
        assert [r.candidate for r in left.results] == ["C01"]
        assert left.passed_over[0].above == ("erased",)
        ledger.erase(["C01"], at=LATER, mask=lambda t: t.replace("Tom", "[erased]"))
        assert ledger.verify() == []
        (left,) = ledger.decisions(PLAN)
        assert (left.reserve, left.results, left.passed_over) == (("erased",), (), ())
        ledger.compact()
    content = path.read_bytes()
    assert [word for word in (b"Amara", b"Tom ", b'"C01"', b'"C03"') if word in content] == []


def test_words_put_in_the_place_of_masked_ones_are_found(tmp_path: Path):
    path = tmp_path / "a.db"
    fill_ledger(path)
    with Ledger(path) as ledger:
        ledger.decide(DECISION, PLAN)
        ledger.erase(["C01"], at=LATER)
        assert ledger.verify() == []
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER body_no_update")
    connection.execute("UPDATE body SET text = replace(text, 'stronger', 'weaker')")
    connection.commit()
    connection.close()
    with Ledger(path) as ledger:
        assert [f.problem for f in ledger.verify()] == ["entry 7 no longer says what was written"]


def test_erasing_everybody_keeps_the_record_given_and_nothing_else(tmp_path: Path):
    path = tmp_path / "a.db"
    fill_ledger(path)
    record = {"records": [{"scores": {"Q1": [3, 4]}, "outcome": "appointed"}]}
    with Ledger(path) as ledger:
        ledger.decide(DECISION, PLAN)
        assert ledger.erase(["C03"], at=LATER, kept=record, everybody=True) == 6
        assert ledger.statistics() == (record,)
        assert (ledger.decisions(PLAN), ledger.issued(), ledger.received(), ledger.agreed()) == (
            (),
            {},
            (),
            (),
        )
        assert ledger.erase(["C03"], at=LATER, kept=record, everybody=True) == 0
        assert ledger.statistics() == (record,), "not a second time"
        assert ledger.verify() == []
        assert [line.what for line in ledger.trail()][-1] == "personal data erased, 6 entries"


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path):
    (tmp_path / "a.db").write_bytes(b"not a database at all, but long enough to look like one" * 20)
    with pytest.raises(KitError) as error:
        Ledger(tmp_path / "a.db")
    assert codes(error) == ["ledger-damaged"]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(KitError) as error:
        Ledger(tmp_path / "nowhere" / "a.db")
    assert codes(error) == ["ledger-unwritable"]


def test_a_ledger_in_use_says_so_and_changes_nothing(tmp_path: Path):
    path = tmp_path / "a.db"
    fill_ledger(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(KitError) as error:
        Ledger(path, wait=0.1)
    holder.execute("ROLLBACK")
    with Ledger(path, wait=0.1) as ledger:
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(KitError) as second:
            ledger.freeze_plan("f" * 64, at=AT)
        holder.close()
        assert codes(error) == codes(second) == ["ledger-busy"]
        assert [p.fingerprint for p in ledger.plans()] == [PLAN]


WRITER = """
import datetime as dt, sys
from pathlib import Path
from interview_kit.ledger import Ledger
at = dt.datetime(2026, 3, 12, tzinfo=dt.UTC)
print("ready", flush=True)
sys.stdin.readline()
with Ledger(Path(sys.argv[1])) as ledger:
    for number in range(int(sys.argv[3])):
        data = f"{sys.argv[2]} {number} ".encode() * 500
        ledger.receive(f"{sys.argv[2]}-{number}.docx", data, None, [], at=at)
        print(number, flush=True)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_processes_at_the_same_time_lose_and_double_nothing(tmp_path: Path):
    path = tmp_path / "a.db"
    writers = [start_writer(path, name, 25) for name in "abcd"]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    with Ledger(path) as ledger:
        names = [r.name for r in ledger.received()]
        assert ledger.verify() == []
    assert sorted(names) == sorted(f"{name}-{n}.docx" for name in "abcd" for n in range(25))


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.03])
def test_a_writer_killed_at_any_moment_leaves_a_whole_ledger(tmp_path: Path, seconds: float):
    path = tmp_path / "a.db"
    writer = start_writer(path, "a", 100_000)
    assert writer.stdin is not None
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    writer.stdin.write("go\n")
    writer.stdin.flush()
    said = [writer.stdout.readline() for _ in range(3)]
    time.sleep(seconds)
    writer.send_signal(signal.SIGKILL)
    rest, _ = writer.communicate(timeout=30)
    confirmed = len(said) + rest.count("\n")
    with Ledger(path) as ledger:
        assert ledger.verify() == []
        kept = [r.name for r in ledger.received()]
        assert kept[:confirmed] == [f"a-{n}.docx" for n in range(confirmed)]
        assert len(kept) - confirmed in (0, 1)
        assert ledger.receive("next.docx", b"next", None, [], at=AT).result is Result.SET_ASIDE
