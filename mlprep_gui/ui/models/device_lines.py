"""Microphones or loudspeakers as the lines of a list to choose from. No Qt here."""

from mlprep_gui.services.ports.sound import Device


def device_lines(
    devices: tuple[Device, ...], chosen: str | None
) -> tuple[tuple[str | None, str], ...]:
    """Name (None for the system's default) and text of each line, the default first.

    A chosen device that is not plugged in stays, and says so.
    """
    default = default_of(devices)
    lines: list[tuple[str | None, str]] = [
        (None, f"System default ({default})" if default else "System default")
    ]
    lines += [(device.name, device.name) for device in devices]
    if chosen is not None and not is_connected(devices, chosen):
        lines.append((chosen, f"Not connected: {chosen}"))
    return tuple(lines)


def default_of(devices: tuple[Device, ...]) -> str:
    """The name of the system's default, "" where there is none."""
    return next((device.name for device in devices if device.is_default), "")


def is_connected(devices: tuple[Device, ...], name: str) -> bool:
    """Whether a device of this name is there."""
    return any(device.name == name for device in devices)
