"""Edges to answers that a notebook shows: a table with quotes, a data frame, a page."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload

from pledgegraph.graph.pages.names import plain
from pledgegraph.graph.pages.page import read_inks, write_page
from pledgegraph.graph.queries import Edge, Filters, find_actor, find_statements
from pledgegraph.graph.store import Store
from pledgegraph.graph.tables import Row, read_rows
from pledgegraph.ontology.errors import GraphError
from pledgegraph.ontology.records import Document, Statement
from pledgegraph.ontology.register import load_register
from pledgegraph.ontology.values import Lang

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import pandas as pd

SHOWN: Final = 50  # rows that a notebook shows; the frame has all
QUOTE: Final = 400


class Graph:
    """A store to be asked from Python.

    Examples:
        >>> from pledgegraph import Graph, extract_statements, read_text
        >>> graph = Graph.in_memory()
        >>> note = read_text("Japan pledged to support Ukraine.", "note.txt")
        >>> graph.add(note, extract_statements(note))
        'added'
        >>> [edge.recipient for edge in graph.query(from_="日本")]
        ['UKR']
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._unlinked = False

    @classmethod
    def open(cls, path: str | Path = "pledgegraph-store") -> "Self":
        """Open a store on disk, as ``pledgegraph add`` made it."""
        return cls(Store.open(Path(path)))

    @classmethod
    def in_memory(cls) -> "Self":
        """Return an empty graph that is gone when it is closed."""
        return cls(Store.in_memory())

    def add(self, document: Document, statements: Sequence[Statement]) -> str:
        """Put a document with its statements in; the next question finds its links."""
        outcome = self.store.add(document, statements)
        self._unlinked = self._unlinked or outcome != "unchanged"
        return outcome

    def query(self, *, derived: bool = True, lang: Lang = "en", **filters: Any) -> "Answers":
        """Return the statements that fit all filters.

        Args:
            derived: Whether co-committers of a joint commitment count as committed to each other.
            lang: Language of the names shown.
            filters: Fields of ``Filters``; actors by any of their names, ``topic`` for one topic.

        Raises:
            QueryError: for an unknown actor or topic, with near ones.
        """
        if self._unlinked:
            from pledgegraph.graph.links.linked import relink

            relink(self.store)
            self._unlinked = False
        asked = dict(filters)
        if "topic" in asked:
            asked["topics"] = (asked.pop("topic"),)
        for name in ("from_", "to", "speaker"):
            if asked.get(name) is not None:
                asked[name] = find_actor(self.store, asked[name])
        edges = find_statements(self.store, Filters(**asked), derived)
        return Answers(edges, self.store, lang)

    def close(self) -> None:
        """Write everything out and let other processes have the store."""
        self.store.close()

    def __enter__(self) -> "Self":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: "TracebackType | None",
    ) -> None:
        self.close()


class Answers(Sequence[Edge]):
    """The edges that answer a question, in the order of their dates."""

    def __init__(self, edges: Sequence[Edge], store: Store, lang: Lang = "en") -> None:
        self._edges = tuple(edges)
        self._store = store
        self._lang: Lang = lang

    def __len__(self) -> int:
        return len(self._edges)

    def __iter__(self) -> Iterator[Edge]:
        return iter(self._edges)

    @overload
    def __getitem__(self, place: int) -> Edge: ...
    @overload
    def __getitem__(self, place: slice) -> "Answers": ...
    def __getitem__(self, place: int | slice) -> "Edge | Answers":
        if isinstance(place, slice):
            return Answers(self._edges[place], self._store, self._lang)
        return self._edges[place]

    def __repr__(self) -> str:
        return f"<Answers: {len(self.statements())} statements, {len(self)} edges>"

    def statements(self) -> list[Statement]:
        """Return the statements, each once."""
        return list({edge.statement.id: edge.statement for edge in self}.values())

    def rows(self) -> list[Row]:
        """Return one row a statement, in words."""
        return read_rows(self, load_register(), self._lang)

    def to_frame(self) -> "pd.DataFrame":
        """Return a pandas data frame, one row an edge, with typed columns.

        ``date`` and ``deadline`` stay texts, since they may be a year or a month.

        Raises:
            GraphError: without the extra ``pledgegraph[notebook]``.
        """
        try:
            import pandas as pd
        except ImportError as fault:
            msg = 'to_frame: needs pandas; say pip install "pledgegraph[notebook]"'
            raise GraphError(msg) from fault
        register = load_register()

        def name(actor: str | None) -> str | None:
            return None if actor is None else register.label(actor, self._lang)

        records = [
            {
                "committer": edge.committer,
                "recipient": edge.recipient,
                "who": name(edge.committer),
                "to_whom": name(edge.recipient),
                "derived": edge.derived,
                "date": edge.date,
                **{field: getattr(edge.statement, field) for field in _FIELDS},
                "amount": edge.statement.amount.value if edge.statement.amount else None,
                "unit": edge.statement.amount.unit if edge.statement.amount else None,
            }
            for edge in self
        ]
        columns = [*_EDGE, *_FIELDS, "amount", "unit"]
        frame = pd.DataFrame.from_records(records, columns=columns)
        types = {"strength": "int64", "derived": "bool", "reaffirmed": "bool", "amount": "float64"}
        return frame.astype(types)

    def save_page(self, path: str | Path, title: str = "Who committed what to whom") -> int:
        """Write the answers as a page that opens offline; return how many statements it shows."""
        from pledgegraph.graph.pages.content import read_content

        content = read_content(self._store, self)
        return write_page(content, Path(path), title=title, lang=self._lang)

    def draw(self, title: str = "") -> "Picture":
        """Return the network of the answers as a picture that a notebook shows."""
        from pledgegraph.graph.pages.content import read_content
        from pledgegraph.graph.pages.drawing import draw_svg
        from pledgegraph.graph.pages.payload import build_payload

        content = read_content(self._store, self)
        payload = build_payload(content, load_register(), max(1, len(self)), self._lang)
        return Picture(draw_svg(payload, title, self._lang))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: escaped, without scripts or styles of its own."""
        import jinja2

        rows = self.rows()
        inks = read_inks()
        strengths = {row.id: inks[f"s{row.strength[0]}"] for row in rows}
        languages = {one.id: one.lang for one in self.statements()}
        template = jinja2.Environment(autoescape=True).from_string(_TABLE)
        return template.render(
            rows=[(row, strengths[row.id], languages[row.id]) for row in rows[:SHOWN]],
            more=len(rows) - SHOWN,
            lang=self._lang,
            shown=lambda words: plain(words if len(words) <= QUOTE else words[:QUOTE] + "…"),
        )


class Picture(str):
    """An SVG document that a notebook shows as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


_EDGE: Final = ("committer", "recipient", "who", "to_whom", "derived", "date")
_FIELDS: Final = (
    "kind", "strength", "polarity", "reaffirmed", "deadline", "action", "condition", "instrument",
    "topics", "speaker", "doc", "lang", "quote", "id",
)  # fmt: skip
_TABLE: Final = """
<table lang="{{ lang }}">
<thead><tr>{% for head in ["date", "who", "to whom", "strength", "deadline", "amount", "quote",
"source"] %}<th style="text-align: left">{{ head }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row, ink, language in rows %}
<tr style="vertical-align: top">
<td style="white-space: nowrap">{{ row.date }}</td>
<td style="text-align: left">{{ shown(row.who) }}</td>
<td style="text-align: left">{{ shown(row.to_whom) }}</td>
<td style="white-space: nowrap; border-left: 3px solid {{ ink }}; text-align: left">
{{- row.strength }}</td>
<td>{{ row.deadline }}</td><td>{{ shown(row.amount) }}</td>
<td style="text-align: left" lang="{{ language }}" dir="auto">{{ shown(row.quote) }}</td>
<td style="text-align: left">{{ shown(row.source) }}</td>
</tr>
{% else %}
<tr><td colspan="8">nothing found</td></tr>
{% endfor %}
</tbody>
</table>
{% if more > 0 %}<p>… and {{ more }} more; to_frame() has them all</p>{% endif %}
"""
