"""``python -m mlprep_gui``: the window; with ``--speech-worker`` or ``--model-download``, a child.

A frozen bundle has one program only, which is started again as the child.
"""

import sys

# As in the children's messages, whose import would make the window wait.
WORKER_ARGUMENT = "--speech-worker"
DOWNLOAD_ARGUMENT = "--model-download"


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; returns the exit status.

    Args:
        arguments: without the program's name.
    """
    if WORKER_ARGUMENT in arguments[:1]:
        # Neither needs the other, and each takes its time.
        from mlprep_gui.adapters.speech.worker import main as serve  # noqa: PLC0415 - as above

        return serve(arguments)
    if DOWNLOAD_ARGUMENT in arguments[:1]:
        from mlprep_gui.adapters.speech.download_worker import main as fetch  # noqa: PLC0415 - same

        return fetch()
    from mlprep_gui.cli.window import open_window  # noqa: PLC0415 - as above

    return open_window(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
