"""The error tree: what can go wrong, as codes and parameters; sentences are made elsewhere.

    Fault                 the world's fault: told to the user with a remedy, exit status 1
    +-- InputFault        a value or a file that was handed to us
    +-- BankFault         a question pack or a checklist file
    +-- AudioFault        microphone, loudspeaker, recordings
    +-- SpeechFault       recognisers and their models
    +-- StorageFault      the database, folders, the disk

Everything that is not a ``Fault`` is a mistake of ours and ends in a crash report.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

Parameter = str | int | float


class FaultCode(StrEnum):
    """Every kind of fault, once. The words for each stand in ``mlprep_gui.ui.fault_words``.

    The comment behind a code names the parameters that its sentence needs.
    """

    UNKNOWN_QUESTION = "unknown-question"  # question, suggestion ("" for none)
    UNKNOWN_CHECKLIST = "unknown-checklist"  # checklist, suggestion
    UNKNOWN_INTERVIEW = "unknown-interview"  # interview, suggestion
    LIST_BROKEN = "list-broken"  # path, line, reason
    UNREADABLE_TEXT = "unreadable-text"  # path, reason
    MALFORMED_BATCH_LINE = "malformed-batch-line"  # path, line, reason

    PACK_BROKEN = "pack-broken"  # path, problems (a line each)

    FILE_MISSING = "file-missing"  # path
    NOT_AUDIO = "not-audio"  # path
    AUDIO_EMPTY = "audio-empty"  # path
    NO_SOUND_TRACK = "no-sound-track"  # path (a video without sound)
    AUDIO_PROTECTED = "audio-protected"  # path (encrypted against copying)
    AUDIO_TOO_LONG = "audio-too-long"  # path, minutes, limit_minutes
    NO_MICROPHONE = "no-microphone"
    NO_LOUDSPEAKER = "no-loudspeaker"
    PORTAUDIO_MISSING = "portaudio-missing"
    AUDIO_UNRESPONSIVE = "audio-unresponsive"  # the sound system does not answer in time
    MICROPHONE_FORBIDDEN = "microphone-forbidden"  # the system does not let us use it
    MICROPHONE_FAILED = "microphone-failed"  # device, reason
    MICROPHONE_LOST = "microphone-lost"  # seconds (recorded until then)
    COMPUTER_SLEPT = "computer-slept"  # seconds (recorded until then)
    PLAYBACK_FAILED = "playback-failed"  # reason

    NO_SPEECH = "no-speech"
    MODEL_NOT_FOUND = "model-not-found"  # model
    MODEL_BROKEN = "model-broken"  # model, reason
    MODEL_TOO_LARGE = "model-too-large"  # model, needed_mb, available_mb
    LANGUAGE_UNKNOWN = "language-unknown"  # model, language
    ENGINE_MISSING = "engine-missing"  # engine, reason
    ENGINE_CRASHED = "engine-crashed"  # engine, reason
    ENGINE_KILLED = "engine-killed"  # engine (by the system, most likely for memory)
    ENGINE_TIMED_OUT = "engine-timed-out"  # engine, seconds
    CANCELLED = "cancelled"

    HUB_UNREACHABLE = "hub-unreachable"  # host, reason
    HUB_REFUSED = "hub-refused"  # host, model, status
    DOWNLOAD_CUT = "download-cut"  # model, reason
    DOWNLOAD_DAMAGED = "download-damaged"  # model, file
    DOWNLOAD_NO_ROOM = "download-no-room"  # path, needed_mb, free_mb

    FOLDER_UNUSABLE = "folder-unusable"  # path, reason
    DISK_FULL = "disk-full"  # path
    PRINTING_FAILED = "printing-failed"
    DATABASE_NEWER = "database-newer"  # path, version, supported
    DATABASE_BROKEN = "database-broken"  # path, reason
    DATABASE_BUSY = "database-busy"  # path
    BACKUP_BROKEN = "backup-broken"  # path, reason
    BACKUP_NEWER = "backup-newer"  # path, version, supported
    SETTINGS_BROKEN = "settings-broken"  # path, reason, kept (where the file is now, "" if not)
    ALREADY_RUNNING = "already-running"


class Fault(Exception):
    """The world's fault: a code and the parameters that its sentence names.

    Attributes:
        code: which fault it is.
        params: read-only parameters, as ``FaultCode`` lists them.
    """

    def __init__(self, code: FaultCode, **params: Parameter) -> None:
        super().__init__(code.value)
        self.code = code
        self.params: Mapping[str, Parameter] = MappingProxyType(params)


class InputFault(Fault):
    """A value or a file that was handed to us cannot be used."""


class BankFault(Fault):
    """A question pack or a checklist file cannot be used."""


class AudioFault(Fault):
    """The microphone, the loudspeaker or a recording cannot be used."""


class SpeechFault(Fault):
    """A recogniser or its model cannot be used, or found nothing."""


class StorageFault(Fault):
    """The database, a folder or the disk cannot be used."""
