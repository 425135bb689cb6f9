"""What can be typed behind ``mlprep checklist`` and ``mlprep interview``."""

import argparse
from datetime import date, time
from pathlib import Path

from mlprep_gui.domain.interviews.interview import Interviewer, InterviewFormat

_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives this type no public name


def add_checklist(commands: "_Commands[argparse.ArgumentParser]") -> None:
    """``mlprep checklist``."""
    parser = commands.add_parser("checklist", help="show what to have ready, and what is ticked")
    parser.add_argument("list", nargs="?", default="", metavar="LIST", help="one list only")
    parser.add_argument(
        "--interview",
        metavar="ID",
        help="the interview that it is for; the next one by default; none for no interview",
    )
    _add_json(parser)


def add_interview(commands: "_Commands[argparse.ArgumentParser]") -> None:
    """``mlprep interview``."""
    parser = commands.add_parser("interview", help="your interviews, with their times and plans")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_details(actions.add_parser("add", help="keep a new interview"))
    listing = actions.add_parser("list", help="list the interviews")
    listing.add_argument("--all", action="store_true", help="past and archived ones as well")
    _add_json(listing)
    show = actions.add_parser("show", help="times, what is due, and the plan of the days left")
    show.add_argument("interview", metavar="ID")
    _add_json(show)
    ics = actions.add_parser("ics", help="print it for a calendar program, with reminders")
    ics.add_argument("interview", metavar="ID")
    ics.add_argument("--out", type=Path, metavar="FILE", help="write it into a file instead")


def _add_details(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--company", required=True)
    parser.add_argument("--role", required=True)
    parser.add_argument("--date", required=True, type=_date, metavar="YYYY-MM-DD")
    parser.add_argument("--time", required=True, type=_time, metavar="HH:MM")
    parser.add_argument("--zone", metavar="ZONE", help="as in Europe/Berlin; yours by default")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=int, default=60, help="how long it lasts; 60 by default")
    length.add_argument("--end", type=_time, metavar="HH:MM", help="when it ends, the same day")
    parser.add_argument(
        "--format",
        type=InterviewFormat,
        choices=list(InterviewFormat),
        default=InterviewFormat.ON_SITE,
        metavar="{" + ",".join(InterviewFormat) + "}",
        help="on-site by default",
    )
    parser.add_argument("--place", default="", help="address, link or telephone number")
    parser.add_argument(
        "--interviewer",
        action="append",
        default=[],
        type=_interviewer,
        metavar="NAME[, ROLE]",
        help="may be given several times",
    )
    parser.add_argument("--people", type=int, metavar="N", help="how many there will be")
    parser.add_argument("--journey", type=int, default=0, metavar="MINUTES", help="door to door")
    parser.add_argument("--notes", default="")
    parser.add_argument("--past", action="store_true", help="keep it even if it has been already")
    parser.add_argument(
        "--which",
        choices=["first", "second"],
        help="for a time that comes twice because the clocks go back",
    )
    _add_json(parser)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs, not for people")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2026-12-01") from error


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 14:30") from error


def _interviewer(text: str) -> Interviewer:
    name, _, role = text.partition(",")
    return Interviewer(name.strip(), role.strip())
