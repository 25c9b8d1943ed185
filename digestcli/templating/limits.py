"""What a template may use up, and how its process is held to that by the operating system."""

import sys
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """For one issue; the process as a whole may use as much memory."""

    seconds: float = 10
    memory: int = 512 * 1024 * 1024  # bytes
    output: int = 16 * 1024 * 1024  # bytes


def confine(limits: Limits) -> None:
    """No more memory than that, and no file written; Windows has no such limits, macOS keeps some."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        for kind, most in (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # this system has no such limit, or a lower one
                resource.setrlimit(kind, (most, most))


def shut_in() -> None:
    """From now on no file, socket or pipe is opened, and no process or thread begun."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - the same

        for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_NPROC):
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (0, 0))


def allow(seconds: float) -> None:
    """So much more time of the processor; then the system ends the process, whoever else is gone by then."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - the same

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 2
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
