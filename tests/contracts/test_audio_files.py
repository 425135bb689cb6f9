"""What every ``AudioFiles`` keeps; there is one, on real files of every kind."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.domain.errors import AudioFault, Fault, FaultCode, StorageFault
from mlprep_gui.services.ports.sound import AudioFiles
from tests.adapters.audio.sample_files import FILMS, Film, make_tone, write_film, write_sample

Samples = npt.NDArray[np.float64]
ENCRYPTED = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "00112233445566778899aabbccddeeff",
    "encryption_kid": "ffeeddccbbaa99887766554433221100",
}


def code_of(failing: pytest.ExceptionInfo[Fault]) -> FaultCode:
    return failing.value.code


@pytest.fixture
def files(tmp_path: Path) -> AudioFiles:
    return SoundFiles(tmp_path / "cache" / "outlines")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings" / "answer.wav"


class Kind(NamedTuple):
    """A kind of sound file."""

    name: str
    rate_hz: int
    channels: int
    subtype: str


KINDS = [
    pytest.param(Kind("a.wav", 16000, 1, "PCM_16"), id="like a recording"),
    pytest.param(Kind("a.wav", 8000, 1, "PCM_U8"), id="8 bit"),
    pytest.param(Kind("a.wav", 96000, 2, "PCM_24"), id="96 kHz, stereo, 24 bit"),
    pytest.param(Kind("a.wav", 44100, 6, "FLOAT"), id="six channels of floats"),
    pytest.param(Kind("a.wav", 8000, 1, "ULAW"), id="telephone"),
    pytest.param(Kind("a.flac", 48000, 2, "PCM_24"), id="flac"),
    pytest.param(Kind("a.ogg", 44100, 2, "VORBIS"), id="ogg"),
    pytest.param(Kind("a.mp3", 44100, 2, "MPEG_LAYER_III"), id="mp3"),
    pytest.param(Kind("name without suffix", 16000, 1, "PCM_16"), id="no suffix"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_imports_every_kind(files: AudioFiles, tmp_path: Path, target: Path, kind: Kind) -> None:
    """The copy is one channel of 16 bits at the file's own rate, and sounds the same."""
    source, sound = tmp_path / kind.name, make_tone(kind.rate_hz, channels=kind.channels)
    form = source.suffix[1:].upper() or "WAV"
    soundfile.write(source, sound, kind.rate_hz, format=form, subtype=kind.subtype)
    assert files.import_recording(source, target) == pytest.approx(2.0)
    copy, info = soundfile.read(target)[0], soundfile.info(target)
    assert (info.samplerate, info.channels, info.subtype) == (kind.rate_hz, 1, "PCM_16")
    assert np.corrcoef(copy, sound[:, 0])[0, 1] > 0.99
    assert files.duration_s(source) == files.duration_s(target) == pytest.approx(2.0)


def test_recording_comes_through_unchanged(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    samples = np.arange(-32768, 32768, dtype=np.int16)
    soundfile.write(tmp_path / "a.wav", samples, 16000)
    files.import_recording(tmp_path / "a.wav", target)
    assert np.array_equal(soundfile.read(target, dtype="int16")[0], samples)


def test_too_loud_floats_are_clipped_not_wrapped(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([3.0, -3.0]), 16000, subtype="FLOAT")
    files.import_recording(tmp_path / "a.wav", target)
    assert soundfile.read(target, dtype="int16")[0].tolist() == [32767, -32768]


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_truncated_file_gives_what_is_readable(
    files: AudioFiles, tmp_path: Path, target: Path, name: str
) -> None:
    source, sound = tmp_path / name, make_tone(16000, seconds=20)
    soundfile.write(source, sound, 16000)
    whole = source.read_bytes()
    source.write_bytes(whole[: len(whole) // 2])
    duration_s = files.duration_s(source)
    assert 5 < duration_s < 15
    assert files.import_recording(source, target) == pytest.approx(duration_s)
    copy = soundfile.read(target)[0]
    assert np.corrcoef(copy, sound[: len(copy), 0])[0, 1] > 0.95


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "mp3", "au", "raw", "m4a", "txt"])
def test_text_is_not_audio_whatever_its_name(
    files: AudioFiles, tmp_path: Path, target: Path, suffix: str
) -> None:
    source = tmp_path / f"a.{suffix}"
    source.write_text("I would answer that regularization " * 3000)
    with pytest.raises(AudioFault) as failing:
        files.duration_s(source)
    assert code_of(failing) is FaultCode.NOT_AUDIO
    assert failing.value.params["path"] == str(source)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.NOT_AUDIO
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("content", ["nothing", "a header"])
def test_file_without_sound_is_empty(
    files: AudioFiles, tmp_path: Path, target: Path, content: str
) -> None:
    source = tmp_path / "a.wav"
    source.touch()
    if content == "a header":
        soundfile.write(source, np.empty(0), 16000)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.AUDIO_EMPTY
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["gone.wav", "."])
def test_what_is_no_file_is_missing(files: AudioFiles, tmp_path: Path, name: str) -> None:
    with pytest.raises(AudioFault) as failing:
        files.duration_s(tmp_path / name)
    assert code_of(failing) is FaultCode.FILE_MISSING


def test_two_hours_are_too_long(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    source = tmp_path / "lecture.flac"
    soundfile.write(source, np.zeros(8000 * 7200, np.int16), 8000)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.AUDIO_TOO_LONG
    assert (failing.value.params["minutes"], failing.value.params["limit_minutes"]) == (120, 90)
    assert list(target.parent.iterdir()) == []
    assert files.duration_s(source) == 7200


def test_folder_that_is_none_cannot_be_used(files: AudioFiles, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", make_tone(16000), 16000)
    with pytest.raises(StorageFault) as failing:
        files.import_recording(tmp_path / "a.wav", tmp_path / "a.wav" / "b.wav")
    assert code_of(failing) is FaultCode.FOLDER_UNUSABLE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav"]


def test_leftover_of_a_crash_is_no_hindrance(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    soundfile.write(tmp_path / "a.wav", make_tone(16000), 16000)
    target.with_name(f"{target.name}.part").write_bytes(b"half a header")
    files.import_recording(tmp_path / "a.wav", target)
    assert list(target.parent.iterdir()) == [target]


def likeness(copy: Samples, sound: Samples) -> float:
    """Correlation where they fit best: encoders put some milliseconds before the sound."""
    size = len(copy) + len(sound)
    spectrum = np.fft.rfft(copy, size) * np.conj(np.fft.rfft(sound, size))
    best = np.fft.irfft(spectrum, size).max()
    return float(best / np.sqrt((copy**2).sum() * (sound**2).sum()))


@pytest.mark.parametrize("kind", FILMS)
def test_imports_every_container(
    files: AudioFiles, tmp_path: Path, target: Path, kind: str
) -> None:
    """The content decides: none of these has a name that says what it is."""
    source, sound = tmp_path / "answer.txt", make_tone()
    write_film(source, FILMS[kind], sound)
    assert files.import_recording(source, target) == pytest.approx(2.0, abs=0.06)
    copy, info = soundfile.read(target)[0], soundfile.info(target)
    assert (info.samplerate, info.channels, info.subtype) == (48000, 1, "PCM_16")
    assert likeness(copy, sound[:, 0]) > 0.97
    assert files.duration_s(source) == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize("channels", [2, 6, 8])
def test_mixes_the_channels_of_a_film(
    files: AudioFiles, tmp_path: Path, target: Path, channels: int
) -> None:
    sound = make_tone(44100, channels=channels)
    write_film(tmp_path / "a.m4a", Film("ipod", "aac"), sound, 44100)
    files.import_recording(tmp_path / "a.m4a", target)
    assert likeness(soundfile.read(target)[0], sound[:, 0]) > 0.97


def test_film_without_sound_is_told(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    write_film(tmp_path / "a.mp4", Film("mp4", "", "mpeg4"), make_tone())
    with pytest.raises(AudioFault) as failing:
        files.import_recording(tmp_path / "a.mp4", target)
    assert code_of(failing) is FaultCode.NO_SOUND_TRACK
    assert list(target.parent.iterdir()) == []


def test_encrypted_film_is_told(files: AudioFiles, tmp_path: Path, target: Path) -> None:
    write_film(tmp_path / "a.m4a", Film("mp4", "aac", options=ENCRYPTED), make_tone())
    with pytest.raises(AudioFault) as failing:
        files.import_recording(tmp_path / "a.m4a", target)
    assert code_of(failing) is FaultCode.AUDIO_PROTECTED
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("kind", ["mp4 in fragments", "webm", "raw aac"])
def test_film_that_is_cut_off_gives_what_is_readable(
    files: AudioFiles, tmp_path: Path, target: Path, kind: str
) -> None:
    source = tmp_path / "a"
    write_film(source, FILMS[kind], make_tone(seconds=10))
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    seconds = files.import_recording(source, target)
    assert 3 < seconds < 7
    # Half of a raw file announces what its size would hold on average.
    assert files.duration_s(source) == pytest.approx(seconds, abs=0.2)


def test_film_whose_end_is_its_index_cannot_be_read_without_it(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    source = tmp_path / "a.m4a"
    write_film(source, FILMS["m4a"], make_tone())
    source.write_bytes(source.read_bytes()[:-2000])
    with pytest.raises(AudioFault) as failing:
        files.import_recording(source, target)
    assert code_of(failing) is FaultCode.NOT_AUDIO


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04" + bytes(4000), id="an archive"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(4000), id="a picture"),
        pytest.param(b"#EXTM3U\nhttp://127.0.0.1:9/a.mp3\n" * 100, id="a list of addresses"),
        pytest.param(b"\xff" * 4000, id="ones"),
        pytest.param(bytes(4000), id="zeros"),
    ],
)
def test_other_files_are_not_audio(
    files: AudioFiles, tmp_path: Path, target: Path, content: bytes
) -> None:
    source = tmp_path / "a.mp3"
    source.write_bytes(content)
    for work in (files.duration_s, files.peaks, lambda path: files.import_recording(path, target)):
        with pytest.raises(AudioFault) as failing:
            work(source)
        assert code_of(failing) in {FaultCode.NOT_AUDIO, FaultCode.AUDIO_EMPTY}
    assert list(target.parent.iterdir()) == []


def test_floats_that_are_no_numbers_are_silence(
    files: AudioFiles, tmp_path: Path, target: Path
) -> None:
    values = np.array([np.nan, np.inf, -np.inf, 3e38, 0.25], np.float32)
    soundfile.write(tmp_path / "a.wav", np.stack((values, values), 1), 16000, subtype="FLOAT")
    files.import_recording(tmp_path / "a.wav", target)
    assert soundfile.read(target, dtype="int16")[0].tolist() == [0, 32767, -32768, 32767, 8192]


@pytest.mark.parametrize("rate_hz", [1, 100, 2_000_000_000])
def test_impossible_rate_is_not_audio(
    files: AudioFiles, tmp_path: Path, target: Path, rate_hz: int
) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(1000, np.int16), rate_hz)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(tmp_path / "a.wav", target)
    assert code_of(failing) is FaultCode.NOT_AUDIO


@pytest.mark.parametrize("kind", ["wav", "webm"])
def test_tells_how_far_it_is(files: AudioFiles, tmp_path: Path, target: Path, kind: str) -> None:
    source, told = tmp_path / "a", list[tuple[float, float]]()
    write_sample(source, kind, make_tone(seconds=10))
    seconds = files.import_recording(source, target, lambda *step: told.append(step))
    done = [done_s for done_s, _ in told]
    assert done == sorted(done)
    assert 50 < len(done) < 210
    assert done[-1] == pytest.approx(seconds, abs=0.2)
    assert {round(total_s) for _, total_s in told} == {10}


@pytest.mark.parametrize("after", [0, 5])
def test_nothing_is_left_of_a_cancelled_import(
    files: AudioFiles, tmp_path: Path, target: Path, after: int
) -> None:
    soundfile.write(tmp_path / "a.wav", make_tone(16000, seconds=20), 16000)
    asked = iter([False] * after)
    with pytest.raises(AudioFault) as failing:
        files.import_recording(tmp_path / "a.wav", target, cancelled=lambda: next(asked, True))
    assert code_of(failing) is FaultCode.CANCELLED
    assert list(target.parent.iterdir()) == []


class TestPeaks:
    @pytest.mark.parametrize("rate_hz", [8000, 16000, 44100, 22222])
    def test_outlines_every_hundredth_of_a_second(
        self, files: AudioFiles, tmp_path: Path, rate_hz: int
    ) -> None:
        samples = np.random.default_rng(1).integers(-32768, 32767, rate_hz * 9 + 77, np.int16)
        soundfile.write(tmp_path / "a.wav", samples, rate_hz)
        peaks = files.peaks(tmp_path / "a.wav")
        assert peaks.duration_s == pytest.approx(len(samples) / rate_hz)
        first = -(-np.arange(len(peaks.extremes)) * rate_hz // peaks.per_s)
        slices = np.split(samples, first[1:])
        assert peaks.extremes.tolist() == [[int(s.min()), int(s.max())] for s in slices]

    def test_second_time_it_is_at_hand(self, files: AudioFiles, recording: Path) -> None:
        first = files.peaks(recording)
        told: list[float] = []
        second = files.peaks(recording, lambda done_s, _total_s: told.append(done_s))
        assert told == []
        assert np.array_equal(second.extremes, first.extremes)
        assert (second.duration_s, second.per_s) == (first.duration_s, first.per_s)

    def test_follows_a_recording_that_changed(self, files: AudioFiles, recording: Path) -> None:
        files.peaks(recording)
        soundfile.write(recording, np.zeros(32000), 16000)
        assert not files.peaks(recording).extremes.any()

    def test_can_be_cancelled(self, files: AudioFiles, recording: Path) -> None:
        with pytest.raises(AudioFault) as failing:
            files.peaks(recording, cancelled=lambda: True)
        assert code_of(failing) is FaultCode.CANCELLED

    def test_names_a_file_that_is_missing(self, files: AudioFiles, tmp_path: Path) -> None:
        with pytest.raises(AudioFault) as failing:
            files.peaks(tmp_path / "gone.wav")
        assert code_of(failing) is FaultCode.FILE_MISSING

    @pytest.fixture
    def recording(self, tmp_path: Path) -> Path:
        soundfile.write(tmp_path / "a.wav", make_tone(16000), 16000)
        return tmp_path / "a.wav"
