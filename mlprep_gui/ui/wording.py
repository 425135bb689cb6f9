"""Recognisers, verdicts and results in words for people. No Qt here."""

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.services.ports.speech import EngineInfo


def name_engine(info: EngineInfo) -> str:
    """The recogniser's name, as shown wherever its words are."""
    if info.engine is EngineChoice.SPHINX:
        return "PocketSphinx"
    return f"Whisper ({info.model})" if info.model else "Whisper"


def name_transcript_engine(engine: str) -> str:
    """The same from what a transcript says of itself; as it says it where that is all we know."""
    if engine == "typed":
        return "Typed"
    kind, _, model = engine.partition(" ")
    if kind not in frozenset(EngineChoice):
        return engine
    return name_engine(EngineInfo(EngineChoice(kind), model))


def expect_of(info: EngineInfo) -> str:
    """A sentence on what to expect of a recogniser."""
    if info.is_rough:
        return (
            "PocketSphinx works at once but is rough: it mistakes about one word in three, so a "
            "point it did not hear may well have been said. For real use choose a Whisper model "
            "in Settings."
        )
    return (
        "Whisper understands ordinary speech well; rare terms can still go wrong, so correct the "
        "transcript where it does. It leaves out most “um”s."
    )


def name_verdict(verdict: Verdict, *, rough: bool) -> str:
    """A verdict in a word; a rough recogniser cannot tell that something was not said."""
    if verdict is Verdict.MISSING and rough:
        return "not heard"
    return verdict.value


def sum_up(covered: int, unsure: int, total: int) -> str:
    """Say "5 of 6 points, 1 unsure": what was covered, never a grade."""
    points = "point" if total == 1 else "points"
    return f"{covered} of {total} {points}" + (f", {unsure} unsure" if unsure else "")
