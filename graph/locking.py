"""A folder of a store to the right to use it: one process writes, or any number read."""

import fcntl
import os
import time
from pathlib import Path
from typing import Final

LOCK: Final = "in-use"
PATIENCE: Final = 5.0  # seconds a writer waits for readers, who are mostly quick
_STEP: Final = 0.05


class FolderLock:
    """The right to use a folder; the operating system takes it back when the process ends."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def release(self) -> None:
        """Give the right back."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def lock_to_write(folder: Path, patience: float = PATIENCE) -> FolderLock | None:
    """Return the right to write, None if others have the folder for longer than the patience.

    Raises:
        OSError: if the folder cannot be written.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    return _lock(handle, fcntl.LOCK_EX, patience)


def lock_to_read(folder: Path) -> FolderLock | None:
    """Return the right to read together with others, None if somebody writes.

    A folder on a read-only file system that was never locked needs no lock.

    Raises:
        OSError: if the folder cannot be read.
    """
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        try:
            handle = os.open(folder / LOCK, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return FolderLock(-1)
    return _lock(handle, fcntl.LOCK_SH, 0)


def _lock(handle: int, how: int, patience: float) -> FolderLock | None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(handle)
                return None
            time.sleep(_STEP)
        else:
            return FolderLock(handle)
