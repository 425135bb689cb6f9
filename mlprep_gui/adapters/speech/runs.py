"""A job in the program's hand: what was asked for, what is written down, how often it was tried."""

from dataclasses import dataclass, field

from mlprep_gui.adapters.speech import messages
from mlprep_gui.adapters.speech.messages import EngineName
from mlprep_gui.adapters.speech.models import Selection
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript
from mlprep_gui.services.ports.speech import TranscriptionJob, TranscriptionListener


@dataclass
class Run:
    """A job from its start to its last report; it outlives the child that does it.

    Attributes:
        job: what was asked for.
        listener: who is told.
        selection: the engine, once it is chosen.
        engine: its name in messages.
        is_growing: whether the recording goes on.
        mark: its name in messages. The same job gets another one when it is begun again: reports
            on what was dropped may still be on their way then.
        crashes: how many children ended in the middle of it.
    """

    job: TranscriptionJob
    listener: TranscriptionListener
    selection: Selection
    engine: EngineName
    is_growing: bool
    mark: str
    crashes: int = 0
    _done_s: float = 0.0
    _segments: list[Segment] = field(default_factory=list)
    _spotted: list[SpottedTerm] = field(default_factory=list)
    _speech: list[tuple[float, float]] = field(default_factory=list)

    def request(self) -> messages.Transcribe:
        """What a child is to do: all that is not written down yet."""
        return messages.Transcribe(
            job=self.mark,
            audio=str(self.job.audio),
            engine=self.engine,
            model=str(self.selection.folder or ""),
            terms=self.job.terms,
            hints=self.job.hints,
            from_s=self._done_s,
            is_growing=self.is_growing,
            gives_way=self.job.gives_way,
        )

    def keep(self, heard: messages.Heard) -> None:
        """Take over a stretch: no other child has to do it again."""
        self._done_s = heard.end_s
        self._segments.extend(heard.segments)
        self._spotted.extend(heard.spotted)
        self._speech.extend(heard.speech)

    def outcome(self, done: messages.Done) -> Transcript | Fault:
        """All stretches as one transcript; a fault where nobody spoke."""
        transcript = Transcript(
            tuple(self._segments), self._label(done), tuple(self._spotted), tuple(self._speech)
        )
        if transcript.has_speech or transcript.spotted:
            return transcript
        return SpeechFault(FaultCode.NO_SPEECH)

    def _label(self, done: messages.Done) -> str:
        """How the transcript names its engine: "sphinx", "whisper <model>" or "scripted"."""
        if self.engine is EngineName.SCRIPTED or not self.selection.info.model:
            return done.engine
        return f"{done.engine} {self.selection.info.model}"
