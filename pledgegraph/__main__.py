"""``python -m pledgegraph``: the command line."""

from pledgegraph.cli import app

app()
