"""What stands in the form of an interview, and what is said beside its fields. No Qt here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.interviews.interview import (
    InterviewDetails,
    InterviewField,
    InterviewProblem,
    ProblemKind,
    Problems,
)
from mlprep_gui.domain.interviews.local_times import LocalMoment
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.interview_wording import describe_problem, say_moment, say_zone

_F, _K = InterviewField, ProblemKind
NOTHING_YET = InterviewDetails("", "", date(2000, 1, 1), time(10, 0), "UTC")
"""What stands in the fields until the first ones are known."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A way out of a problem: what the button says, and what it puts into the fields."""

    text: str
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FieldTrouble:
    """What to say below a field, and the ways out."""

    text: str
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class FormView:
    """What there is to show.

    Attributes:
        interview_id: of the interview that is changed; "" for a new one.
        details: what stands in the fields.
        typed_end: the end as the user typed it, until the length was found from it.
        zones: to choose from.
        models: interviews whose lists a new one can begin with: pairs of id and name.
        lists_like: the one of them that was chosen.
        problems: what is wrong now.
        moment: when that is; None while that cannot be said.
        home: the user's zone.
        has_tried: it was to be kept, so that empty fields are a problem too.
        fault: why it could not be kept.
        is_busy: it is being opened or kept.
    """

    interview_id: str = ""
    details: InterviewDetails = NOTHING_YET
    typed_end: time | None = None
    zones: tuple[str, ...] = ()
    models: tuple[tuple[str, str], ...] = ()
    lists_like: str = NO_INTERVIEW
    problems: Problems = ()
    moment: LocalMoment | None = None
    home: str = "UTC"
    has_tried: bool = False
    fault: Fault | None = None
    is_busy: bool = False

    @property
    def ends(self) -> time:
        """The time of day at which it ends, on the interview's clocks."""
        if self.typed_end is not None:
            return self.typed_end
        length = timedelta(minutes=self.details.duration_min)
        if self.moment is not None and self.moment.local.time() == self.details.clock:
            return (self.moment.at + length).astimezone(self.moment.local.tzinfo).time()
        naive = datetime.combine(date(2000, 1, 2), self.details.clock)
        return (naive + length).time()

    @property
    def shown_problems(self) -> Problems:
        """Nobody is blamed for a field that is not filled in yet."""
        return tuple(p for p in self.problems if self.has_tried or p.kind is not _K.EMPTY)

    def trouble(self, *fields: InterviewField) -> FieldTrouble:
        """What is wrong with these fields, "" for nothing."""
        problems = [p for p in self.shown_problems if p.field in fields]
        text = " ".join(map(describe_problem, problems))
        return FieldTrouble(text, tuple(fix for p in problems for fix in _find_fixes(p)))

    @property
    def day_remark(self) -> str:
        """The date with its weekday."""
        day = self.details.day
        return f"{day:%A} {day.day} {day:%B %Y}"

    @property
    def clock_remark(self) -> str:
        """Which one of a time that comes twice was chosen."""
        if self.moment is None or not self.moment.comes_twice or self.details.fold is None:
            return ""
        which = "second" if self.details.fold else "first"
        offset = self.moment.offsets[self.details.fold]
        return f"This is the {which} {self.details.clock:%H:%M} of that day (UTC{offset})."

    @property
    def zone_remark(self) -> str:
        """The same moment on the user's clocks, where they show another time."""
        if self.moment is None or self.moment.is_skipped:
            return ""
        here = self.moment.at.astimezone(ZoneInfo(self.home))
        if here.replace(tzinfo=None) == self.moment.local.replace(tzinfo=None):
            return ""
        return f"On your clocks that is {say_moment(here)} ({say_zone(here)})."


def _find_fixes(problem: InterviewProblem) -> tuple[Fix, ...]:
    params = dict(problem.params)
    if problem.kind is _K.TIME_TWICE:
        return (
            Fix(f"The first (UTC{params['first']})", {"fold": 0}),
            Fix(f"The second (UTC{params['second']})", {"fold": 1}),
        )
    if problem.kind is _K.TIME_SKIPPED:
        instead = params["instead"]
        return (Fix(f"Take {instead}", {"clock": time.fromisoformat(instead)}),)
    if problem.kind is _K.UNKNOWN_ZONE and params.get("suggestion"):
        suggestion = params["suggestion"]
        return (Fix(f"Take {suggestion}", {"zone": suggestion}),)
    if problem.kind is _K.FEWER_THAN_NAMED:
        return (Fix(f"Put {params['named']}", {"people": int(params["named"])}),)
    return ()
