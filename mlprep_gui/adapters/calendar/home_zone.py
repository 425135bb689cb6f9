"""Which time zone this system is in."""

import logging
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzlocal

_LOG = logging.getLogger(__name__)


class SystemZone:
    """The HomeZone port."""

    def __init__(self) -> None:
        self._has_complained = False

    def zone(self) -> ZoneInfo:
        """The system's time zone, asked anew each time: people travel; UTC where it is unclear."""
        try:
            return ZoneInfo(tzlocal.reload_localzone().key)
        except (ZoneInfoNotFoundError, ValueError, LookupError, OSError) as error:
            if not self._has_complained:
                _LOG.warning("the system's time zone is unclear: %s", error)
            self._has_complained = True
            return ZoneInfo("UTC")
