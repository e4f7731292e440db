"""Chosen statements to tasks of Label Studio, to be looked at there and taken back by a review."""

from pledgegraph.graph.exports.chosen import Chosen
from pledgegraph.graph.review.label_studio import tasks_text


def label_studio_text(chosen: Chosen) -> str:
    """Return a JSON list of tasks, a document each, its statements as pre-annotations."""
    return tasks_text(chosen.documents, chosen.statements())
