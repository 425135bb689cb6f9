"""How well coverage agrees with labelled answers: precision, recall and F1, with every error.

    coverage_quality [--part tuning|held-out|all] [--question ID] [--errors]
    coverage_quality --others --question ID
    coverage_quality --table DATE

The second shows what a question's cues find in the answers to other questions: mostly cues that are
too wide. The third prints the page docs/quality.md. Run as ``python -m tests.benchmarks...``.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mlprep_gui.adapters.bank.packs import VOCABULARY, load_bank, load_pack
from mlprep_gui.domain.coverage import Coverage, Judge, Verdict
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.ports.texts import PackProblem

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests" / "data" / "answers"
QUESTIONS = ROOT / "resources" / "questions"


def say(line: str = "") -> None:
    """Writes one line."""
    sys.stdout.write(line + "\n")


@dataclass(frozen=True, slots=True)
class LabelledAnswer:
    """One line of the answers; labels are 1, 0 or 0.5 (undecided)."""

    id: str
    question: str
    speaker: str
    text: str
    labels: dict[str, float]
    evidence: dict[str, str]

    @property
    def kind(self) -> str:
        """Typical candidates, or hard ones: everybody else."""
        return "typical" if self.speaker == "typical" else "hard"

    @property
    def speaker_group(self) -> str:
        """The speaker without what differs between the sources of answers."""
        return self.speaker.removesuffix("-expert").split("-")[0].replace("non", "non-native")


@dataclass(slots=True)
class Tally:
    """Hits and misses; undecided labels are left out, unsure counts as not covered."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, label: float, verdict: Verdict) -> None:
        if label == 0.5:
            return
        covered = verdict is Verdict.COVERED
        self.counts[("tp" if covered else "fn") if label == 1 else ("fp" if covered else "tn")] += 1

    def ratios(self) -> tuple[float, float, float]:
        """Precision, recall, F1; 1 where there was nothing to find and nothing was found."""
        tp, fp, fn = self.counts["tp"], self.counts["fp"], self.counts["fn"]
        precision = tp / (tp + fp) if tp + fp else 1.0
        recall = tp / (tp + fn) if tp + fn else 1.0
        f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else 1.0
        return precision, recall, f1

    def row(self, name: str) -> str:
        precision, recall, f1 = self.ratios()
        counts = " ".join(f"{self.counts[key]:4d}" for key in ("tp", "fp", "fn", "tn"))
        return f"{name:34s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   {counts}"


def read_answers(part: str, question_id: str | None = None) -> list[LabelledAnswer]:
    """The labelled answers of a part ("tuning", "held-out", "all"), in the files' order."""
    folders = ("tuning", "held-out") if part == "all" else (part,)
    answers = []
    for folder in folders:
        for path in sorted((ANSWERS / folder).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip():
                    row = json.loads(line)
                    answers.append(
                        LabelledAnswer(
                            row["id"],
                            row["question"],
                            row["speaker"],
                            row["text"],
                            row["labels"],
                            row.get("evidence", {}),
                        )
                    )
    return [a for a in answers if question_id in (None, a.question)]


def read_checked_bank() -> tuple[QuestionBank, list[PackProblem]]:
    """The shipped packs whose cues can all be understood, and what is wrong with the others."""
    problems: list[PackProblem] = []
    for path in sorted(QUESTIONS.glob("[a-z]*.toml")):
        problems.extend(load_pack(path, QUESTIONS / VOCABULARY)[1])
    broken = {problem.path.stem for problem in problems}
    bank = load_bank(QUESTIONS).bank
    return QuestionBank(tuple(q for q in bank if q.id not in broken)), problems


def judge_all(
    bank: QuestionBank, answers: Iterable[LabelledAnswer], judge: Judge | None = None
) -> Iterator[tuple[LabelledAnswer, Coverage]]:
    """Every answer with what was found in it."""
    judge = judge or Judge(bank)
    for answer in answers:
        yield answer, judge.judge(bank.get(answer.question), answer.text)


def tally(judged: Iterable[tuple[LabelledAnswer, Coverage]]) -> Tally:
    """One tally of all verdicts."""
    total = Tally()
    for answer, coverage in judged:
        for point in coverage.points:
            total.add(answer.labels.get(point.point_id, 0), point.verdict)
    return total


def evidence_overlap(judged: Iterable[tuple[LabelledAnswer, Coverage]]) -> tuple[int, int, int]:
    """In how many of the hits the evidence overlaps the quoted one: (best stretch, any, hits)."""
    by_best = by_any = hits = 0
    for answer, coverage in judged:
        for point in coverage.points:
            quote = answer.evidence.get(point.point_id)
            at = answer.text.find(quote) if quote else -1
            if point.verdict is not Verdict.COVERED or quote is None or at < 0:
                continue
            hits += 1
            touching = [said.start < at + len(quote) and at < said.end for said in point.evidence]
            by_best += touching[0]
            by_any += any(touching)
    return by_best, by_any, hits


def print_tables(judged: Sequence[tuple[LabelledAnswer, Coverage]], *, by_point: bool) -> None:
    """Totals by question, by kind of speaker, and for one question by point."""
    groups: dict[str, Tally] = {}
    for answer, coverage in judged:
        names = [answer.question, f"  {answer.kind}", f"    {answer.speaker}", "all"]
        for point in coverage.points:
            label = answer.labels.get(point.point_id, 0)
            for name in [*names, f"point {point.point_id}"] if by_point else names:
                groups.setdefault(name, Tally()).add(label, point.verdict)
    for name in sorted(groups, key=lambda name: (name == "all", name)):
        say(groups[name].row(name))
    by_best, by_any, hits = evidence_overlap(judged)
    if hits:
        say(f"evidence overlaps the quoted one in {by_any} of {hits} hits, its best in {by_best}")


def print_errors(
    bank: QuestionBank, judged: Iterable[tuple[LabelledAnswer, Coverage]], judge: Judge
) -> None:
    """Every wrong verdict with what was expected and what matched."""
    for answer, coverage in judged:
        question = bank.get(answer.question)
        wrong = [
            point
            for point in coverage.points
            if answer.labels.get(point.point_id, 0) != 0.5
            and (point.verdict is Verdict.COVERED) != (answer.labels.get(point.point_id, 0) == 1)
        ]
        if not wrong:
            continue
        say(f"\n== {answer.id} ({answer.speaker})\n{answer.text}")
        for point in wrong:
            missed = answer.labels.get(point.point_id, 0) == 1
            say(f"  {'MISSED' if missed else 'WRONG'} {point.point_id} ({point.verdict})")
            if missed:
                say(f"    expected: {answer.evidence.get(point.point_id, '?')}")
            _print_hits(question, answer, point.point_id, judge)


def _print_hits(question: Question, answer: LabelledAnswer, point_id: str, judge: Judge) -> None:
    contradicting = {m.id for m in question.mistakes if point_id in m.contradicts}
    for hit in judge.explain(question, answer.text):
        if hit.owner == point_id or hit.owner in contradicting:
            state = "void" if hit.is_void else "sure" if hit.is_sure else "unsure"
            kind = "MISTAKE " if hit.owner in contradicting else ""
            say(f"    {kind}{hit.owner} [{state}] {hit.pattern}\n      -> {hit.evidence.text!r}")


def print_page(bank: QuestionBank, date: str) -> None:
    """The figures as a page of markdown: parts and kinds of speaker, then each question."""
    judge = Judge(bank)
    tallies: dict[tuple[str, ...], Tally] = {}
    for part in ("tuning", "held-out"):
        answers = [answer for answer in read_answers(part) if answer.question in bank]
        for answer, coverage in judge_all(bank, answers, judge):
            for point in coverage.points:
                label = answer.labels.get(point.point_id, 0)
                for who in {answer.kind, answer.speaker_group, "all"}:
                    tallies.setdefault((part, who), Tally()).add(label, point.verdict)
                for kind in (answer.kind, "all"):
                    key = (part, answer.question, kind)
                    tallies.setdefault(key, Tally()).add(label, point.verdict)
    say("# How well coverage agrees with labelled answers")
    say()
    say(f"Measured on {date} with `python -m tests.benchmarks.coverage_quality --table {date}`.")
    say("The cues were written with the tuning answers in view; the held-out ones were kept aside.")
    say("Unsure counts as not covered; labels on which the readers differed are left out.")
    for part in ("tuning", "held-out"):
        count = len(read_answers(part))
        say(f"\n## {part.capitalize()} answers ({count})\n")
        say("| Speakers | Precision | Recall | F1 | Verdicts |\n|---|---|---|---|---|")
        whos = sorted(key[1] for key in tallies if key[0] == part and len(key) == 2)
        for who in sorted(whos, key=("typical", "hard").__contains__, reverse=True):
            say(_table_row(who, tallies[part, who]))
        say("\n| Question | F1 typical | F1 hard | Precision | Recall | F1 |")
        say("|---|---|---|---|---|---|")
        for question in bank:
            if (part, question.id, "all") in tallies:
                by_kind = [
                    f"{tallies.get((part, question.id, kind), Tally()).ratios()[2]:.2f}"
                    for kind in ("typical", "hard")
                ]
                ratios = [f"{r:.2f}" for r in tallies[part, question.id, "all"].ratios()]
                say(f"| {' | '.join([question.title, *by_kind, *ratios])} |")


def _table_row(name: str, row: Tally) -> str:
    ratios = [f"{ratio:.3f}" for ratio in row.ratios()]
    return f"| {' | '.join([name, *ratios, str(row.counts.total())])} |"


def print_others(bank: QuestionBank, question: Question, part: str) -> None:
    """Points of a question that were found in the answers to other ones, and by which cue."""
    judge = Judge()
    answers = [answer for answer in read_answers(part) if answer.question != question.id]
    found: Counter[str] = Counter()
    for answer in answers:
        points = judge.judge(question, answer.text).points
        covered = {point.point_id for point in points if point.verdict is Verdict.COVERED}
        found.update(covered)
        hits = [
            hit
            for hit in judge.explain(question, answer.text)
            if hit.is_sure and not hit.is_void and hit.owner in covered
        ]
        for hit in hits:
            say(f"{answer.id} {hit.owner}: {hit.pattern[:60]}\n    -> {hit.evidence.text!r}")
    for point_id, count in found.most_common():
        say(f"{point_id:34s} found in {count} of {len(answers)} answers to other questions")


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; 1 where a shipped pack has a problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tuning", "held-out", "all"), default="tuning")
    parser.add_argument("--question")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--table", metavar="DATE")
    options = parser.parse_args(arguments)
    bank, problems = read_checked_bank()
    for problem in problems:
        sys.stderr.write(f"{problem.path.name}: {problem.place}: {problem.message}" + "\n")
    if options.table:
        print_page(bank, options.table)
        return 0
    if options.others:
        print_others(bank, bank.get(options.question), options.part)
        return 0
    answers = [
        answer for answer in read_answers(options.part, options.question) if answer.question in bank
    ]
    judge = Judge(bank)
    judged = list(judge_all(bank, answers, judge))
    if options.errors:
        print_errors(bank, judged, judge)
        say()
    say(f"{options.part}: {len(judged)} answers")
    print_tables(judged, by_point=options.question is not None)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
