"""Faults and states as sentences for people: what is wrong, and what to do about it. No Qt here."""

from dataclasses import dataclass

from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.services.ports import EngineInfo


@dataclass(frozen=True, slots=True)
class Wording:
    """A fault for a person.

    Attributes:
        sentence: what is wrong, naming the thing.
        remedy: what to do; "" where nothing can be done.
    """

    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


_C = FaultCode

# Parameters in braces are those that FaultCode lists behind the code.
_WORDINGS: dict[FaultCode, Wording] = {
    _C.UNKNOWN_QUESTION: Wording(
        "There is no question “{question}”.{did_you_mean}", "“mlprep questions” lists them all."
    ),
    _C.UNKNOWN_CHECKLIST: Wording(
        "There is no checklist “{checklist}”.{did_you_mean}", "“mlprep checklist” lists them all."
    ),
    _C.UNREADABLE_TEXT: Wording(
        "The text {path} cannot be read: {reason}.", "Give a text file in UTF-8."
    ),
    _C.MALFORMED_BATCH_LINE: Wording(
        "{path}, line {line}: {reason}.",
        'Each line must be an object like {{"id": "a1", "question": "ensembles", "text": "…"}}.',
    ),
    _C.PACK_BROKEN: Wording(
        "{path} cannot be used:\n{problems}", "Mend the file, or move it out of its folder."
    ),
    _C.FILE_MISSING: Wording(
        "There is no file {path}.", "Check the name, or whether it was moved or deleted."
    ),
    _C.NOT_AUDIO: Wording(
        "{path} is not a sound file that can be read.", "Use WAV, FLAC, OGG or MP3."
    ),
    _C.AUDIO_EMPTY: Wording("{path} holds no sound.", "Record it again, or choose another file."),
    _C.AUDIO_TOO_LONG: Wording(
        "{path} lasts {minutes} minutes; an answer may last {limit_minutes}.",
        "Cut out the part with your answer.",
    ),
    _C.NO_MICROPHONE: Wording(
        "No microphone was found.",
        "Plug one in and try again; meanwhile you can open a recording or type the answer.",
    ),
    _C.PORTAUDIO_MISSING: Wording(
        "Sound is off because the PortAudio library is not installed.",
        "On Debian or Ubuntu: sudo apt install libportaudio2. "
        "Meanwhile you can open a recording or type the answer.",
    ),
    _C.AUDIO_UNRESPONSIVE: Wording(
        "The sound system does not answer.",
        "Close other programs that use the microphone, or restart the sound service, "
        "then try again.",
    ),
    _C.MICROPHONE_FAILED: Wording(
        "The microphone “{device}” could not be opened: {reason}.",
        "Check that no other program holds it and that your system allows its use, "
        "or choose another one in Settings.",
    ),
    _C.MICROPHONE_LOST: Wording(
        "The microphone stopped after {seconds} seconds.",
        "Plug it in again or choose another one in Settings, then go on.",
    ),
    _C.PLAYBACK_FAILED: Wording(
        "The recording cannot be played: {reason}.",
        "Check the loudspeaker, or choose another one in Settings.",
    ),
    _C.NO_SPEECH: Wording(
        "No speech was found in the recording.",
        "Listen to it; if you hear nothing, check the microphone and speak closer to it.",
    ),
    _C.MODEL_NOT_FOUND: Wording(
        "There is no Whisper model{named} on this computer.",
        "Choose a model folder in Settings, or use PocketSphinx.",
    ),
    _C.MODEL_BROKEN: Wording(
        "The Whisper model “{model}” cannot be used: {reason}.",
        "Copy the model's folder again, or choose another one in Settings.",
    ),
    _C.ENGINE_MISSING: Wording(
        "The recogniser “{engine}” cannot be loaded: {reason}.",
        "Install MLPrep again, or choose the other recogniser in Settings.",
    ),
    _C.ENGINE_CRASHED: Wording(
        "The recogniser “{engine}” ended unexpectedly: {reason}.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.ENGINE_TIMED_OUT: Wording(
        "The recogniser “{engine}” has said nothing for {seconds} seconds and was ended.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.CANCELLED: Wording("Cancelled.", "Your recording is safe."),
    _C.FOLDER_UNUSABLE: Wording(
        "The folder {path} cannot be used: {reason}.",
        "Make it writable, or choose another one by the variable MLPREP_HOME.",
    ),
    _C.DISK_FULL: Wording(
        "The disk is full: {path} could not be written any further.",
        "Free some space; what was written until then is kept.",
    ),
    _C.DATABASE_NEWER: Wording(
        "{path} was written by a newer MLPrep (version {version} of its form; this one knows "
        "{supported}).",
        "Install the newer MLPrep. The file was left untouched.",
    ),
    _C.DATABASE_BROKEN: Wording(
        "The database {path} cannot be used: {reason}.",
        "Put a backup in its place, or move it away to start anew; the recordings lie beside it.",
    ),
    _C.DATABASE_BUSY: Wording(
        "Another program holds the database {path}.",
        "Close the other windows of MLPrep, then try again.",
    ),
    _C.SETTINGS_BROKEN: Wording(
        "The settings in {path} could not be read: {reason}.",
        "The defaults are used; the old file was kept as {kept}.",
    ),
    _C.ALREADY_RUNNING: Wording("MLPrep is already running.", "Use the window that is open."),
}


def describe(fault: Fault) -> Wording:
    """The words for a fault, with its parameters filled in."""
    params: dict[str, object] = dict(fault.params)
    suggestion = params.get("suggestion")
    params["did_you_mean"] = f" Did you mean “{suggestion}”?" if suggestion else ""
    model = params.get("model")
    params["named"] = f" “{model}”" if model else ""
    wording = _WORDINGS[fault.code]
    return Wording(wording.sentence.format(**params), wording.remedy.format(**params))


def describe_code(code: FaultCode) -> Wording:
    """The words for a stored fault whose parameters were not kept."""
    return _BARE.get(code, _OTHER)


_BARE: dict[FaultCode, Wording] = {
    code: wording
    for code, wording in _WORDINGS.items()
    if "{" not in wording.sentence + wording.remedy
} | {
    _C.ENGINE_CRASHED: Wording(
        "The recogniser ended unexpectedly.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.ENGINE_TIMED_OUT: Wording(
        "The recogniser did not answer any more.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.MODEL_NOT_FOUND: Wording(
        "The Whisper model was not on this computer.",
        "Choose a model folder in Settings, or use PocketSphinx.",
    ),
    _C.MODEL_BROKEN: Wording(
        "The Whisper model could not be used.", "Choose another one in Settings and try again."
    ),
    _C.MICROPHONE_LOST: Wording("The microphone stopped.", "What was recorded is kept."),
}
_OTHER = Wording("The last try failed.", "Your recording is safe. Try again.")


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
