"""How a command ends: its exit status, and the one line on stderr for a fault."""

import sys
from collections.abc import Callable

from mlprep_gui.domain.errors import Fault
from mlprep_gui.ui.fault_words import describe


def carry_out(action: Callable[[], int]) -> int:
    """Do it; returns its exit status, or 1 for a fault of the world's, which is told."""
    # A transcript may hold any character, the console's encoding may not.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return action()
    except Fault as fault:
        print(f"mlprep: {' '.join(str(describe(fault)).splitlines())}", file=sys.stderr)
    except BrokenPipeError:
        # The reader of our output has gone ("| head"): not an error, but nothing may be flushed.
        sys.stderr.close()
    except KeyboardInterrupt:
        print("mlprep: interrupted.", file=sys.stderr)
    return 1
