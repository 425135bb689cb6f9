"""Sound: microphones, loudspeakers and the files between them.

``capture`` writes a running recording wherever its blocks come from: ``microphones`` through
``portaudio``, the one importer of sounddevice, or ``synthetic`` from a file. ``playback`` goes
the other way: ``passage`` is what shall be heard, ``loudspeaker`` what is heard now. ``wav_file``
writes the program's own files, ``sound_file`` reads everybody's, some of them through
``container``; ``files`` imports them and ``peaks`` outlines them.
"""
