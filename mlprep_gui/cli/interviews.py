"""``mlprep checklist`` and ``mlprep interview``, each from its options to what is printed."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from mlprep_gui.cli import interview_reports as reports
from mlprep_gui.cli.interview_bench import open_interviews
from mlprep_gui.domain.interviews.interview import InterviewDetails, duration_until
from mlprep_gui.services.interviews.ensemble import InterviewServices
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.ui.interview_wording import describe_problem

_NONE = "none"


class Printer(Protocol):
    """The console, as far as it is used here."""

    def print(self, lines: Iterable[str]) -> None:
        """Results, a line each."""

    def print_document(self, document: object) -> None:
        """A result for programs, in one line."""

    def remark(self, text: str) -> None:
        """Something beside the result."""


def checklist(options: Namespace, console: Printer) -> int:
    """``mlprep checklist``."""
    with open_interviews() as services:
        set_id = _choose_set(services, options.interview)
        view = services.lists.view(set_id)
    lists = (view.get(options.list),) if options.list else view.lists
    if options.json:
        console.print_document(reports.lists_document(view, lists))
    else:
        console.print(reports.report_lists(view, lists))
    return 0


def interview(options: Namespace, console: Printer) -> int:
    """``mlprep interview``; status 1 where an interview cannot be kept as it is."""
    with open_interviews() as services:
        act = {"add": _add, "list": _list, "show": _show, "ics": _ics}[options.action]
        return act(options, console, services)


def _choose_set(services: InterviewServices, wanted: str | None) -> str:
    if wanted == _NONE:
        return NO_INTERVIEW
    if wanted:
        return services.interviews.view(wanted).card.interview.id
    following = services.interviews.overview().next
    return following.interview.id if following else NO_INTERVIEW


def _add(options: Namespace, console: Printer, services: InterviewServices) -> int:
    desk = services.interviews
    details = InterviewDetails(
        company=options.company,
        role=options.role,
        day=options.date,
        clock=options.time,
        zone=options.zone or desk.new_details().zone,
        fold={"first": 0, "second": 1}.get(options.which or ""),
        duration_min=options.minutes,
        format=options.format,
        place=options.place,
        interviewers=tuple(options.interviewer),
        people=max(1, len(options.interviewer)) if options.people is None else options.people,
        journey_min=options.journey,
        notes=options.notes,
    )
    if options.end is not None:
        minutes = duration_until(details, options.end)
        details = replace(details, duration_min=minutes)
    kept = desk.add(details, allow_past=options.past)
    if kept.interview is None:
        for problem in kept.problems:
            console.remark(f"{describe_problem(problem)}{reports.option_hint(problem)}")
        return 1
    card = desk.view(kept.interview.id).card
    if options.json:
        console.print_document(reports.card_document(card))
    else:
        console.print(reports.report_card(card))
    return 0


def _list(options: Namespace, console: Printer, services: InterviewServices) -> int:
    view = services.interviews.overview()
    cards = (*view.upcoming, *view.past, *view.archived) if options.all else view.upcoming
    if options.json:
        console.print_document([reports.card_document(card) for card in cards])
    elif cards:
        console.print(reports.report_cards(cards))
    else:
        console.remark("No interviews are ahead. “mlprep interview add” keeps one.")
    return 0


def _show(options: Namespace, console: Printer, services: InterviewServices) -> int:
    view = services.interviews.view(options.interview)
    if options.json:
        console.print_document(reports.interview_document(view))
    else:
        console.print(reports.report_interview(view))
    return 0


def _ics(options: Namespace, console: Printer, services: InterviewServices) -> int:
    if options.out is None:
        console.print(services.interviews.calendar_text(options.interview).splitlines())
    else:
        services.interviews.save_calendar(options.interview, options.out)
        console.remark(f"written to {options.out}")
    return 0
