"""One tree of errors, each saying where, what is wrong and what would be right."""


class PledgegraphError(Exception):
    """Any fault that the user can mend; printed as one line, without a traceback."""


class GrammarError(PledgegraphError):
    """A grammar, register or vocabulary file of the package is broken."""


class DocumentError(PledgegraphError):
    """An input text or its sidecar cannot be read."""


class ReaderError(PledgegraphError):
    """A reader cannot be asked, or its recorded or imported answers cannot be read."""


class GraphError(PledgegraphError):
    """A store, an export or an RDF file cannot be read or written."""


class QueryError(PledgegraphError):
    """A question names something unknown or is no valid query."""


def closest(name: str, known: "list[str] | tuple[str, ...]", count: int = 3) -> str:
    """Return a hint such as ``Did you mean "Japan"?``, or an empty string when nothing is near."""
    import difflib

    near = difflib.get_close_matches(name, known, n=count, cutoff=0.6)
    return f" Did you mean {' or '.join(repr(one) for one in near)}?" if near else ""
