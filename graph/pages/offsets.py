"""Code points to UTF-16 units: the offsets that a browser counts in."""

from bisect import bisect_left


class Ruler:
    """Converts offsets into one text; characters above U+FFFF take two units."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]

    def units(self, offset: int) -> int:
        """Return the UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._wide, offset)


def find_span(quote: str, part: str | None) -> tuple[int, int] | None:
    """Return where a part stands in a quote, in UTF-16 units from the quote's start."""
    if not part:
        return None
    start = quote.find(part)
    if start < 0:
        return None
    ruler = Ruler(quote)
    return ruler.units(start), ruler.units(start + len(part))
