"""What every engine offers to the child."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mlprep_gui.domain.transcripts import Transcript

Samples: TypeAlias = NDArray[np.float32]
OnProgress: TypeAlias = Callable[[float], None]


class Engine(Protocol):
    """A recogniser that has been loaded."""

    def renew(self) -> None:
        """Another recording begins: forget what was learnt of the last one's microphone."""

    def transcribe(
        self, samples: Samples, terms: Sequence[str], on_progress: OnProgress
    ) -> Transcript:
        """Write down what is said.

        Args:
            samples: shape (n,), mono, 16 kHz, -1 to 1.
            terms: terms of art to listen for; engines that hear words well ignore them.
            on_progress: told how many seconds are done; need not be called.

        Raises:
            SpeechFault: NO_SPEECH.
        """
