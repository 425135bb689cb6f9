"""An attempt seen whole: question, transcript, verdicts, delivery and the user's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mlprep_gui.domain.advice import Advice, AnswerFacts, advise
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.aliases import Alias
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.coverage.verdicts import Coverage, Evidence, MistakeSaid, Verdict
from mlprep_gui.domain.delivery import Delivery, measure_delivery
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.questions import KeyPoint, Question, Questions
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.aliases import AliasBook, UnkeptAliases
from mlprep_gui.services.answers import RecordingsFolder
from mlprep_gui.services.ports.storage import AttemptStore, OwnVerdict, OwnWords

_EARLIER = 20
"""So many of the user's last answers tell what is usual."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the transcript that carry a verdict, in characters and in seconds.

    Attributes:
        text: as the transcript has them; the term itself where it was only spotted.
        start, end: characters of the transcript's text; equal where the term was only spotted.
        start_s, end_s: seconds of the recording; None for words without times.
    """

    text: str
    start: int
    end: int
    start_s: float | None
    end_s: float | None


@dataclass(frozen=True, slots=True)
class PointLine:
    """One key point with its verdict and where it was said.

    Attributes:
        point: see there.
        verdict: what counts: the user's own word where there is one.
        quotes: the words that carry it.
        own: what the user says of it, None where the computed verdict stands.
    """

    point: KeyPoint
    verdict: Verdict
    quotes: tuple[Quote, ...]
    own: OwnVerdict | None = None


@dataclass(frozen=True, slots=True)
class MistakeLine:
    """A typical wrong claim that was made, where, and what is right instead."""

    correction: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """All that the review page shows.

    Attributes:
        attempt: the attempt.
        question: its question; without points where the bank no longer has it.
        transcript: as recognised, or with the user's corrections; empty before recognition.
        recognised: as recognised, whatever the user corrected.
        points: in the question's order; empty before recognition.
        mistakes: in the order of the answer.
        delivery: figures over ``recognised``, since corrected words may lack times.
        own: the user's corrections, notes and self-check.
        recording: the file, None where there is none or it has gone.
        earlier_paces: words a minute of the user's last answers before this one.
    """

    attempt: Attempt
    question: Question
    transcript: Transcript
    recognised: Transcript
    points: tuple[PointLine, ...]
    mistakes: tuple[MistakeLine, ...]
    delivery: Delivery
    own: OwnWords
    recording: Path | None
    earlier_paces: tuple[float, ...] = ()

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What to do first."""
        return advise(
            AnswerFacts(
                corrections=[line.correction for line in self.mistakes],
                points=[(line.point, line.verdict) for line in self.points],
                duration_s=self.attempt.duration_s,
                limit_s=self.attempt.limit_s,
                pace=self.delivery.words_per_minute,
                earlier_paces=self.earlier_paces,
            )
        )

    @property
    def is_rough(self) -> bool:
        """Whether what is missing may only not have been heard."""
        return self.recognised.engine == EngineChoice.SPHINX.value

    def count(self, verdict: Verdict) -> int:
        """How many points have this verdict."""
        return sum(line.verdict is verdict for line in self.points)


class ReviewDesk:
    """Judges answers and keeps what the user adds to them. Used on the storage thread only.

    Args:
        store: attempts and all that belongs to them.
        bank: the questions.
        folder: where the recordings are.
        aliases: what the user taught the judge; None where that is to last for this run only.

    Attributes:
        aliases: what the user taught the judge.
    """

    def __init__(
        self,
        store: AttemptStore,
        bank: Questions,
        folder: RecordingsFolder,
        aliases: AliasBook | None = None,
    ) -> None:
        self._store = store
        self._bank = bank
        self._folder = folder
        self._judge = Judge(bank)
        self.aliases = aliases or AliasBook(UnkeptAliases(), bank)
        self._taught: tuple[Alias, ...] = ()

    def judge(self, question: Question, transcript: Transcript) -> Coverage:
        """The verdicts on a transcript."""
        taught = self.aliases.in_force()
        if taught != self._taught:
            self._taught = taught
            self._judge.use_aliases(taught)
        return judge_transcript(self._judge, question, transcript)

    def keep_transcript(self, attempt: Attempt, transcript: Transcript) -> Attempt:
        """Keep what was recognised for an attempt that is being transcribed, and judge it.

        A correction of an earlier transcript is dropped: it was made to other words.
        """
        done = replace(attempt.moved(AttemptState.TRANSCRIBED), engine=transcript.engine)
        self._store.finish(done, transcript, self.judge(self._question(attempt), transcript))
        own = self._store.own(attempt.id)
        if own.correction is not None:
            self._store.save_own(attempt.id, replace(own, correction=None))
        return done

    def sheet(self, attempt_id: str) -> ReviewSheet:
        """The sheet of any attempt, however far it has come."""
        attempt = self._store.get(attempt_id)
        question = self._question(attempt)
        recognised = self._store.transcript(attempt_id)
        own = self._store.own(attempt_id)
        if recognised is None:
            coverage, recognised, shown = None, Transcript(()), Transcript(())
        else:
            shown = recognised if own.correction is None else recognised.corrected(own.correction)
            coverage = self._judge_anew(attempt, question, shown)
        return ReviewSheet(
            attempt=attempt,
            question=question,
            transcript=shown,
            recognised=recognised,
            points=point_lines(question, shown, coverage, own.verdicts) if coverage else (),
            mistakes=mistake_lines(shown, coverage.mistakes) if coverage else (),
            delivery=measure_delivery(recognised),
            own=own,
            recording=self._recording(attempt),
            earlier_paces=self._store.earlier_paces(attempt, _EARLIER),
        )

    def judge_text(self, sheet: ReviewSheet, text: str) -> ReviewSheet:
        """The sheet as it would be with this text; nothing is kept."""
        shown = sheet.recognised.corrected(text)
        if sheet.attempt.question_id not in self._bank:
            return replace(sheet, transcript=shown)
        coverage = self.judge(sheet.question, shown)
        return replace(
            sheet,
            transcript=shown,
            points=point_lines(sheet.question, shown, coverage, sheet.own.verdicts),
            mistakes=mistake_lines(shown, coverage.mistakes),
        )

    def correct(self, attempt_id: str, text: str | None) -> ReviewSheet:
        """Keep the user's text (None restores what was recognised) and judge again."""
        self._store.save_own(attempt_id, replace(self._store.own(attempt_id), correction=text))
        return self.sheet(attempt_id)

    def note(self, attempt_id: str, notes: str) -> None:
        """Keep the user's notes."""
        self._store.save_own(attempt_id, replace(self._store.own(attempt_id), notes=notes))

    def estimate(self, attempt_id: str, covered: int) -> None:
        """Keep how many points the user thinks were covered."""
        own = replace(self._store.own(attempt_id), estimate=covered)
        self._store.save_own(attempt_id, own)

    def overrule(self, attempt_id: str, point_id: str, own: OwnVerdict | None) -> ReviewSheet:
        """Keep the user's word on a point; None lets the computed verdict stand again."""
        words = self._store.own(attempt_id)
        others = {known: v for known, v in words.verdicts.items() if known != point_id}
        verdicts = others if own is None else {**others, point_id: own}
        self._store.save_own(attempt_id, replace(words, verdicts=verdicts))
        return self.sheet(attempt_id)

    def check_self(self, attempt_id: str, answers: Mapping[str, str]) -> None:
        """Keep the body-language self-check."""
        own = replace(self._store.own(attempt_id), self_check=dict(answers))
        self._store.save_own(attempt_id, own)

    def mark_reviewed(self, attempt_id: str) -> None:
        """Note that the user has seen the review."""
        attempt = self._store.get(attempt_id)
        if attempt.state is AttemptState.TRANSCRIBED:
            self._store.save(attempt.moved(AttemptState.REVIEWED))

    def _judge_anew(
        self, attempt: Attempt, question: Question, transcript: Transcript
    ) -> Coverage | None:
        """The verdicts of today's bank, since cues improve between versions.

        None where the bank no longer has the question; the stored verdicts then stay as they are.
        """
        if attempt.question_id not in self._bank:
            return None
        coverage = self.judge(question, transcript)
        if coverage != self._store.coverage(attempt.id):
            self._store.save_coverage(attempt.id, coverage)
        return coverage

    def _question(self, attempt: Attempt) -> Question:
        if attempt.question_id in self._bank:
            return self._bank.get(attempt.question_id)
        gone = attempt.question_id
        return Question(id=gone, topic="", title=gone, prompt="", model_answer="", points=())

    def _recording(self, attempt: Attempt) -> Path | None:
        if attempt.recording is None:
            return None
        path = self._folder.path_of(attempt)
        return path if path.exists() else None


def judge_transcript(judge: Judge, question: Question, transcript: Transcript) -> Coverage:
    """The verdicts on a transcript; what was only spotted makes a point unsure at most.

    What the recogniser may have made up is no evidence; offsets are those of the whole text.
    """
    spotted = {heard.term for heard in transcript.spotted}
    return judge.judge(question, transcript.evidence_text, spotted)


def quote(transcript: Transcript, evidence: Evidence) -> Quote:
    """Evidence with the seconds during which it was said."""
    span = transcript.time_span(evidence.start, evidence.end) or (None, None)
    return Quote(evidence.text, evidence.start, evidence.end, *span)


def point_lines(
    question: Question,
    transcript: Transcript,
    coverage: Coverage,
    own: Mapping[str, OwnVerdict] | None = None,
) -> tuple[PointLine, ...]:
    """The verdicts with the seconds at which each point was said, in the question's order.

    Args:
        question: its points.
        transcript: as it is shown.
        coverage: what was computed.
        own: what the user says against it, by point.
    """
    lines = []
    for verdict in coverage.points:
        point = question.point(verdict.point_id)
        quotes = tuple(quote(transcript, evidence) for evidence in verdict.evidence)
        if verdict.verdict is Verdict.UNSURE and not quotes:
            quotes = _spotted_quotes(transcript, point)
        line = PointLine(point, verdict.verdict, quotes)
        lines.append(_heed(line, transcript, (own or {}).get(point.id)))
    return tuple(lines)


def _heed(line: PointLine, transcript: Transcript, own: OwnVerdict | None) -> PointLine:
    """The line with the user's word in the place of what was computed."""
    if own is None:
        return line
    if not own.said:
        return PointLine(line.point, Verdict.MISSING, (), own)
    marked = find_marked(transcript, own)
    return PointLine(line.point, Verdict.COVERED, (marked,) if marked else line.quotes, own)


def find_marked(transcript: Transcript, own: OwnVerdict) -> Quote | None:
    """The words that the user marked, where they are now; None where they are gone or none were.

    The text may have been corrected since: the same words nearest to their old place are meant.
    """
    if own.start is None or not own.heard:
        return None
    at, text = own.start, transcript.text
    places = [
        place
        for place in (text.rfind(own.heard, 0, at + len(own.heard)), text.find(own.heard, at))
        if place >= 0
    ]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - at))
    return quote(transcript, Evidence(own.heard, start, start + len(own.heard)))


def _spotted_quotes(transcript: Transcript, point: KeyPoint) -> tuple[Quote, ...]:
    return tuple(
        Quote(heard.term, 0, 0, heard.start_s, heard.end_s)
        for heard in transcript.spotted
        if heard.term in point.terms
    )


def mistake_lines(
    transcript: Transcript, mistakes: tuple[MistakeSaid, ...]
) -> tuple[MistakeLine, ...]:
    """The wrong claims with the seconds at which they were made, in the answer's order."""
    lines = [MistakeLine(said.correction, quote(transcript, said.evidence)) for said in mistakes]
    return tuple(sorted(lines, key=lambda line: line.quote.start))
