"""How a word roughly sounds: what stays of it when a recogniser spells it otherwise."""

import re

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"igh|eigh|aigh|ough", ""),
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"ph", "f"),
        (r"tio|ssio|cia|tia|sh|ch", "s"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cgk]", "k"),
        (r"[td]", "t"),
        (r"[zsx]", "s"),
        (r"[vf]", "f"),
        (r"[bp]", "p"),
        (r"[mn]", "n"),
        (r"[aeiouyhw]", ""),
        (r"(.)\1+", r"\1"),
    )
)


def skeleton(word: str) -> str:
    """The consonant classes of a lower-case word: "stratified" and "stradifyed" share theirs."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
