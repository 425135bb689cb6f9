"""A private PulseAudio: a microphone that hears what a test plays, without a sound card."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from tests.adapters.audio.waiting import wait_until

RATE_HZ = 44100
"""What PortAudio takes for the rate of ALSA's default device: nothing is resampled."""

_PROGRAMS = ("pulseaudio", "pactl", "paplay", "parec")
_ALSA_PLUGIN = "alsa-lib/libasound_module_pcm_pulse.so"
_ASOUND = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse hint { show on description "PulseAudio" } }
pcm.headset { type pulse hint { show on description "Headset" } }
ctl.!default { type pulse }
"""
# Without norewinds the null sinks swallow the first tenths of a second.
_SINK = f"module-null-sink rate={RATE_HZ} channels=2 norewinds=1"


def what_is_missing() -> str:
    """What this computer lacks for a virtual microphone; "" for nothing."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if not any(Path("/usr").glob(f"lib*/{_ALSA_PLUGIN}")) and not any(
        Path("/usr/lib").glob(f"*/{_ALSA_PLUGIN}")
    ):
        missing.append("ALSA's PulseAudio plugin (libasound2-plugins)")
    return ", ".join(missing)


class VirtualMicrophone:
    """A daemon of its own in a folder of its own, ended by its process id.

    What ``play`` plays, the default microphone of programs in ``environment`` hears; what they
    play, ``listen`` writes down.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pulse-"))
        self._socket = self._folder / "native"
        self._players: list[subprocess.Popen[bytes]] = []
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "ALSA_CONFIG_PATH": str(self._folder / "asound.conf"),
            # Clients leave nothing in the user's home.
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
        }

    def __enter__(self) -> Self:
        (self._folder / "asound.conf").write_text(_ASOUND)
        own = dict.fromkeys(("HOME", "XDG_RUNTIME_DIR"), str(self._folder))
        environment = os.environ | self.environment | own | {"PULSE_SERVER": ""}
        modules = (
            f"module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            f"{_SINK} sink_name=mic",
            f"{_SINK} sink_name=speaker",
            "module-remap-source source_name=microphone master=mic.monitor",
        )
        self._daemon = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"),
                *("--use-pid-file=no", "--realtime=no", "--high-priority=no"),
                f"--log-target=file:{self._folder / 'log'}",
                *(word for module in modules for word in ("-L", module)),
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until(lambda: self._control("info") == 0)
        except BaseException:
            self._end()
            raise
        self._control("set-default-source", "microphone")
        self._control("set-default-sink", "speaker")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for player in self._players:
            player.kill()
            player.wait()
        self._end()

    def play(self, path: Path) -> "subprocess.Popen[bytes]":
        """Let the microphone hear a sound file."""
        player = subprocess.Popen(
            ["paplay", "--device=mic", str(path)], env=os.environ | self.environment
        )
        self._players.append(player)
        return player

    @contextmanager
    def listen(self, target: Path) -> Iterator[None]:
        """Write what the loudspeaker plays into ``target``: raw, 16 bits, one channel."""
        with target.open("wb") as file:
            listener = subprocess.Popen(
                [
                    *("parec", "--device=speaker.monitor", "--raw", "--format=s16le"),
                    *(f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=20"),
                ],
                stdout=file,
                env=os.environ | self.environment,
            )
            try:
                # The monitor of a silent speaker gives zeros: then it listens.
                wait_until(lambda: target.stat().st_size > 0)
                yield
            finally:
                listener.terminate()
                listener.wait()

    def freeze(self) -> None:
        """Make the daemon stop answering."""
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen daemon go on."""
        self._daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End the daemon at once."""
        self._daemon.kill()
        self._daemon.wait()

    def _end(self) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _control(self, *words: str) -> int:
        return subprocess.run(
            ["pactl", *words],
            env=os.environ | self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        ).returncode


@contextmanager
def running_microphone() -> Iterator[VirtualMicrophone]:
    """A virtual microphone that this process's programs find; skips where it cannot be had."""
    if missing := what_is_missing():
        pytest.skip(f"a virtual microphone needs {missing}")
    with VirtualMicrophone() as microphone, pytest.MonkeyPatch.context() as patch:
        for name, value in microphone.environment.items():
            patch.setenv(name, value)
        yield microphone
