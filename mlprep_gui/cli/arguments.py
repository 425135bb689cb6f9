"""What can be typed behind ``mlprep``."""

import argparse
from pathlib import Path

from mlprep_gui import __version__
from mlprep_gui.cli.interview_arguments import add_checklist, add_interview
from mlprep_gui.domain.preferences import EngineChoice


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command; wrong usage ends with exit status 2."""
    parser = argparse.ArgumentParser(
        prog="mlprep",
        description="Practise machine-learning interview questions aloud, on your own machine.",
    )
    parser.add_argument("--version", action="version", version=f"mlprep {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_questions(commands)
    _add_score(commands)
    _add_transcribe(commands)
    _add_review(commands)
    _add_pack(commands)
    add_checklist(commands)
    add_interview(commands)
    commands.add_parser("demo", help="go through one question on the recorded answer that ships")
    commands.add_parser("gui", help="open the window")
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives this type no public name


def _add_questions(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("questions", help="list the questions")
    _add_json(parser)


def _add_score(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("score", help="tell which key points a written answer states")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--text", metavar="FILE", help="the answer; - for standard input")
    what.add_argument(
        "--batch", metavar="FILE", help='lines {"id", "question", "text"}; - for standard input'
    )
    parser.add_argument("--question", metavar="ID", help="with --text: the question's id")
    parser.add_argument(
        "--explain", action="store_true", help="with --text: show which cue matched where"
    )
    _add_json(parser)


def _add_transcribe(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("transcribe", help="write a recording down")
    parser.add_argument(
        "audio", type=Path, metavar="AUDIO", help="WAV, FLAC, OGG, MP3, M4A, MP4 or WebM"
    )
    _add_engine(parser)
    _add_json(parser)


def _add_review(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "review", help="transcript, key points and delivery of a recorded answer"
    )
    parser.add_argument(
        "audio", type=Path, metavar="AUDIO", help="WAV, FLAC, OGG, MP3, M4A, MP4 or WebM"
    )
    parser.add_argument("--question", metavar="ID", required=True, help="the question's id")
    _add_engine(parser)
    _add_json(parser)


def _add_pack(commands: "_Commands[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("pack", help="for writers of question packs")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="report every problem of a pack, and its self-test")
    check.add_argument("file", type=Path, metavar="FILE", help="a pack in TOML")
    propose = actions.add_parser(
        "propose", help="print a pack with a point for each statement of its model answer"
    )
    propose.add_argument(
        "file", type=Path, metavar="FILE", help="a pack in TOML with at least a model answer"
    )


def _add_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine",
        type=EngineChoice,
        choices=list(EngineChoice),
        default=EngineChoice.AUTO,
        metavar="{" + ",".join(EngineChoice) + "}",
        help="auto (the default) is Whisper where a model is on this machine, else PocketSphinx",
    )
    parser.add_argument(
        "--model", default="", metavar="NAME_OR_FOLDER", help="a Whisper model on this machine"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs, not for people")
