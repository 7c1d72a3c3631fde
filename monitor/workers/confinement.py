"""What a worker may not do: grow or run without end, fill the disk, talk to a network, start a program.

The kernel enforces all of it, so it holds for the C libraries too that parse hostile bytes.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import platform
import resource
import signal
import struct
from datetime import timedelta
from pathlib import Path

_SYSTEM_CALLS = {
    # socket connect accept sendto bind listen socketpair accept4 execve execveat ptrace process_vm_readv
    # process_vm_writev io_uring_setup kill
    "x86_64": (0xC000003E, (41, 42, 43, 44, 49, 50, 53, 288, 59, 322, 101, 310, 311, 425, 62)),
    "aarch64": (0xC00000B7, (198, 203, 202, 206, 200, 201, 199, 242, 221, 281, 117, 270, 271, 425, 129)),
}
"""Audit number of the architecture (linux/audit.h) and the forbidden calls' numbers (its unistd.h)."""

LARGEST_FILE = 256 * 1024**2
"""The language detector unpacks its model through a temporary file, when the first text asks for it."""

_X32 = 0x40000000  # the same calls under other numbers, on x86_64 only
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, _PR_SET_NO_NEW_PRIVS = 1, 22, 2, 38


def end_with_the_daemon() -> None:
    """Let the kernel end this process when the daemon ends, however it ends and whatever we are in."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def be_the_first_to_go() -> None:
    """Let the kernel choose this process, and not the daemon, when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("800", encoding="ascii")


def limit_memory(beyond: int) -> None:
    """Let the address space grow by `beyond` bytes from what it is now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    ceiling = pages * resource.getpagesize() + beyond
    _limit(resource.RLIMIT_AS, ceiling, ceiling)


def limit_cpu(drop: timedelta) -> None:
    """Let the process use this much more CPU time; past it the kernel ends it (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    ceiling = int(used.ru_utime + used.ru_stime + drop.total_seconds()) + 1
    _limit(resource.RLIMIT_CPU, ceiling, resource.RLIM_INFINITY)


def limit_files() -> None:
    """No file may grow beyond what unpacking a language model needs, and no core be dumped."""
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE, LARGEST_FILE)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(what: int, soft: int, hard: int) -> None:
    """Set a limit where we may: a hardened unit forbids the call itself, and a lower limit may be there already.

    The daemon watches memory and time of every worker too (`pool.py`).
    """
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (soft, hard))


def forbid_network_and_programs() -> bool:
    """Install the seccomp filter; return whether the kernel took it (it holds until the process ends)."""
    architecture = _SYSTEM_CALLS.get(platform.machine())
    if architecture is None:
        return False
    program = _filter(*architecture)
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    with contextlib.suppress(AttributeError):
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0) == 0)
    return False


def _filter(audit: int, forbidden: tuple[int, ...]) -> bytes:
    """Write the BPF program: another architecture and the forbidden calls are refused with EPERM."""
    count = len(forbidden)
    lines = [
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_IF_EQUAL, 0, count + 3, audit),
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        (_IF_AT_LEAST, count + 1, 0, _X32),
        *((_IF_EQUAL, count - n, 0, number) for n, number in enumerate(forbidden)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
