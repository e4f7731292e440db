"""The parameters of an address to filters of a query."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pledgegraph.graph.queries import Filters, find_actor
from pledgegraph.graph.store import Store
from pledgegraph.ontology.values import Kind

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
Date = Annotated[str | None, Field(pattern=_DATE, description="2024, 2024-04 or 2024-04-11")]
Name = Annotated[
    str | None, Field(max_length=200, description="An actor by any name in the four languages")
]


class Asked(BaseModel):
    """What may stand behind the question mark: the filters of `pledgegraph query`, and a page."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")

    from_: Annotated[Name, Field(alias="from")] = None
    to: Name = None
    topic: Annotated[list[str], Field(max_length=20)] = []
    kind: Kind | None = None
    since: Date = None
    until: Date = None
    min_strength: Annotated[int | None, Field(ge=1, le=5)] = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None
    deadline_before: Date = None
    min_amount: Annotated[float | None, Field(allow_inf_nan=False)] = None
    unit: Annotated[str | None, Field(max_length=40)] = None
    text: Annotated[str | None, Field(max_length=200)] = None
    doc: Annotated[str | None, Field(max_length=400)] = None
    speaker: Name = None
    reaffirmed: bool | None = None
    members: bool = False
    derived: bool = True
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    size: Annotated[int, Field(ge=1, le=500)] = 50

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        """Leave empty fields out: a form sends all of its fields."""
        if not isinstance(given, dict):
            return given
        return {key: value for key, value in given.items() if value not in ("", [""])}

    def filters(self, store: Store) -> Filters:
        """Return the filters, names of actors resolved.

        Raises:
            QueryError: for an unknown actor, with near ones.
        """
        chosen = self.model_dump(exclude={"topic", "derived", "page", "size"})
        for name in ("from_", "to", "speaker"):
            if chosen[name]:
                chosen[name] = find_actor(store, chosen[name])
        return Filters(topics=tuple(self.topic), **chosen)
