"""How the system's refusal to read or write becomes a fault that can be told to the user."""

import errno
from pathlib import Path

from mlprep_gui.domain.errors import FaultCode, StorageFault

# EFBIG: a file system with small files only, or a limit that somebody set. Windows has no EDQUOT.
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def disk_fault(error: OSError, folder: Path) -> StorageFault:
    """What a failed read or write in ``folder`` means: DISK_FULL or FOLDER_UNUSABLE."""
    if error.errno in _NO_ROOM:
        return StorageFault(FaultCode.DISK_FULL, path=str(folder))
    reason = error.strerror or str(error) or type(error).__name__
    return StorageFault(FaultCode.FOLDER_UNUSABLE, path=str(folder), reason=reason)
