"""What a rule is, and the list of all rules; docs/rules.md is printed from it."""

from __future__ import annotations

from dataclasses import dataclass

from interview_kit.errors import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it asks, why, and what to do where it speaks."""

    code: str
    title: str
    reason: str
    remedy: str
    severity: Severity = Severity.WARNING
    good: str = ""
    """An example that passes."""
    bad: str = ""
    """A near miss that does not."""


_LAW = Severity.ERROR

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "W01",
            "A lead question is open",
            "A question that can be answered with yes or no gives the panel a word to score.",
            "Begin with what, which, how, when, or with 'Tell us about' or 'Describe'.",
            good="What did you do when a shift ran short?",
            bad="Have you ever run a shift that was short of people?",
        ),
        Rule(
            "W02",
            "A question does not lead",
            "A question that shows the wanted answer gets it from everybody.",
            "Take out the opinion; ask what was done.",
            good="What did you make of the complaint?",
            bad="Surely you would agree that complaints matter?",
        ),
        Rule(
            "W03",
            "A lead asks one thing",
            "Of two questions at once, candidates answer the one they like, and the panel scores different things.",
            "Keep the first question as the lead and make the second a probe.",
            good="Describe a rota of yours that somebody called unfair.",
            bad="What did you change, and how did you measure it?",
        ),
        Rule(
            "W04",
            "A lead has at most 40 words",
            "Nobody keeps a longer question in mind while thinking of an example.",
            "Cut the setting to what the answer needs.",
        ),
        Rule(
            "W05",
            "No jargon and no acronyms",
            "They shut out people from elsewhere, who may be the better candidates.",
            "Say it in words that a resident would use.",
            good="Tell us about a target that was missed.",
            bad="Tell us about a KPI that was missed.",
        ),
        Rule(
            "W06",
            "A lead and its alternative are easy to read",
            "The question is heard once. Measured by the Flesch-Kincaid grade; past 12 it is hard to follow.",
            "Use shorter sentences and shorter words.",
        ),
        Rule(
            "W07",
            "A lead does not give the behaviour away",
            "A lead in the framework's words tells the candidate which virtue to show.",
            "Ask for the episode; leave it to the candidate to bring the behaviour.",
            good="What is the least welcome advice you have given a councillor?",
            bad="How do you manage councillors' expectations?",
        ),
        Rule(
            "W08",
            "Leads of a competency open in different ways",
            "A panel that hears the same opening every time stops listening to the question.",
            "Begin some of them in another way: the last one, the hardest one, a thing, a day.",
        ),
        Rule(
            "W09",
            "No two questions are nearly the same",
            "Two questions that draw one story waste an interview and make coverage look better than it is.",
            "Change the situation of one of them, or give both the same variant_group.",
        ),
        Rule(
            "W10",
            "A benchmark does not repeat the behaviour",
            "A clause in the framework's words cannot be heard in an answer; it can only be claimed.",
            "Say what reaches the ear: what the candidate names, tells, did or left out.",
        ),
        Rule(
            "L01",
            "Nothing about health, disability or sickness absence",
            "Equality Act 2010, section 60: not before an offer is made. Stress and coping lead there.",
            "Ask what was done about the work; adjustments are asked about elsewhere, for the interview only.",
            _LAW,
            good="Tell us about a time you supported a colleague under pressure.",
            bad="How do you cope with stress?",
        ),
        Rule(
            "L02",
            "Nothing about family, pregnancy or caring",
            "Equality Act 2010, sections 13 and 19: sex, marriage, pregnancy and maternity.",
            "Ask about the task itself, the same of everybody.",
            _LAW,
            good="What did you tell the children's parents at the swimming pool?",
            bad="Who looks after your children when you work late?",
        ),
        Rule(
            "L03",
            "Nothing about age, and nothing that stands for it",
            "Equality Act 2010, sections 13 and 19: age. Energy and years of experience stand in for it.",
            "Ask what somebody has done, not for how long or at what stage of life.",
            _LAW,
            good="Tell us about a service for older residents that you changed.",
            bad="How many years of experience do you have?",
        ),
        Rule(
            "L04",
            "Nothing about nationality, origin or first language",
            "Equality Act 2010, section 9: race. The right to work is checked on paper, of everybody.",
            "Ask what was done to be understood, whoever was speaking.",
            _LAW,
            good="What did you do when a tenant spoke little English?",
            bad="Is English your first language?",
        ),
        Rule(
            "L05",
            "Nothing about religion or belief",
            "Equality Act 2010, section 10.",
            "Ask about the service and the people it is for.",
            _LAW,
            good="How did you plan the burials service around different faiths?",
            bad="Would your faith keep you from working on a Sunday?",
        ),
        Rule(
            "L06",
            "Nothing about trade unions, parties or how somebody votes",
            "Trade Union and Labour Relations (Consolidation) Act 1992, section 137; political neutrality.",
            "Name councillors and unions as part of the work, never the candidate's own side.",
            _LAW,
            good="How did you work with the union on the new rota?",
            bad="Are you a member of a trade union?",
        ),
        Rule(
            "L07",
            "Nothing about convictions, cautions or arrests",
            "Rehabilitation of Offenders Act 1974. Where a post needs a check, it is made after the offer.",
            "Leave it to the check.",
            _LAW,
            good="Tell us about a rule that a colleague broke.",
            bad="Have you ever been arrested?",
        ),
        Rule(
            "L08",
            "Nothing that stands in for a protected characteristic",
            "Fit, looks, home life, a car of one's own: each shuts out some groups more than others.",
            "Ask for the behaviour that the job needs.",
            _LAW,
            good="What made the new team work well together?",
            bad="How would you fit in with a young team?",
        ),
        Rule(
            "C01",
            "Each effective behaviour is drawn out by two questions of different groups",
            "With one question only, a plan that cannot use it loses the behaviour.",
            "Write a question in another situation that draws it out.",
        ),
        Rule(
            "C02",
            "Each ineffective behaviour is listened for",
            "A red flag that no question can show is not assessed.",
            "Write a question whose weak answers would show it.",
        ),
        Rule(
            "C03",
            "Each numbered statement is served",
            "A framework's statements are what it promises to assess.",
            "Name the statement in the questions that serve it, or write one.",
        ),
        Rule(
            "C04",
            "A switched-off rule exists and would speak",
            "An exception that is no longer needed hides the next fault.",
            "Delete the exception.",
        ),
    )
}
