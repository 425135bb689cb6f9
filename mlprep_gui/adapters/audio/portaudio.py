"""PortAudio: the one door to sounddevice, and what its calls do when the sound system fails."""

import atexit
import logging
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from mlprep_gui.adapters.audio.capture import BLOCK_S, SOURCE_CLOSE_DEADLINE_S, Inlet
from mlprep_gui.adapters.audio.deadlines import CallThread, DeadlineExceededError
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import Device

T = TypeVar("T")
Direction = Literal["input", "output"]

_log = logging.getLogger(__name__)


class StreamRefusedError(Exception):
    """A device could not be opened.

    Attributes:
        device: its name, "" where there is none at all.
        reason: PortAudio's words.
    """

    def __init__(self, device: str, reason: str) -> None:
        super().__init__(f"{device}: {reason}")
        self.device = device
        self.reason = reason


class Stream:
    """A running stream of 16-bit samples; made by ``PortAudio``.

    Attributes:
        name: the device's.
        rate_hz: frames a second, the device's own.
        channels: samples in a frame.
        latency_s: seconds between the program and the air.
    """

    def __init__(self, name: str, raw: Any, close: Callable[[Any], None]) -> None:  # noqa: ANN401  (no type hints)
        self.name = name
        self._raw = raw
        self._close = close
        self.rate_hz = round(raw.samplerate)
        self.channels: int = raw.channels
        self.latency_s: float = raw.latency

    def close(self) -> None:
        """End it; returns in time (see ``Source.close``); harmless to repeat."""
        self._close(self._raw)


class PortAudio:
    """The system's sound; one for the program, shared by microphones and loudspeakers.

    sounddevice is imported at the first use. Importing, opening and closing all block for ever
    while the sound server is frozen: they run on one daemon thread, and whoever asks waits until
    a deadline and no longer. While such a call hangs, everything else is AUDIO_UNRESPONSIVE; it
    comes back when the server does, or ends.

    Args:
        deadline_s: how long an answer may take. The first use loads drivers, which is slow on
            some computers.
    """

    def __init__(self, deadline_s: float = 10.0) -> None:
        self._deadline_s = deadline_s
        self._thread = CallThread("portaudio")
        # Both are touched on that thread only.
        self._library: Any = None
        self._open_streams: set[Any] = set()
        # What was plugged in when the first of the open streams was opened; empty without one.
        self._held_names: dict[Direction, tuple[Device, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the sound system if it lets go; the program can end in any case."""
        atexit.unregister(self.close)
        has_let_go = self._thread.insist(self._let_go, SOURCE_CLOSE_DEADLINE_S)
        if not has_let_go:
            _log.info("the sound system does not let go of the program")
        self._thread.close(SOURCE_CLOSE_DEADLINE_S if has_let_go else 0.0)

    def devices(self, direction: Direction) -> tuple[Device, ...]:
        """What is plugged in now; while a stream is open, what was when it was opened.

        Raises:
            AudioFault: PORTAUDIO_MISSING or AUDIO_UNRESPONSIVE.
        """
        # Whoever follows the list must not wait for a server that freezes in mid-recording.
        held = self._held_names.get(direction)
        return self._ask(lambda: self._name_devices(direction)) if held is None else held

    def open_input(self, device: str | None, inlet: Inlet) -> Stream:
        """Begin to fill ``inlet`` from a microphone; it is finished when the device is lost.

        Args:
            device: a name; None or an unknown one for the default device.
            inlet: gets blocks of BLOCK_S.

        Raises:
            AudioFault: PORTAUDIO_MISSING or AUDIO_UNRESPONSIVE.
            StreamRefusedError: there is no such device, or it is held by another program.
        """

        def take(data: Any, _frames: int, _time: object, status: Any) -> None:  # noqa: ANN401
            inlet.put(bytes(data), overflowed=status.input_overflow)

        return self._ask(
            lambda: self._open("input", device, take, inlet.finish), discard=Stream.close
        )

    def open_output(
        self, device: str | None, fill: Callable[[int], bytes | None], finished: Callable[[], None]
    ) -> Stream:
        """Begin to play what ``fill`` gives.

        Args:
            device: as for ``open_input``.
            fill: called with a number of bytes for just that many, or None at the end; from a
                thread that must never wait.
            finished: called when the last sound is out, or the device is lost.

        Raises:
            AudioFault, StreamRefusedError: as ``open_input``.
        """

        def give(out: Any, _frames: int, _time: object, _status: object) -> None:  # noqa: ANN401
            block = fill(len(out))
            out[:] = bytes(len(out)) if block is None else block
            if block is None:
                raise self._library.CallbackStop

        return self._ask(lambda: self._open("output", device, give, finished), Stream.close)

    def _ask(self, work: Callable[[], T], discard: Callable[[T], object] = lambda _: None) -> T:
        try:
            return self._thread.call(work, self._deadline_s, discard)
        except DeadlineExceededError:
            raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE) from None

    # On the thread --------------------------------------------------------------------------

    def _fresh_library(self) -> Any:  # noqa: ANN401  (no type hints)
        """sounddevice, with its list of devices as new as it can be."""
        if self._library is None:
            self._library = _import_sounddevice()
            # A stream that still runs while the interpreter ends crashes it.
            atexit.register(self.close)
        elif not self._open_streams:
            # PortAudio reads the list once; to read it anew closes every stream.
            self._terminate()
        if not self._library._initialized:  # noqa: SLF001  (there are no public names)
            try:
                self._library._initialize()  # noqa: SLF001
            except self._library.PortAudioError as error:
                raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE) from error
        return self._library

    def _name_devices(self, direction: Direction) -> tuple[Device, ...]:
        return _name_usable(self._fresh_library(), direction)

    def _open(
        self,
        direction: Direction,
        device: str | None,
        callback: Callable[..., None],
        finished: Callable[[], None],
    ) -> Stream:
        library = self._fresh_library()
        info = _choose(_usable(library, direction), device)
        if info is None:
            raise StreamRefusedError("", "no device")
        make = {"input": library.RawInputStream, "output": library.RawOutputStream}[direction]
        most = info[f"max_{direction}_channels"]
        refusal = ""
        # A device without conversion takes nothing but all of its channels.
        for channels in dict.fromkeys((min(2, most), most)):
            try:
                raw = make(
                    samplerate=info["default_samplerate"],
                    blocksize=round(info["default_samplerate"] * BLOCK_S),
                    device=info["index"],
                    channels=channels,
                    dtype="int16",
                    callback=callback,
                    finished_callback=finished,
                )
                self._start(raw)
            except library.PortAudioError as error:
                refusal = str(error)
                continue
            return Stream(info["name"], raw, self._close)
        raise StreamRefusedError(info["name"], refusal)

    def _start(self, raw: Any) -> None:  # noqa: ANN401  (no type hints)
        if not self._open_streams:
            both: tuple[Direction, ...] = ("input", "output")
            self._held_names = {way: _name_usable(self._library, way) for way in both}
        self._open_streams.add(raw)
        try:
            raw.start()
        except self._library.PortAudioError:
            self._end(raw)
            raise

    def _end(self, raw: Any) -> None:  # noqa: ANN401  (no type hints)
        if raw in self._open_streams:
            # Not stop(): it waits for a device that may be suspended.
            raw.abort()
            raw.close()
            self._open_streams.discard(raw)
            if not self._open_streams:
                self._held_names = {}

    def _let_go(self) -> None:
        for raw in tuple(self._open_streams):
            self._end(raw)
        self._terminate()

    def _terminate(self) -> None:
        while self._library is not None and self._library._initialized:  # noqa: SLF001
            self._library._terminate()  # noqa: SLF001  (there is no public name)

    # On any thread --------------------------------------------------------------------------

    def _close(self, raw: Any) -> None:  # noqa: ANN401  (no type hints)
        if not self._thread.insist(lambda: self._end(raw), SOURCE_CLOSE_DEADLINE_S):
            _log.info("the sound system does not let go of a stream")


def _import_sounddevice() -> Any:  # noqa: ANN401  (no type hints)
    try:
        import sounddevice  # noqa: PLC0415  (can block, and fail)
    except OSError as error:
        raise AudioFault(FaultCode.PORTAUDIO_MISSING) from error
    except Exception as error:
        # The import starts PortAudio; the class of its error is in the module that was not made.
        if type(error).__name__ != "PortAudioError":
            raise
        raise AudioFault(FaultCode.AUDIO_UNRESPONSIVE) from error
    # At exit it would wait for a frozen server for ever; PortAudio.close does not.
    atexit.unregister(sounddevice._exit_handler)  # noqa: SLF001  (there is no public name)
    return sounddevice


def _name_usable(library: Any, direction: Direction) -> tuple[Device, ...]:  # noqa: ANN401
    names: dict[str, bool] = {}
    for info, is_default in _usable(library, direction):
        names[info["name"]] = is_default or names.get(info["name"], False)
    return tuple(Device(name, is_default) for name, is_default in names.items())


def _usable(library: Any, direction: Direction) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401
    """Devices of the system's default host, each with whether it is the default device.

    Other hosts list the same devices again, under names that are cut off elsewhere.
    """
    try:
        host = library.query_hostapis(library.default.hostapi)
    except library.PortAudioError:
        return
    for index in host["devices"]:
        info = library.query_devices(index)
        if info[f"max_{direction}_channels"] > 0:
            yield info, index == host[f"default_{direction}_device"]


def _choose(devices: Iterator[tuple[Any, bool]], name: str | None) -> Any | None:  # noqa: ANN401
    """The device of this name, else the default one, else any, else None."""
    ranked = [(info["name"] == name, is_default, info) for info, is_default in devices]
    return max(ranked, key=lambda entry: entry[:2])[2] if ranked else None
