"""What systemd hears of us (sd_notify(3)): ready, reloading, stopping, and that work still goes on."""

from __future__ import annotations

import contextlib
import os
import socket
import time

PATIENCE = 0.2
"""Seconds to wait for a systemd that does not read its socket; longer would hold the whole loop."""


class Notifier:
    """Sends to `$NOTIFY_SOCKET`; without one every call is a no-op, and a deaf systemd never hurts the daemon."""

    def __init__(self) -> None:
        path = os.environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + path[1:] if path.startswith("@") else path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) if path else None
        if self._socket is not None:
            self._socket.settimeout(PATIENCE)

    def ready(self, status: str) -> None:
        """Say that the daemon is up, at start and after each reload."""
        self._send("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """Say that a reload began; systemd wants the monotonic time with it."""
        self._send("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """Say that the daemon goes down on purpose."""
        self._send("STOPPING=1")

    def alive(self, status: str) -> None:
        """Say that real work was done since the last time. Never call it from a timer."""
        self._send("WATCHDOG=1", f"STATUS={status}")

    def close(self) -> None:
        """Let go of the socket."""
        if self._socket is not None:
            self._socket.close()

    def _send(self, *lines: str) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto("\n".join(lines).encode(), self._address)
