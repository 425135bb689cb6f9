"""What every ``Player`` keeps: the silent one and PortAudio on a virtual loudspeaker."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.playback import PortAudioPlayer, SilentPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports import Player
from tests.adapters.audio.waiting import wait_until
from tests.virtual_microphone import running_microphone


@dataclass(frozen=True)
class Positions:
    """Positions that were seen until the sound ended."""

    seen: list[float]

    @classmethod
    def follow(cls, player: Player) -> "Positions":
        seen: list[float] = []

        def has_ended() -> bool:
            position_s = player.position_s()
            if position_s is not None:
                seen.append(position_s)
            return position_s is None

        wait_until(has_ended)
        return cls(seen)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """One second of noise at the recogniser's rate, not the device's."""
    noise = np.random.default_rng(3).integers(-3000, 3000, 16000).astype(np.int16)
    path = tmp_path / "answer.wav"
    soundfile.write(path, noise, 16000)
    return path


class PlayerContract:
    """The tests; each subclass brings its ``player``."""

    def test_lists_one_default_loudspeaker(self, player: Player) -> None:
        assert [d.is_default for d in player.devices()].count(True) == 1

    def test_plays_to_the_end(self, player: Player, recording: Path) -> None:
        player.play(recording)
        seen = Positions.follow(player).seen
        assert seen == sorted(seen)
        assert 0 <= seen[0] < 0.5
        assert 0.7 < seen[-1] < 1.0

    def test_plays_a_stretch(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.4, 0.7)
        seen = Positions.follow(player).seen
        assert seen[0] >= 0.4
        assert seen[-1] < 0.7

    def test_sounds_when_play_returns(self, player: Player, recording: Path) -> None:
        player.play(recording)
        assert player.position_s() is not None
        player.stop()

    def test_stop_is_silence(self, player: Player, recording: Path) -> None:
        player.play(recording)
        player.stop()
        assert player.position_s() is None

    def test_stop_without_a_sound_is_harmless(self, player: Player) -> None:
        player.stop()
        assert player.position_s() is None

    def test_new_sound_ends_the_one_before(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.0, 0.9)
        player.play(recording, 0.5)
        assert all(position_s >= 0.5 for position_s in Positions.follow(player).seen)

    def test_stretch_past_the_end_is_silence(self, player: Player, recording: Path) -> None:
        player.play(recording, 5.0, 6.0)
        assert player.position_s() is None

    def test_stretch_that_ends_where_it_begins_is_silence(
        self, player: Player, recording: Path
    ) -> None:
        player.play(recording, 0.0, 0.0)
        assert player.position_s() is None

    def test_names_a_file_that_is_missing(self, player: Player, tmp_path: Path) -> None:
        with pytest.raises(AudioFault) as caught:
            player.play(tmp_path / "gone.wav")
        assert caught.value.code is FaultCode.FILE_MISSING
        assert caught.value.params["path"] == str(tmp_path / "gone.wav")


class TestSilentPlayer(PlayerContract):
    @pytest.fixture
    def player(self) -> Player:
        return SilentPlayer()


class TestPortAudioPlayer(PlayerContract):
    @pytest.fixture
    def player(self, loudspeaker: None) -> Iterator[Player]:
        with PortAudio() as system:
            player = PortAudioPlayer(system)
            yield player
            player.stop()


@pytest.fixture(scope="module")
def loudspeaker() -> Iterator[None]:
    with running_microphone():
        yield
