"""The judgement on one answer: which key points it states, which typical mistakes it makes."""

from collections.abc import Collection, Iterable

from mlprep_gui.domain.coverage.aliases import Alias, AliasTable
from mlprep_gui.domain.coverage.answer import CueHit, IndexedAnswer
from mlprep_gui.domain.coverage.compilation import CompiledQuestion, compile_question, term_key
from mlprep_gui.domain.coverage.keywords import Rarity, find_keywords, propose_points, small_words
from mlprep_gui.domain.coverage.normalise import Heard, Normaliser, words_of
from mlprep_gui.domain.coverage.topics import Topics
from mlprep_gui.domain.coverage.verdicts import Coverage, PointVerdict, Verdict
from mlprep_gui.domain.questions import KeyPoint, Question

_WORTH = {Verdict.COVERED: 1.0, Verdict.UNSURE: 0.5, Verdict.MISSING: 0.0}


class Judge:
    """Judges answers; a question is compiled when it is first asked about and kept.

    Given the bank, it also knows an answer to another question when it hears one; the bank is
    looked at anew each time, since questions may be added to it and changed. Raises CueError for a
    question whose cues are broken: a loaded bank has none of those.
    """

    def __init__(self, bank: Collection[Question] = ()) -> None:
        self._normaliser = Normaliser()
        self._compiled: dict[str, CompiledQuestion] = {}
        self._bank = bank
        self._topics: Topics | None = None
        self._topics_of: tuple[Question, ...] = ()
        self._aliases = AliasTable()

    def use_aliases(self, aliases: Iterable[Alias]) -> None:
        """Read what the user taught as the terms that it stands for, from now on."""
        pairs = ((words_of(alias.heard), words_of(alias.term)) for alias in aliases)
        self._aliases = AliasTable(pairs)

    def compiled(self, question: Question) -> CompiledQuestion:
        """The question made ready for matching."""
        known = self._compiled.get(question.id)
        if known is None or known.question is not question:
            known = self._compiled[question.id] = compile_question(question, self._normaliser)
        return known

    def judge(self, question: Question, text: str, spotted_terms: Collection[str] = ()) -> Coverage:
        """The verdicts on what was said.

        Who makes a typical mistake is given less benefit of the doubt: a point with many cues
        then needs two that agree. On labelled answers that takes away two wrong points in three
        and one right one in ten.

        Args:
            question: the question that was asked.
            text: the transcript.
            spotted_terms: terms that a recogniser heard apart from the transcript; such a term
                makes a missing point unsure, never covered.
        """
        ready = self.compiled(question)
        heard = self._normaliser.listen(text, self._aliases)
        coverage = self._verdicts(ready, IndexedAnswer(ready, text, heard), spotted_terms)
        covered = coverage.count(Verdict.COVERED)
        if covered and self._is_about_another(question, heard, covered / len(ready.points)):
            return Coverage(
                question.id,
                tuple(PointVerdict(point.id, Verdict.MISSING) for point in ready.points),
            )
        return coverage

    def _verdicts(
        self, ready: CompiledQuestion, answer: IndexedAnswer, spotted_terms: Collection[str]
    ) -> Coverage:
        mistakes = answer.mistakes()
        said = {mistake.mistake_id for mistake in mistakes}
        spotted = {term_key(term, self._normaliser) for term in spotted_terms}
        points = []
        for compiled, point in zip(ready.points, ready.question.points, strict=True):
            finding = answer.find(compiled, needs_agreement=bool(mistakes))
            if said.intersection(compiled.contradicted_by):
                verdict = PointVerdict(point.id, Verdict.MISSING)
            elif finding is not None and finding.is_sure:
                verdict = PointVerdict(point.id, Verdict.COVERED, finding.evidence)
            elif point.keywords:
                verdict = self._weigh(answer, point)
            elif finding is not None:
                verdict = PointVerdict(point.id, Verdict.UNSURE, finding.evidence)
            else:
                verdict = PointVerdict(point.id, Verdict.MISSING)
            if verdict.verdict is Verdict.MISSING and spotted & ready.terms[point.id]:
                verdict = PointVerdict(point.id, Verdict.UNSURE)
            points.append(verdict)
        return Coverage(ready.question.id, tuple(points), mistakes)

    def _weigh(self, answer: IndexedAnswer, point: KeyPoint) -> PointVerdict:
        share = answer.share(point, self._normaliser)
        if share.verdict is Verdict.MISSING:
            return PointVerdict(point.id, Verdict.MISSING)
        return PointVerdict(point.id, share.verdict, answer.stretches(share.places))

    def propose(self, question: Question, background: Iterable[str] = ()) -> Question:
        """A question of one's own with points proposed from its model answer.

        Args:
            question: its points, if it has any, are replaced.
            background: texts that tell common words from rare ones; the bank's model answers
                are among them anyway.
        """
        return propose_points(question, self._rarity(background), self._normaliser)

    def soft_coverage(self, question: Question, text: str) -> float:
        """How much was covered, 0 to 1, soft per point: a help to compare answers, no grade.

        A point counts by its weight times that of its keywords. A question without points is
        judged by those that are proposed from its model answer.
        """
        if not question.points:
            question = self.propose(question)
        heard = self._normaliser.listen(text, self._aliases)
        verdicts = {p.point_id: p.verdict for p in self.judge(question, text).points}
        total = said = 0.0
        for point in question.points:
            mass = point.weight * (sum(keyword.weight for keyword in point.keywords) or 1.0)
            if point.keywords:
                words = (*point.keywords, *small_words(point, self._normaliser))
                worth = find_keywords(words, heard, self._normaliser).share
            else:
                worth = _WORTH[verdicts[point.id]]
            total += mass
            said += mass * worth
        return said / total if total else 0.0

    def _rarity(self, background: Iterable[str]) -> Rarity:
        texts = [question.model_answer for question in self._bank]
        return Rarity([*texts, *background], self._normaliser)

    def _is_about_another(self, question: Question, heard: Heard, covered_share: float) -> bool:
        questions = tuple(self._bank)
        if self._topics is None or questions != self._topics_of:
            self._topics = Topics(questions, self._normaliser)
            self._topics_of = questions
        return self._topics.is_about_another(question.id, heard, covered_share)

    def explain(self, question: Question, text: str) -> tuple[CueHit, ...]:
        """Every cue that matched, of points and mistakes, in the question's order."""
        ready = self.compiled(question)
        answer = IndexedAnswer(ready, text, self._normaliser.listen(text, self._aliases))
        return tuple(
            hit for owner in (*ready.points, *ready.mistakes) for hit in answer.hits(owner)
        )
