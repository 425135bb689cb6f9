"""What the preparation page says. No Qt here."""

from mlprep_gui.domain.interviews.day_plan import PracticeState, QuestionPractice
from mlprep_gui.domain.interviews.requirements import LONGEST_DESCRIPTION, Requirement, Strength
from mlprep_gui.domain.interviews.workbooks import MockFeedback
from mlprep_gui.services.interviews.preparation import PreparationView
from mlprep_gui.ui.interview_wording import say_day

JOB, ASK, ANSWERS = "requirements", "questions-to-ask", "answers"
MOCK, THANKS, DEBRIEF = "mock-feedback", "thank-you", "debrief"

SHEETS = {
    JOB: "Match yourself to the job",
    ASK: "Questions to ask",
    ANSWERS: "Prepare answers",
    MOCK: "Mock interview feedback",
    THANKS: "Thank-you note",
    DEBRIEF: "Debrief",
}
"""The sheets by the names that items of the checklists have for them, in their order."""

STRENGTHS = {Strength.STRONG: "Strong", Strength.SOME: "Some", Strength.NONE: "None"}

TRIMMED = (
    f"This text is very long. Only its first {LONGEST_DESCRIPTION:,} characters were read. "
    "Check that the requirements are among them."
)

NONE_FOUND = (
    "No requirement was found in this text. You can write the requirements down yourself, below."
)


def sum_up_sheet(sheet: str, view: PreparationView) -> str:
    """How far a sheet has come, in a few words."""
    if sheet == JOB:
        total = len(view.requirements)
        return f"{total - len(view.uncovered)} of {total} covered" if total else "not begun"
    if sheet == ASK:
        return _count(len(view.questions), "question")
    if sheet == ANSWERS:
        areas = sum(bool(one.text.strip()) for one in view.areas)
        return f"{_count(len(view.strengths), 'strength')}, {areas} of 3 areas"
    if sheet == MOCK:
        return _count(len(view.feedback), "form")
    if sheet == THANKS:
        return "written" if view.thank_you.body.strip() else "not written"
    return f"{_count(len(view.debrief.asked), 'question')} noted"


def sum_up_cover(view: PreparationView) -> str:
    """Which requirements are not covered yet."""
    total, left = len(view.requirements), len(view.uncovered)
    if not total:
        return "There are no requirements yet. Paste the job description above."
    if not left:
        return f"All {total} requirements are covered." if total > 1 else "It is covered."
    names = "; ".join(one.text for one in view.uncovered)
    return f"{total - left} of {total} covered. Not covered yet: {names}"


def say_cover(requirement: Requirement) -> str:
    """Whether there is something to say about a requirement, and what is missing."""
    if requirement.is_covered:
        return "Covered"
    if requirement.strength is Strength.UNSAID:
        return "Not covered yet: choose how strong you are here."
    if requirement.strength is Strength.NONE:
        return "Not covered yet: write a bridge sentence."
    return "Not covered yet: write down your evidence."


def say_practice(practice: QuestionPractice) -> str:
    """How often, how well and when a question was practised."""
    if practice.state is PracticeState.NEW:
        return "Not practised yet"
    times = "once" if practice.attempts == 1 else f"{practice.attempts} times"
    if practice.last_at is None:
        return f"Practised {times}, not judged yet"
    again = " Practise it again." if practice.state is PracticeState.WEAK else ""
    last = f"last on {say_day(practice.last_at.astimezone().date())}"
    return f"Practised {times}, {last}: {practice.covered} of {practice.total} points.{again}"


def name_feedback(feedback: MockFeedback) -> str:
    """A form in a line."""
    by = f", by {feedback.by.strip()}" if feedback.by.strip() else ""
    return f"{say_day(feedback.day)} {feedback.day.year}{by}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
