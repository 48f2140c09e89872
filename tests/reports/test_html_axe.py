"""The pages as axe-core sees them in Chromium: no barrier to anybody, in light and dark."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from interview_kit.bank import load_bank
from interview_kit.reports.coverage import build_coverage, render_coverage
from interview_kit.reports.html import render_html
from interview_kit.reports.paper import Paper, Section, Table, render_paper
from tests.reports import made_up
from tests.reports.browser import open_page

pytestmark = [pytest.mark.chromium]

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
"""Taken out of the copy that is checked, which has the checker's script in it."""
RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const said = document.createElement("pre");
  said.id = "axe";
  said.textContent = JSON.stringify({
    passes: found.passes.length,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    violations: found.violations.map(rule => [rule.id, rule.nodes.length, rule.nodes[0].html]),
    unsure: found.incomplete.map(rule => rule.id),
  });
  document.body.append(said);
});
"""
SCHEMES = {"dark": 0, "light": 1}
NAMES = ("comparison", "large", "coverage", "record")
RECORD = Paper(
    title="Audit trail",
    subtitle="Housing Officer · Cambridge City Council",
    running_head="HSG-2026-014",
    confidential="Confidential",
    in_short=("All 2 entries follow from each other.",),
    sections=(
        Section(
            "Entries",
            (),
            (
                Table(
                    "Entries",
                    ("No.", "When", "What", "About", "By", "File (SHA-256)", "Chain"),
                    (("1", "2026-03-12 09:00", "plan frozen", "", "", "", "5D1E-0B77"),) * 2,
                    "trail",
                ),
            ),
        ),
        Section("How to read it", ("By: who did it.",), (Table("Marks", ("What", "Says"), (("a", "b"),)),)),
    ),
    foot="Plan 7F3A-91C2",
    example="Example: the people are invented.",
)


@pytest.fixture(scope="module")
def pages(housing, make_report, templates) -> dict[str, str]:
    """Each page to check, by what is on it."""
    bank = load_bank()
    framework = bank.frameworks["norwich-pace"]
    questions = [q for q in bank.questions.values() if q.id.startswith("norwich-pace/")]
    return {
        "comparison": render_html(make_report(housing, example=True), templates).replace(
            "<details", "<details open"
        ),
        "large": render_html(made_up.report(12, 5, competencies=9, levels="civil-service-7"), templates),
        "coverage": render_coverage(build_coverage(framework, questions), templates),
        "record": render_paper(RECORD, templates),
    }


def checked(chromium: str, axe: Path, page: str, scheme: str, folder: Path) -> dict[str, object]:
    """What axe-core says of a page."""
    bare, cut = POLICY.subn("", page)
    assert cut == 1
    script = axe.read_text(encoding="utf-8").replace("</script", "<\\/script")
    ready = bare.replace("</body>", f"<script>{script}</script><script>{RUN}</script></body>")
    scheme_option = f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}"
    seen = open_page(chromium, folder, ready, scheme_option, "--virtual-time-budget=60000", "--dump-dom")
    found = re.search(r'<pre id="axe">(.*?)</pre>', seen, re.DOTALL)
    assert found is not None
    said: dict[str, object] = json.loads(html.unescape(found[1]))
    return said


@pytest.mark.parametrize("case", [f"{name} {scheme}" for name in NAMES for scheme in SCHEMES])
def test_axe_finds_no_barrier(
    case: str, pages: dict[str, str], chromium: str, axe_core: Path, tmp_path: Path
) -> None:
    name, scheme = case.split()
    said = checked(chromium, axe_core, pages[name], scheme, tmp_path)
    assert said["violations"] == []
    assert said["dark"] is (scheme == "dark")
    assert int(str(said["passes"])) > 20


def test_axe_finds_a_barrier_that_is_there(
    pages: dict[str, str], chromium: str, axe_core: Path, tmp_path: Path
) -> None:
    page = pages["comparison"].replace('lang="en-GB"', "", 1)
    said = checked(chromium, axe_core, page, "light", tmp_path)
    assert [rule[0] for rule in said["violations"]] == ["html-has-lang"]  # type: ignore[attr-defined]
