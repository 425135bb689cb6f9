"""Interviews: added, changed, put away and deleted, with all that follows from their times."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path

from rapidfuzz import process

from mlprep_gui.domain.errors import FaultCode, InputFault
from mlprep_gui.domain.interviews.day_plan import QuestionPractice, plan_days
from mlprep_gui.domain.interviews.interview import (
    Interview,
    InterviewDetails,
    Problems,
    check_details,
    tidy_details,
)
from mlprep_gui.domain.interviews.local_times import zone_names
from mlprep_gui.domain.interviews.preparation_texts import PreparationTexts, fill_in
from mlprep_gui.domain.interviews.timetable import (
    Countdown,
    Stage,
    Timetable,
    count_down,
    make_timetable,
)
from mlprep_gui.domain.interviews.workbooks import Workbook
from mlprep_gui.domain.question_editing import new_id
from mlprep_gui.services.interviews.briefcase import BriefcaseSheet, pack_briefcase
from mlprep_gui.services.interviews.dossiers import Action, Dossiers, UndoState
from mlprep_gui.services.interviews.list_lines import ItemLine, ListsView
from mlprep_gui.services.interviews.lists import InterviewLists
from mlprep_gui.services.interviews.practice_record import PracticeRecord
from mlprep_gui.services.ports.interviews import (
    NO_INTERVIEW,
    Alarm,
    CalendarEntry,
    CalendarWriter,
    Dossier,
    HomeZone,
)
from mlprep_gui.services.ports.workers import Clock


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """An interview in the list of all.

    Attributes:
        interview: as it is kept.
        times: all its times on the user's clocks.
        countdown: how long there is still.
        ticked, total: items of all its lists.
        due_today, overdue: how many items.
    """

    interview: Interview
    times: Timetable
    countdown: Countdown
    ticked: int
    total: int
    due_today: int
    overdue: int


@dataclass(frozen=True, slots=True)
class InterviewsView:
    """All interviews.

    Attributes:
        upcoming: before or running, the next one first.
        past: over, the latest first.
        archived: put away, the latest first.
        undo: what Undo and Redo would do.
    """

    upcoming: tuple[InterviewCard, ...]
    past: tuple[InterviewCard, ...]
    archived: tuple[InterviewCard, ...]
    undo: UndoState

    @property
    def next(self) -> InterviewCard | None:
        """The one that begins first."""
        return self.upcoming[0] if self.upcoming else None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One of the days that are left.

    Attributes:
        day: on the user's clocks.
        questions: to practise.
        due: items of the lists; those that are overdue come today.
    """

    day: date
    questions: tuple[QuestionPractice, ...]
    due: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class InterviewView:
    """One interview with its lists and the plan of the days that are left."""

    card: InterviewCard
    lists: ListsView
    plan: tuple[PlannedDay, ...]
    undo: UndoState


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of an interview that was to be kept: itself, or what is wrong with it."""

    interview: Interview | None
    problems: Problems = ()


@dataclass(frozen=True, slots=True)
class InterviewParts:
    """What the desk works with."""

    dossiers: Dossiers
    lists: InterviewLists
    record: PracticeRecord
    calendar: CalendarWriter
    texts: PreparationTexts
    clock: Clock
    home: HomeZone


class InterviewDesk:
    """Used on the storage thread only.

    An unknown interview raises InputFault(UNKNOWN_INTERVIEW) with the nearest id.
    """

    def __init__(self, parts: InterviewParts) -> None:
        self._parts = parts
        self._dossiers = parts.dossiers

    # What there is -----------------------------------------------------------------------------

    def overview(self) -> InterviewsView:
        """All interviews."""
        cards = [self._card(one) for one in self._dossiers.interviews()]
        kept = [card for card in cards if not card.interview.archived]
        return InterviewsView(
            upcoming=tuple(card for card in kept if card.countdown.stage is not Stage.OVER),
            past=tuple(card for card in reversed(kept) if card.countdown.stage is Stage.OVER),
            archived=tuple(card for card in reversed(cards) if card.interview.archived),
            undo=self._dossiers.state(),
        )

    def view(self, interview_id: str) -> InterviewView:
        """One interview."""
        interview = self._find(interview_id)
        lists = self._parts.lists.view(interview_id)
        return InterviewView(
            card=self._card(interview, lists),
            lists=lists,
            plan=self._plan(interview, lists),
            undo=self._dossiers.state(),
        )

    def sheet(self, interview_id: str) -> BriefcaseSheet:
        """What goes on one page for the briefcase."""
        interview = self._find(interview_id)
        dossier = self._dossiers.get(interview_id)
        times = make_timetable(interview, self._parts.home.zone())
        lists = self._parts.lists.view(interview_id)
        return pack_briefcase(dossier, times, lists, self._parts.texts)

    # Adding and changing -----------------------------------------------------------------------

    def new_details(self) -> InterviewDetails:
        """What the fields of a new interview begin with: tomorrow at ten, on the user's clocks."""
        zone = self._parts.home.zone()
        tomorrow = self._parts.clock.now().astimezone(zone).date() + timedelta(days=1)
        return InterviewDetails("", "", tomorrow, time(10, 0), zone.key)

    def zones(self) -> tuple[str, ...]:
        """The time zones to choose from."""
        return zone_names()

    def check(self, details: InterviewDetails, *, allow_past: bool = False) -> Problems:
        """What is wrong; quick, and nothing is kept."""
        return check_details(details, self._parts.clock.now(), allow_past=allow_past)

    def add(
        self,
        details: InterviewDetails,
        *,
        allow_past: bool = False,
        lists_like: str = NO_INTERVIEW,
    ) -> Kept:
        """Keep a new interview, unless something is wrong.

        Args:
            details: see there.
            allow_past: the user confirmed that it has been already.
            lists_like: the set whose own lists, own items, hidden items and order it begins with;
                nothing else is taken from there.
        """
        problems = self.check(details, allow_past=allow_past)
        if problems:
            return Kept(None, problems)
        tidy = tidy_details(details)
        taken = {one.id for one in self._dossiers.interviews()} | {"none"}
        interview_id = new_id(f"{tidy.company}-{tidy.day}", taken)
        interview = Interview(interview_id, tidy, self._parts.clock.now())
        book = Workbook(changes=self._dossiers.get(lists_like).book.changes)
        self._dossiers.change(Action.ADD_INTERVIEW, Dossier(interview_id, interview, book))
        return Kept(interview)

    def edit(
        self, interview_id: str, details: InterviewDetails, *, allow_past: bool = False
    ) -> Kept:
        """Keep other details; a time in the past that was there before needs no confirmation."""
        before = self._find(interview_id)
        old = before.details
        same_time = (old.day, old.clock, old.zone) == (details.day, details.clock, details.zone)
        problems = self.check(details, allow_past=allow_past or same_time)
        if problems:
            return Kept(None, problems)
        interview = replace(before, details=tidy_details(details))
        return self._keep(Action.EDIT_INTERVIEW, interview)

    def archive(self, interview_id: str) -> Kept:
        """Put an interview away; nothing of it is lost."""
        return self._keep(Action.ARCHIVE, replace(self._find(interview_id), archived=True))

    def restore(self, interview_id: str) -> Kept:
        """Take an interview out of the archive."""
        return self._keep(Action.RESTORE, replace(self._find(interview_id), archived=False))

    def delete(self, interview_id: str) -> None:
        """Delete an interview with all that belongs to it; Undo brings it back in this run."""
        self._find(interview_id)
        self._dossiers.remove(Action.DELETE_INTERVIEW, interview_id)

    def undo(self) -> Action | None:
        """Take back the last step of any page of the interviews; None where there is none."""
        return self._dossiers.undo()

    def redo(self) -> Action | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._dossiers.redo()

    def one_step(self, stretch: str) -> AbstractContextManager[None]:
        """Changes within it, on any page, are one step with those of the same name before."""
        return self._dossiers.one_step(stretch)

    # The calendar ------------------------------------------------------------------------------

    def calendar_text(self, interview_id: str) -> str:
        """The interview as an .ics file, with its reminders."""
        return self._parts.calendar.text(self._entry(self._find(interview_id)))

    def save_calendar(self, interview_id: str, path: Path) -> None:
        """Write the .ics file; raises StorageFault(FOLDER_UNUSABLE or DISK_FULL)."""
        self._parts.calendar.write(path, self._entry(self._find(interview_id)))

    def _entry(self, interview: Interview) -> CalendarEntry:
        details, texts = interview.details, self._parts.texts
        times = make_timetable(interview, self._parts.home.zone())
        facts = {"company": details.company, "role": details.role}
        alarms = [Alarm(times.evening_before, fill_in(texts.alarm_evening, facts))]
        if times.leave_by is not None:
            alarms.append(Alarm(times.leave_by, fill_in(texts.alarm_leave, facts)))
        if times.phone_off is not None:
            alarms.append(Alarm(times.phone_off, fill_in(texts.alarm_phone, facts)))
        return CalendarEntry(
            uid=f"{interview.id}-{interview.created_at:%Y%m%dT%H%M%S%f}@mlprep",
            title=fill_in(texts.event_title, facts),
            place=details.place,
            notes=details.notes,
            starts=interview.starts_at,
            ends=interview.ends_at,
            zone=details.zone,
            written_at=self._parts.clock.now(),
            alarms=tuple(alarms),
        )

    # -------------------------------------------------------------------------------------------

    def _keep(self, action: Action, interview: Interview) -> Kept:
        dossier = self._dossiers.get(interview.id)
        self._dossiers.change(action, replace(dossier, interview=interview))
        return Kept(interview)

    def _find(self, interview_id: str) -> Interview:
        by_id = {one.id: one for one in self._dossiers.interviews()}
        if interview_id not in by_id:
            nearest = process.extractOne(interview_id, list(by_id), score_cutoff=60)
            suggestion = nearest[0] if nearest else ""
            raise InputFault(
                FaultCode.UNKNOWN_INTERVIEW, interview=interview_id, suggestion=suggestion
            )
        return by_id[interview_id]

    def _card(self, interview: Interview, lists: ListsView | None = None) -> InterviewCard:
        home = self._parts.home.zone()
        shown = lists or self._parts.lists.view(interview.id)
        return InterviewCard(
            interview=interview,
            times=make_timetable(interview, home),
            countdown=count_down(interview, self._parts.clock.now(), home),
            ticked=shown.ticked,
            total=shown.total,
            due_today=len(shown.due_today),
            overdue=len(shown.overdue),
        )

    def _plan(self, interview: Interview, lists: ListsView) -> tuple[PlannedDay, ...]:
        now, home = self._parts.clock.now(), self._parts.home.zone()
        if interview.archived or now >= interview.starts_at:
            return ()
        today = now.astimezone(home).date()
        last = interview.starts_at.astimezone(home).date()
        practise = {
            one.day: one.questions for one in plan_days(today, last, self._parts.record.all())
        }
        due: dict[date, list[ItemLine]] = {}
        for item in (item for one in lists.lists for item in one.items):
            if item.due is not None and not item.is_ticked and item.due <= last:
                due.setdefault(max(item.due, today), []).append(item)
        days = sorted(practise.keys() | due.keys())
        return tuple(
            PlannedDay(day, practise.get(day, ()), tuple(due.get(day, ()))) for day in days
        )
