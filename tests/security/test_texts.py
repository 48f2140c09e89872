"""Texts from outside: formulas, control characters, tags and markup stay text wherever they come out."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest

from interview_kit import kit
from interview_kit.campaign_folder import safe_name
from interview_kit.documents import layout
from interview_kit.word.fill import fill
from tests.fill.editors import DOCUMENT, edit_text, parts_of
from tests.security.campaigns import Stages, copy, run
from tests.security.formulas import INJECTIONS

TAGS = ("{{ 7*7 }}", "{% for x in range(9) %}", "${7*7}", "{{ ''.__class__.__mro__ }}")
MARKUP = ("A&B <w:p/> \"'", "<script>alert(1)</script>", "]]>", "<!--", "&#0;", "javascript:alert(1)")
NASTY = (*INJECTIONS, *TAGS, *MARKUP)


@pytest.fixture(scope="module")
def nasty(stages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign whose sheets carry every nasty text as evidence, collected and compared."""
    return play(stages, tmp_path_factory.mktemp("nasty"), NASTY)


def play(stages: Stages, room: Path, texts: tuple[str, ...]) -> Path:
    """Return a campaign whose sheets have these texts as evidence, each at the beginning of some, compared."""
    root = copy(stages.packed, room)
    turn = cycle(texts)
    for path in root.glob("documents/score-sheets/*/*.docx"):
        answers: dict[str, str | bool] = {
            layout.Z_OWN: True,
            layout.D_INTEREST: "No",
            layout.Z_NOTES: next(turn),
        }
        for n in range(1, 7):
            answers[layout.score_key(f"Q{n}")] = "3 - Very good"
            answers[layout.evidence_key(f"Q{n}")] = "\n".join((next(turn), *texts))
        (root / "returned" / path.name).write_bytes(fill(path.read_bytes(), answers))
    assert run("collect", root).exit_code == 0
    assert run("compare", root).exit_code == 0
    return root


def cells_of(root: Path) -> tuple[list[str], str]:
    """Return the formulas of a comparison's workbook, and all else in it as one text."""
    book = openpyxl.load_workbook(root / "reports" / "comparison.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    formulas = [str(c.value) for c in cells if c.data_type == "f"]
    return formulas, "\n".join(str(c.value) for c in cells if c.data_type != "f")


def test_no_cell_of_the_workbook_is_a_formula_from_what_people_wrote(
    stages: Stages, nasty: Path, tmp_path: Path
):
    formulas, texts = cells_of(nasty)
    harmless, _ = cells_of(play(stages, tmp_path, ("Rang back the same day.",)))
    assert len(formulas) > 10
    assert formulas == harmless
    assert [text for text in NASTY if text.strip() not in texts] == []


def test_texts_come_out_of_word_and_html_as_they_went_in(nasty: Path):
    page = (nasty / "reports" / "comparison.html").read_text(encoding="utf-8")
    word = parts_of((nasty / "reports" / "comparison.docx").read_bytes())[DOCUMENT].decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in word
    for made in (page, word):
        assert "{{ 7*7 }}" in made


def test_no_document_carries_macros_or_reaches_outside(nasty: Path):
    made = [*nasty.rglob("*.docx"), *nasty.rglob("*.xlsx")]
    assert len(made) > 15
    for path in made:
        parts = parts_of(path.read_bytes())
        assert [n for n in parts if "vbaProject" in n or "/embeddings/" in n or "activeX" in n] == []
        types = parts["[Content_Types].xml"].decode().lower()
        assert "macroenabled" not in types
        for name, rels in ((n, parts[n].decode()) for n in parts if n.endswith(".rels")):
            outside = re.findall(r'Target="([^"]+)"[^>]*TargetMode="External"', rels)
            assert [t for t in outside if not t.startswith("mailto:")] == [], (path.name, name)


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ufffe", "\x85"])
def test_a_control_character_in_the_list_is_said_and_never_a_crash(stages, tmp_path: Path, character: str):
    root = copy(stages.planned, tmp_path)
    (root / "candidates.csv").write_text(f"Ref,Name\nC01,Am{character}ara\n", encoding="utf-8")
    packed = run("pack", root)
    assert packed.exit_code == 0
    assert "candidates.csv: row 2: invisible control characters stand in the name" in packed.stderr


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe"], ids=ascii)
@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("campaign.yaml", "title"),
        ("campaign.yaml", "organisation"),
        ("campaign.yaml", "place"),
        ("campaign.yaml", "name"),
        ("role.yaml", "title"),
        ("role.yaml", "organisation"),
    ],
)
def test_a_control_character_in_the_campaigns_own_files_is_refused_at_its_line(
    stages: Stages, tmp_path: Path, file: str, key: str, character: str
):
    root = copy(stages.planned, tmp_path)
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith(f"{key}:"))
    head = lines[at].partition(":")[0]
    for written in (character, f"\\u{ord(character):04X}"):
        lines[at] = f'{head}: "Ham{written}let"'
        (root / file).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        refused = run("plan", root, "--again", "Another try.")
        assert refused.exit_code == 1
        assert f"{file}:{at + 1}: " in refused.stderr


@pytest.mark.parametrize("payload", [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ '%200000000d' % 1 }}", "{{ cycler.__init__.__globals__ }}",
    "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "{{ 'x' * 999999999 }}",
    "{{ lipsum.__globals__ }}", "{{ self._TemplateReference__context }}",
])  # fmt: skip
@pytest.mark.parametrize("part", [DOCUMENT, "word/header1.xml"])
def test_an_attack_in_a_template_is_a_finding_that_names_it(stages, tmp_path: Path, payload: str, part: str):
    source = Path(kit.__file__).parents[2] / "templates" / "score-sheet.docx"
    own = tmp_path / "templates"
    own.mkdir()
    xml = payload.replace("'", "&apos;")
    (own / "score-sheet.docx").write_bytes(
        edit_text(source.read_bytes(), "</w:p>", f"<w:r><w:t>{xml}</w:t></w:r></w:p>", part)
    )
    refused = run("pack", copy(stages.planned, tmp_path), "--templates", own)
    assert refused.exit_code == 1
    assert "score-sheet.docx" in refused.stderr


def test_file_names_are_safe_on_every_system_whatever_people_are_called():
    names = ["CON", "nul.docx", "COM¹", "x.", "x ", "a" * 300, "😀" * 100, "\u202excod", "José", "Jose\u0301",
             "JOSÉ", "../../etc", "C:\\x", "-rf", "a\nb", "", "."]  # fmt: skip
    made = [safe_name("C01", name) for name in names]
    assert [m for m in made if len(m.encode()) > 120 or re.search(r'[\\/:*?"<>|\x00-\x1f\u202e]', m)] == []
    assert [m for m in made if m.endswith((".", " ")) or m.startswith(("-", "."))] == []
    assert safe_name("CON") != "CON"
    assert safe_name("José") == safe_name("Jose\u0301")
    assert safe_name("C01", "José") != safe_name("C02", "José"), "the ref keeps two of one name apart"
