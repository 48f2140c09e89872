"""templates/guide.docx: what the panel reads before and during the interviews; never shown to candidates."""

from __future__ import annotations

from interview_kit.word.xml import Xml, run, w
from tools.build_templates.blocks import (
    Row,
    bold,
    cell,
    head,
    heading,
    para,
    repeat,
    styled,
    table,
    tag,
)
from tools.build_templates.page import Document, page_of_pages

ERRORS = (
    (
        "Halo.",
        "One good answer lifts the rest.",
        "Score each question from its own evidence. Hide the earlier pages.",
    ),
    (
        "First impression.",
        "The score is made in the first minutes.",
        "Write first, score when the interview is over.",
    ),
    (
        "Like me.",
        "Someone with your background seems better.",
        "Point to the words you wrote. Would another member read them your way?",
    ),
    (
        "Contrast.",
        "The last candidate was weak, so this one is strong.",
        "Compare with the level, never with a candidate.",
    ),
    (
        "The middle.",
        "Everyone gets a level near the middle.",
        "Use all {{ levels_in_words }} levels. Read levels {{ highest }} and {{ lowest }} before you settle.",
    ),
    (
        "A fine remark.",
        "Half a sentence of a higher level lifts the answer.",
        "Score the level that carries the answer. What is said in passing does not lift it.",
    ),
    ("Polish.", "A fluent talker seems to have done more.", "Look for what was done, and what came of it."),
)


def document() -> Document:
    """Return the guide's template."""
    return Document(
        title="Interviewers’ guide",
        body=(*_overview(), *_say(), tag("for q in questions"), *_question(), tag("endfor")),
        header=(
            run("Interviewers’ guide · {{ role }} · {{ campaign }}"),
            styled("Do not show to candidates", "Dark"),
        ),
        footer=(run("Plan {{ plan_mark }}   ·   Confidential"), page_of_pages()),
        sizes={"BodyText": 10.5, "Bullet": 10.5},
    )


def _overview() -> list[Xml]:
    member = Row([cell(bold("{{ m.name }}")), cell("{{ m.part }}"), cell("{{ m.asks }}")])
    step = Row(
        [cell("{{ s.start }} min"), cell("{{ s.minutes }}"), cell("{{ s.what }}"), cell("{{ s.who }}")]
    )
    candidate = Row(
        [
            cell(para(bold("{{ c.ref }}"), " {{ c.name }}", style="Cell")),
            cell("{{ c.interview }}"),
            cell("{{ c.adjustments }}"),
        ]
    )
    return [
        heading("Interviewers’ guide", 1),
        para("{{ role }} · {{ organisation }} · reference {{ campaign }}", style="Subtitle"),
        tag("if example"),
        para(bold("This is an example. The people in it are invented."), style="Subtitle"),
        tag("endif"),
        para(
            "Every candidate gets the same questions, in the same order, with the same time and the same probes. "
            "That is what makes the scores comparable and the decision fair.",
            style="InShort",
        ),
        heading("The panel", 2),
        table(
            (4.2, 9.4, 3.8),
            [head("Member", "Part in the interview", "Asks"), *repeat("m in members", member)],
            title="The panel",
            description="Who sits on the panel, what they do, and which questions they ask.",
        ),
        heading("One interview: {{ minutes }} minutes, then {{ scoring }} to score", 2),
        table(
            (2.2, 2.2, 10.8, 2.2),
            [head("Start", "Minutes", "What", "Who"), *repeat("s in steps", step)],
            title="One interview",
            description="When each part starts, how long it takes, and who speaks.",
        ),
        tag("if candidates"),
        tag("if 'days' in page_starts"),
        heading("{{ days }}", 2, new_page=True),
        tag("else"),
        heading("{{ days }}", 2),
        tag("endif"),
        table(
            (4.6, 6.4, 6.4),
            [
                head("Candidate", "Interview", "Adjustments to the arrangements"),
                *repeat("c in candidates", candidate),
            ],
            title="Candidates and times",
            description="Who comes when, and what the panel has to do for them.",
        ),
        tag("endif"),
    ]


def _say() -> list[Xml]:
    wrong = [
        Row([cell(para(bold(name), f" {what}", style="Cell")), cell(remedy)]) for name, what, remedy in ERRORS
    ]
    return [
        tag("if 'say' in page_starts"),
        heading("What to say", 2, new_page=True),
        tag("else"),
        heading("What to say", 2),
        tag("endif"),
        heading("Opening, read by the chair", 3),
        tag("for sentence in opening"),
        para("{{ sentence }}", style="ReadAloud"),
        tag("endfor"),
        heading("Closing, read by the chair", 3),
        tag("for sentence in closing"),
        para("{{ sentence }}", style="ReadAloud"),
        tag("endfor"),
        heading("While you ask", 2),
        para(
            "Read the question as it is printed. You may repeat it; do not explain it in other words.",
            style="Bullet",
        ),
        para(
            "The second wording asks for the same, for someone who has not done paid work or comes from another "
            "field. Either may be put, to anyone.",
            style="Bullet",
        ),
        para(
            "Probe only where a part of the answer is missing, with the words printed. Give no hints.",
            style="Bullet",
        ),
        para("Do not show whether an answer was good. Wait: a silence is time to think.", style="Bullet"),
        para("Nobody speaks about a candidate until all members have scored alone.", style="Bullet"),
        heading("Ways of rating that go wrong", 2),
        table(
            (7.6, 9.8),
            [head("What happens", "What to do"), *wrong],
            title="Ways of rating that go wrong",
            description="Common errors of rating and what to do against each.",
        ),
    ]


def _question() -> list[Xml]:
    return [
        heading(
            "Question {{ q.number }} of {{ q.of }}: {{ q.title }}",
            2,
            right="{{ q.minutes }} minutes",
            new_page=True,
        ),
        para("{{ q.definition }}", style="Definition"),
        tag("for statement in q.statements"),
        para("{{ statement }}", style="Definition"),
        tag("endfor"),
        para("Ask", style="ReadAloudLabel"),
        para("{{ q.lead }}", style="AskQuestion"),
        para(
            "Or, for someone who has not done paid work, or comes from another field", style="ReadAloudLabel"
        ),
        para("{{ q.alternative }}", style="AskAlternative"),
        heading("Probe, if that part of the answer is missing", 3),
        table(
            (2.8, 14.6),
            [
                head("Part missing", "Ask"),
                *repeat(
                    "p in q.probes", Row([cell("{{ p.part }}"), cell("{{ p.ask }}", style="SpokenCell")])
                ),
            ],
            title="Probes",
            description="A question for each part of an answer that may be missing.",
        ),
        heading("Listen for", 3),
        _behaviours(),
        heading("Score", 3),
        _levels(),
        tag("if q.notes"),
        para(bold("For this question:"), " {{ q.notes }}", style="Note", keep_next=True),
        tag("endif"),
        para(
            bold("Do not ask"),
            " about health, disability, sickness, family plans, age, religion or nationality. "
            "Any setting counts: work, voluntary work, school, caring.",
            style="Note",
        ),
    ]


def _behaviours() -> Xml:
    def listed(name: str, sign: str, mark: str) -> Xml:
        small = w("rStyle", val=mark) + w("sz", val=17)
        entry = para(run(f"{sign} {{{{ i.id }}}}", properties=small), run("\t{{ i.text }}"), style="Listed")
        return Xml(tag(f"for i in q.{name}") + entry + tag("endfor"))

    none = Xml(tag("if not q.ineffective") + para("none listed", style="Cell") + tag("endif"))
    row = Row(
        [
            cell(listed("effective", "+", "EffectiveMark")),
            cell(listed("ineffective", "–", "IneffectiveMark"), none),
        ]
    )
    return table(
        (8.7, 8.7),
        [head("Effective behaviours", "Ineffective behaviours: red flags"), row],
        title="Behaviours",
        description="Effective behaviours on the left, ineffective ones on the right; they are not pairs.",
    )


def _levels() -> Xml:
    number = run("{{ level.level }}", properties=w("b") + w("sz", val=26))
    row = Row(
        [
            cell(para(number, run("\t{{ level.label }}"), style="Listed")),
            cell("{{ level.heard }}", style="Anchor"),
            cell("{{ level.behaviours }}", style="SmallCell"),
        ],
        keep=True,
    )
    return table(
        (3.9, 11.1, 2.4),
        [head("Level", "What you might hear", "Behaviours"), *repeat("level in q.levels", row)],
        title="Levels",
        description="What might be heard at each level, and the behaviours that it rests on.",
    )
