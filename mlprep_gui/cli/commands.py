"""The commands, each from its options to what is printed."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from mlprep_gui.cli import reports
from mlprep_gui.cli.batch import read_batch, score_answers
from mlprep_gui.cli.demonstration import demonstrate
from mlprep_gui.cli.interviews import checklist, interview
from mlprep_gui.cli.window import open_window
from mlprep_gui.cli.workbench import (
    Listening,
    check_pack,
    find_warnings,
    open_bank,
    write_down,
    write_pack_like,
)
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.coverage.self_test import self_test
from mlprep_gui.domain.coverage.verdicts import Coverage
from mlprep_gui.domain.delivery import measure_delivery
from mlprep_gui.domain.errors import BankFault, FaultCode, InputFault
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services import documents
from mlprep_gui.services.review import judge_transcript, mistake_lines, point_lines
from mlprep_gui.ui.wording import name_transcript_engine


@dataclass(frozen=True, slots=True)
class Console:
    """Where results and remarks go."""

    out: TextIO
    remarks: TextIO

    def print(self, lines: Iterable[str]) -> None:
        """Results, a line each."""
        for line in lines:
            print(line, file=self.out)

    def print_document(self, document: object) -> None:
        """A result for programs, in one line."""
        print(json.dumps(document, ensure_ascii=False), file=self.out)

    def remark(self, text: str) -> None:
        """Something beside the result."""
        print(f"mlprep: {text}", file=self.remarks)


def list_questions(options: Namespace, console: Console) -> int:
    """``mlprep questions``."""
    bank = _bank(console)
    if options.json:
        console.print_document([documents.question_document(question) for question in bank])
    else:
        console.print(reports.report_questions(bank))
    return 0


def score(options: Namespace, console: Console) -> int:
    """``mlprep score``."""
    if options.batch is not None:
        return _score_batch(options.batch, console)
    if options.question is None:
        console.remark("score --text needs --question ID; “mlprep questions” lists them.")
        return 2
    bank = _bank(console)
    question = bank.get(options.question)
    with ExitStack() as files:
        text = _read_all(_open_text(options.text, files), options.text)
    judge = Judge(bank)
    coverage = judge.judge(question, text)
    if options.json:
        name = "-" if options.text == "-" else Path(options.text).stem
        console.print_document(documents.score_document(name, coverage))
        return 0
    transcript = Transcript(())  # a text has no seconds
    console.print(reports.report_points(point_lines(question, transcript, coverage), rough=False))
    console.print(reports.report_mistakes(mistake_lines(transcript, coverage.mistakes)))
    if options.explain:
        console.print(reports.report_explanation(judge.explain(question, text)))
    return 0


def transcribe(options: Namespace, console: Console) -> int:
    """``mlprep transcribe``."""
    transcript = write_down(options.audio, Listening(options.engine, options.model))
    if options.json:
        console.print_document(documents.transcript_document(transcript))
        return 0
    console.remark(f"written down by {name_transcript_engine(transcript.engine)}")
    for segment in transcript.segments:
        console.print([" ".join(word.text for word in segment.words)])
    return 0


def review(options: Namespace, console: Console) -> int:
    """``mlprep review``."""
    bank = _bank(console)
    question = bank.get(options.question)
    transcript = write_down(options.audio, Listening(options.engine, options.model), question)
    coverage = judge_transcript(Judge(bank), question, transcript)
    if options.json:
        console.print_document(_review_document(question, transcript, coverage))
    else:
        console.print(reports.report_review(question, transcript, coverage))
    return 0


def pack(options: Namespace, console: Console) -> int:
    """``mlprep pack``."""
    return {"check": check, "propose": propose}[options.action](options, console)


def propose(options: Namespace, console: Console) -> int:
    """``mlprep pack propose``: the pack with its proposed points, to be edited by hand."""
    question = _sound_pack(options.file)
    if question.points:
        console.remark(f"{options.file} has points already; they are printed as they are.")
    else:
        question = Judge(_bank(console)).propose(question)
    console.out.write(write_pack_like(options.file, question))
    return 0


def check(options: Namespace, console: Console) -> int:
    """``mlprep pack check``: status 1 where there is any problem; a warning is none."""
    question, bank = _sound_pack(options.file), _bank(console)
    if not question.points:
        question = Judge(bank).propose(question)
    # As if it were in use already: an answer to another question is known by both.
    bank = bank.holding(question)
    findings = self_test(question, bank, Judge(bank))
    for line in reports.report_warnings(find_warnings(question)):
        console.remark(line)
    console.print(reports.report_self_test(findings))
    return 1 if findings else 0


def show_window(_options: Namespace, _console: Console) -> int:
    """``mlprep gui``."""
    return open_window([])


def demo(_options: Namespace, console: Console) -> int:
    """``mlprep demo``."""
    return demonstrate(console.out)


def _review_document(
    question: Question, transcript: Transcript, coverage: Coverage
) -> documents.Document:
    return {
        "question": question.id,
        "transcript": documents.transcript_document(transcript),
        "points": documents.points_document(point_lines(question, transcript, coverage)),
        "mistakes": documents.mistakes_document(mistake_lines(transcript, coverage.mistakes)),
        "delivery": documents.delivery_document(measure_delivery(transcript)),
    }


def _score_batch(name: str, console: Console) -> int:
    with ExitStack() as files:
        batch = read_batch(_lines(_open_text(name, files), name), name)
    for document in score_answers(batch.answers, _bank(console)):
        console.print_document(document)
    if batch.fault is not None:
        raise batch.fault
    return 0


def _sound_pack(path: Path) -> Question:
    """The question of a file.

    Raises:
        InputFault: FILE_MISSING or UNREADABLE_TEXT.
        BankFault: PACK_BROKEN with everything wrong in it.
    """
    with ExitStack() as files:
        for _ in _lines(_open_file(path, files), str(path)):
            pass
    question, problems = check_pack(path)
    if problems or question is None:
        lines = "\n".join(_as_sentence(str(problem), path.name) for problem in problems)
        raise BankFault(FaultCode.PACK_BROKEN, path=str(path), problems=lines)
    return question


def _as_sentence(problem: str, name: str) -> str:
    """With a full stop, and without the file's name, which is told before all problems."""
    words = problem.removeprefix(f"{name}: ")
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _bank(console: Console) -> QuestionBank:
    bank, problems = open_bank()
    for problem in problems:
        console.remark(str(problem))
    return bank


def _open_text(name: str, files: ExitStack) -> TextIO:
    if name == "-":
        return sys.stdin
    return _open_file(Path(name), files)


def _open_file(path: Path, files: ExitStack) -> TextIO:
    try:
        return files.enter_context(path.open(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputFault(FaultCode.FILE_MISSING, path=str(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputFault(FaultCode.UNREADABLE_TEXT, path=str(path), reason=reason) from error


def _lines(file: TextIO, name: str) -> Iterator[str]:
    try:
        yield from file
    except (UnicodeDecodeError, OSError) as error:
        reason = "it is no UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputFault(FaultCode.UNREADABLE_TEXT, path=name, reason=reason) from error


def _read_all(file: TextIO, name: str) -> str:
    return "".join(_lines(file, name))


COMMANDS: dict[str, Callable[[Namespace, Console], int]] = {
    "questions": list_questions,
    "score": score,
    "transcribe": transcribe,
    "review": review,
    "pack": pack,
    "checklist": checklist,
    "interview": interview,
    "demo": demo,
    "gui": show_window,
}
