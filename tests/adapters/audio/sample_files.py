"""Small real files of every kind that can be imported, written by FFmpeg and libsndfile."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import soundfile
from av.container import OutputContainer

Samples = npt.NDArray[np.float64]

_PICTURES_A_SECOND = 10
_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


@dataclass(frozen=True)
class Film:
    """A container: FFmpeg's names for its form and codecs; "" leaves a track out."""

    form: str
    sound: str
    picture: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


FILMS = {
    "m4a": Film("ipod", "aac"),
    "alac": Film("ipod", "alac"),
    "mp4": Film("mp4", "aac", "mpeg4"),
    "mp4 in fragments": Film(
        "mp4", "aac", options={"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    ),
    "webm": Film("webm", "libopus"),
    "webm with pictures": Film("webm", "libopus", "libvpx"),
    "raw aac": Film("adts", "aac"),
}

# libsndfile's names for form and encoding.
SOUNDS = {
    "wav": ("WAV", "PCM_16"),
    "wav of 24 bits": ("WAV", "PCM_24"),
    "wav of floats": ("WAV", "FLOAT"),
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def make_tone(rate_hz: int = 48000, seconds: float = 2.0, channels: int = 1) -> Samples:
    """A rising tone, the same on all channels; shape (frames, channels)."""
    at_s = np.arange(round(rate_hz * seconds)) / rate_hz
    tone = 0.4 * np.sin(2 * np.pi * (200 + 300 * at_s) * at_s)
    return np.repeat(tone[:, None], channels, axis=1)


def write_sample(path: Path, kind: str, sound: Samples, rate_hz: int = 48000) -> None:
    """Write a kind out of ``FILMS`` or ``SOUNDS``."""
    if kind in FILMS:
        write_film(path, FILMS[kind], sound, rate_hz)
    else:
        form, subtype = SOUNDS[kind]
        soundfile.write(path, sound, rate_hz, format=form, subtype=subtype)


def write_film(path: Path, film: Film, sound: Samples, rate_hz: int = 48000) -> None:
    """Write a container with these tracks."""
    with av.open(path, "w", format=film.form, options=dict(film.options)) as container:
        # All tracks first: the header names them.
        picture = (
            container.add_stream(film.picture, rate=_PICTURES_A_SECOND) if film.picture else None
        )
        layout = _LAYOUTS[sound.shape[1]]
        track = (
            container.add_stream(film.sound, rate=rate_hz, layout=layout) if film.sound else None
        )
        if isinstance(picture, av.VideoStream):
            _write_pictures(container, picture, len(sound) / rate_hz)
        if isinstance(track, av.AudioStream):
            _write_sound(container, track, sound, rate_hz)


def _write_pictures(container: OutputContainer, track: av.VideoStream, seconds: float) -> None:
    track.width = track.height = 64
    track.pix_fmt = "yuv420p"
    for number in range(round(seconds * _PICTURES_A_SECOND)):
        grey = np.full((64, 64, 3), number * 5 % 256, np.uint8)
        container.mux(track.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
    container.mux(track.encode(None))


def _write_sound(
    container: OutputContainer, track: av.AudioStream, sound: Samples, rate_hz: int
) -> None:
    context = track.codec_context
    layout = _LAYOUTS[sound.shape[1]]
    # Side by side: PyAV counts nine planes in a frame of eight that lie apart.
    values = np.ascontiguousarray(sound.reshape(1, -1), np.float32)
    frame = av.AudioFrame.from_ndarray(values, format="flt", layout=layout)
    frame.sample_rate = rate_hz
    frame.pts = 0
    resampler = av.AudioResampler(
        format=context.format, layout=layout, rate=rate_hz, frame_size=context.frame_size or 1024
    )
    for piece in (*resampler.resample(frame), *resampler.resample(None)):
        container.mux(track.encode(piece))
    container.mux(track.encode(None))
