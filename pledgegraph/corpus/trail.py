"""Where a worker is in its partition, so that the next one knows at which entry it ended.

A process that runs out of memory or is killed cannot tell. It leaves its trail behind; an entry
at which two processes ended is left out.
"""

import os
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from pledgegraph.ontology.errors import GraphError

_START: Final = "start"
_END: Final = "end"
_MOST: Final = 3  # times that a process may end outside of every entry


class Trail:
    """The places at which workers were, written before each entry; gone when one gets through."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ended = self._read()
        for outside in (_START, _END):
            if self._ended[outside] >= _MOST:
                msg = (
                    f"{path.stem}: the process ended {_MOST} times outside of any document;"
                    " give the workers more memory, or take fewer documents a partition"
                )
                raise GraphError(msg)
        self._handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._write(f"{_START} {os.getpid()}")

    def _read(self) -> Counter[str]:
        if not self._path.exists():
            return Counter()
        runs = self._path.read_text("ascii").split(_START)[1:]
        # A run is the number of its process, then a place a line.
        return Counter(([_START, *run.split()[1:]])[-1] for run in runs)

    def _write(self, place: str) -> None:
        os.write(self._handle, f"{place}\n".encode("ascii"))

    def deadly(self, place: int) -> bool:
        """Tell whether two processes ended at an entry; if not, note that it is being read."""
        if self._ended[str(place)] >= 2:
            return True
        self._write(str(place))
        return False

    def finish(self) -> None:
        """Note that all entries are read."""
        self._write(_END)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Also when stopped: only a process that ended without a word leaves its trail.
        os.close(self._handle)
        self._path.unlink(missing_ok=True)
