"""What every ``Player`` keeps: the silent one and PortAudio on a virtual loudspeaker."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.playback import PortAudioPlayer, SilentPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import Player
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

    @pytest.mark.parametrize(("speed", "least_s"), [(0.5, 0.9), (2.0, 0.15)])
    def test_speed_changes_the_time_and_not_the_seconds(
        self, player: Player, recording: Path, speed: float, least_s: float
    ) -> None:
        """The last half of the recording, of which every second has the number it had."""
        player.play(recording, 0.5, speed=speed)
        begun_s = time.monotonic()
        seen = Positions.follow(player).seen
        assert time.monotonic() - begun_s > least_s
        assert seen == sorted(seen)
        assert 0.5 <= seen[0] < 0.7
        assert 0.9 < seen[-1] < 1.0

    @pytest.mark.parametrize("speed", [0.0, 9.0])
    def test_impossible_speed_is_the_nearest(
        self, player: Player, recording: Path, speed: float
    ) -> None:
        player.play(recording, 0.9, speed=speed)
        assert Positions.follow(player).seen[0] >= 0.9

    def test_loop_begins_again(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.3, 0.5, loop=True)
        seen: list[float] = []

        def has_begun_twice_again() -> bool:
            seen.append(player.position_s() or 0.0)
            return sum(later < earlier for earlier, later in pairwise(seen)) == 2

        wait_until(has_begun_twice_again)
        assert all(0.3 <= position_s <= 0.5 for position_s in seen)
        player.stop()
        assert player.position_s() is None

    def test_shortest_stretches_are_not_looped(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.3, 0.301, loop=True)
        wait_until(lambda: player.position_s() is None, deadline_s=2)

    def test_seek_goes_on_elsewhere(self, player: Player, recording: Path) -> None:
        player.play(recording)
        player.seek(0.8)
        seen = Positions.follow(player).seen
        assert 0.8 <= seen[0] < 0.95
        assert seen[-1] > 0.9

    def test_seek_stays_in_the_stretch(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.4, 0.8)
        player.seek(0.1)
        assert 0.4 <= (player.position_s() or 0.0) < 0.6
        player.seek(0.9)
        wait_until(lambda: player.position_s() is None)

    def test_looped_stretch_stays_when_seeking(self, player: Player, recording: Path) -> None:
        player.play(recording, 0.3, 0.5, loop=True)
        player.seek(0.45)
        wait_until(lambda: 0.3 <= (player.position_s() or 9.0) < 0.4)
        player.stop()

    def test_another_speed_goes_on_from_the_same_second(
        self, player: Player, recording: Path
    ) -> None:
        player.play(recording)
        wait_until(lambda: (player.position_s() or 0.0) > 0.2)
        before_s = player.position_s() or 0.0
        player.set_speed(0.5)
        after_s = player.position_s() or 0.0
        assert before_s <= after_s < before_s + 0.3
        seen = Positions.follow(player).seen
        assert seen == sorted(seen)
        assert 0.9 < seen[-1] < 1.0

    def test_another_speed_just_before_the_end_is_no_hindrance(
        self, player: Player, recording: Path
    ) -> None:
        player.play(recording, 0.9)
        wait_until(lambda: (player.position_s() or 1.0) > 0.98)
        player.set_speed(0.5)
        wait_until(lambda: player.position_s() is None, deadline_s=2)

    def test_pause_keeps_the_place(self, player: Player, recording: Path) -> None:
        player.play(recording)
        wait_until(lambda: (player.position_s() or 0.0) > 0.2)
        player.pause()
        place_s = player.position_s()
        assert place_s is not None
        player.pause()
        assert player.position_s() == place_s
        player.resume()
        seen = Positions.follow(player).seen
        assert place_s <= seen[0] < place_s + 0.2
        assert seen[-1] > 0.9

    def test_seek_and_speed_wait_for_the_end_of_a_pause(
        self, player: Player, recording: Path
    ) -> None:
        player.play(recording)
        player.pause()
        player.seek(0.6)
        player.set_speed(0.5)
        assert player.position_s() == 0.6
        player.resume()
        begun_s = time.monotonic()
        assert Positions.follow(player).seen[0] >= 0.6
        assert time.monotonic() - begun_s > 0.7

    def test_stop_ends_a_pause(self, player: Player, recording: Path) -> None:
        player.play(recording)
        player.pause()
        player.stop()
        assert player.position_s() is None
        player.resume()
        assert player.position_s() is None

    def test_nothing_can_be_done_with_silence(self, player: Player) -> None:
        player.seek(1.0)
        player.set_speed(2.0)
        player.pause()
        player.resume()
        assert player.position_s() is None

    def test_file_that_is_missing_ends_the_sound_before(
        self, player: Player, recording: Path, tmp_path: Path
    ) -> None:
        player.play(recording)
        with pytest.raises(AudioFault):
            player.play(tmp_path / "gone.wav")
        assert player.position_s() is None


class TestSilentPlayer(PlayerContract):
    @pytest.fixture
    def player(self) -> Player:
        return SilentPlayer()

    def test_keeps_the_time_at_every_speed(self, recording: Path) -> None:
        now_s = 0.0
        player = SilentPlayer(lambda: now_s)
        player.play(recording, 0.2, 0.8, speed=2.0)
        now_s = 0.1
        assert player.position_s() == pytest.approx(0.4)
        player.set_speed(0.5)
        now_s = 0.3
        assert player.position_s() == pytest.approx(0.5)
        now_s = 1.0
        assert player.position_s() is None
        player.play(recording, 0.2, 0.8, loop=True)
        now_s = 1.7
        assert player.position_s() == pytest.approx(0.3)


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
