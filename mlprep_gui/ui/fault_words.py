"""Faults as sentences for people: what is wrong, and what to do about it. No Qt here."""

from dataclasses import dataclass

from mlprep_gui.domain.errors import Fault, FaultCode


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
    _C.UNKNOWN_INTERVIEW: Wording(
        "There is no interview “{interview}”.{did_you_mean}",
        "“mlprep interview list” lists them all.",
    ),
    _C.LIST_BROKEN: Wording(
        "The list {path} cannot be read. Line {line}: {reason}.",
        "Mend that line and try again; nothing of yours was changed.",
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
        "{path} is not a sound file that can be read.",
        "Use WAV, FLAC, OGG, MP3, M4A, or a video in MP4 or WebM.",
    ),
    _C.AUDIO_EMPTY: Wording("{path} holds no sound.", "Record it again, or choose another file."),
    _C.NO_SOUND_TRACK: Wording(
        "{path} is a video without sound.", "Choose a file with your voice in it."
    ),
    _C.AUDIO_PROTECTED: Wording(
        "{path} is protected against copying, so it cannot be read.",
        "Choose a file that you recorded yourself.",
    ),
    _C.AUDIO_TOO_LONG: Wording(
        "{path} lasts {minutes} minutes; an answer may last {limit_minutes}.",
        "Cut out the part with your answer.",
    ),
    _C.NO_MICROPHONE: Wording(
        "No microphone was found.",
        "Plug one in and try again; meanwhile you can open a recording or type the answer.",
    ),
    _C.NO_LOUDSPEAKER: Wording(
        "No loudspeaker or headphones were found.",
        "Connect one, then play it again. Your recording is safe.",
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
    _C.MICROPHONE_FORBIDDEN: Wording(
        "Your system does not let MLPrep use the microphone.",
        "Allow it in the system's settings: on macOS under Privacy & Security, then Microphone; "
        "on Windows under Privacy, then Microphone. Then try again. "
        "Meanwhile you can open a recording or type the answer.",
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
    _C.COMPUTER_SLEPT: Wording(
        "The computer went to sleep after {seconds} seconds of your answer.",
        "What you said until then is kept. Go on, or stop here.",
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
        "Get one under “Whisper models” in Settings, or use PocketSphinx.",
    ),
    _C.MODEL_BROKEN: Wording(
        "The Whisper model “{model}” cannot be used: {reason}.",
        "Your recordings are safe. Download the model again under “Whisper models” in Settings, "
        "or choose another one.",
    ),
    _C.MODEL_TOO_LARGE: Wording(
        "The Whisper model “{model}” needs at least {needed_mb} MB of memory, and "
        "{available_mb} MB are free.",
        "Your recording is safe. Close other programs, or choose a smaller model in Settings.",
    ),
    _C.LANGUAGE_UNKNOWN: Wording(
        "The Whisper model “{model}” does not know {language}.",
        "Your recording is safe. Choose another model in Settings.",
    ),
    _C.ENGINE_MISSING: Wording(
        "The recogniser “{engine}” cannot be loaded: {reason}.",
        "Install MLPrep again, or choose the other recogniser in Settings.",
    ),
    _C.ENGINE_CRASHED: Wording(
        "The recogniser “{engine}” ended unexpectedly: {reason}.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.ENGINE_KILLED: Wording(
        "The system ended the recogniser “{engine}”, most likely because memory ran out.",
        "Your recording is safe. Close other programs, or choose a smaller model in Settings, "
        "then try again.",
    ),
    _C.ENGINE_TIMED_OUT: Wording(
        "The recogniser “{engine}” has said nothing for {seconds} seconds and was ended.",
        "Your recording is safe. Try again, or choose a smaller model in Settings.",
    ),
    _C.CANCELLED: Wording("Cancelled.", "Nothing that you had before was changed."),
    _C.HUB_UNREACHABLE: Wording(
        "{host} cannot be reached: {reason}.",
        "Check the connection and try again; what has been downloaded is kept. Without a "
        "connection you can bring the model's files by hand.",
    ),
    _C.HUB_REFUSED: Wording(
        "{host} does not hand out the model “{model}” now (answer {status}).",
        "Try again later; what has been downloaded is kept.",
    ),
    _C.DOWNLOAD_CUT: Wording(
        "The download of “{model}” was cut off: {reason}.",
        "Download it again: it goes on where it stopped.",
    ),
    _C.DOWNLOAD_DAMAGED: Wording(
        "The file {file} of the model “{model}” arrived damaged and was removed.",
        "Download the model again; its other files are kept.",
    ),
    _C.DOWNLOAD_NO_ROOM: Wording(
        "The model needs {needed_mb} MB in {path}, and {free_mb} MB are free there.",
        "Free some space, or choose a smaller model.",
    ),
    _C.FOLDER_UNUSABLE: Wording(
        "The folder {path} cannot be used: {reason}.",
        "Make it writable, or choose another one by the variable MLPREP_HOME.",
    ),
    _C.DISK_FULL: Wording(
        "The disk is full: {path} could not be written any further.",
        "Free some space; what was written until then is kept.",
    ),
    _C.PRINTING_FAILED: Wording(
        "The page could not be printed.",
        "Check that the printer is switched on, or save the page as PDF and print that.",
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
    _C.BACKUP_BROKEN: Wording(
        "The backup {path} cannot be used: {reason}.",
        "Nothing was changed. Choose another backup.",
    ),
    _C.BACKUP_NEWER: Wording(
        "The backup {path} was made by a newer MLPrep (version {version} of its form; this one "
        "knows {supported}).",
        "Nothing was changed. Install the newer MLPrep, then try again.",
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
    _C.ENGINE_KILLED: Wording(
        "The system ended the recogniser, most likely because memory ran out.",
        "Your recording is safe. Close other programs, or choose a smaller model in Settings, "
        "then try again.",
    ),
    _C.MODEL_TOO_LARGE: Wording(
        "The Whisper model was too large for the memory that was free.",
        "Your recording is safe. Close other programs, or choose a smaller model in Settings.",
    ),
    _C.LANGUAGE_UNKNOWN: Wording(
        "The Whisper model does not know English.",
        "Your recording is safe. Choose another model in Settings.",
    ),
    _C.MODEL_NOT_FOUND: Wording(
        "The Whisper model was not on this computer.",
        "Get one under “Whisper models” in Settings, or use PocketSphinx.",
    ),
    _C.MODEL_BROKEN: Wording(
        "The Whisper model could not be used.", "Choose another one in Settings and try again."
    ),
    _C.MICROPHONE_LOST: Wording("The microphone stopped.", "What was recorded is kept."),
    _C.COMPUTER_SLEPT: Wording("The computer went to sleep.", "What was recorded is kept."),
}
_OTHER = Wording("The last try failed.", "Your recording is safe. Try again.")
