"""Fail unless the wheel in a folder installs one name and holds every data file of the tree."""

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("ontology", "extract", "graph")
DATA = (".ttl", ".yaml", ".rq", ".j2", ".css", ".js", ".typed")


def main() -> int:
    """Check the one wheel of the folder named on the command line."""
    wheel = next(Path(sys.argv[1]).glob("*.whl"))
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    wanted = {
        f"pledgegraph/{file.relative_to(ROOT).as_posix()}"
        for room in ROOMS
        for file in (ROOT / room).rglob("*")
        if file.is_file() and file.suffix in (*DATA, ".py")
    }
    wanted |= {"pledgegraph/cli.py", "pledgegraph/py.typed"}
    missing = sorted(wanted - names)
    if tops != {"pledgegraph"} or missing:
        sys.stderr.write(f"{wheel}: top-level names {sorted(tops)}, missing {missing}\n")
        return 1
    sys.stdout.write(f"{wheel.name}: {len(names)} files, top-level name pledgegraph only\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
