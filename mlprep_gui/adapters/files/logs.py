"""The log file: where it lies, how long it grows and what a line looks like."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from mlprep_gui.domain.disk_faults import disk_fault

LOG_NAME = "mlprep.log"
_PROGRAM = "mlprep_gui"
_LARGEST_BYTES = 512 * 1024
_OLD_FILES = 3


@contextmanager
def open_log(folder: Path, level: int = logging.INFO) -> Iterator[Path]:
    """Write what the program logs to a file in ``folder`` until the block ends; yields its path.

    Old lines move to ``mlprep.log.1`` and on, and are forgotten in the end. What was said never
    gets here: modules log ids, counts and codes.

    Raises:
        StorageFault: FOLDER_UNUSABLE or DISK_FULL.
    """
    path = folder / LOG_NAME
    try:
        path.touch(mode=0o600)
        handler = RotatingFileHandler(
            path, maxBytes=_LARGEST_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
        )
    except OSError as error:
        raise disk_fault(error, folder) from error
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(threadName)s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logger = logging.getLogger(_PROGRAM)
    level_before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield path
    finally:
        logger.setLevel(level_before)
        logger.removeHandler(handler)
        handler.close()
