"""``make bench``: every benchmark, one after the other, each in a process of its own."""

import subprocess
import sys

BENCHMARKS = (
    ("The window", "window"),
    ("The review page", "review"),
    ("Sound files", "sound_files"),
    ("A history of 100,000 answers", "history"),
    ("The history page over them", "history_page"),
    ("Judging", "coverage_speed"),
    ("PocketSphinx", "speech"),
    ("The wait after Stop (ten minutes of answer as well: speech_live --long)", "speech_live"),
    ("Agreement with labelled answers: those that the cues were tuned on", "coverage_quality"),
    (
        "Agreement with labelled answers: those kept aside",
        "coverage_quality",
        "--part",
        "held-out",
    ),
    ("Agreement when the recogniser slips", "coverage_robustness"),
)
"""Heading, module, and the module's arguments."""


def main(wanted: list[str]) -> int:
    """Run those whose names are given, or all; 1 if any of them failed."""
    failed = []
    for heading, name, *arguments in BENCHMARKS:
        if wanted and name not in wanted:
            continue
        print(f"\n## {heading}\n", flush=True)
        command = [sys.executable, "-m", f"tests.benchmarks.{name}", *arguments]
        if subprocess.run(command, check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
