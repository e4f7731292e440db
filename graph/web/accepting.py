"""An Accept header to the one format, of those on offer, that suits the client best."""

from collections.abc import Sequence


def choose_format(header: str | None, offers: Sequence[str]) -> str | None:
    """Return the media type to answer with, or None when none is acceptable (RFC 9110, 12.5.1).

    The client's weights count first, then how narrow its range is, then the order of the offers.

    Args:
        header: Value of ``Accept``; None or empty takes the first offer.
        offers: Media types without parameters, the server's favourite first.
    """
    if not header or not header.strip():
        return offers[0]
    ranges = [_weighed(part) for part in header.split(",") if part.strip()]
    best: tuple[float, int, str] | None = None
    for offer in offers:
        fits = [(width, weight) for name, weight, width in ranges if _covers(name, offer)]
        if not fits:
            continue
        width, weight = max(fits)  # the narrowest range says what the client thinks of the offer
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, width, offer)
    return best[2] if best else None


def _weighed(part: str) -> tuple[str, float, int]:
    """Return the range, its weight, and how narrow it is: 0 all, 1 a type, 2 a subtype."""
    name, *parameters = (one.strip().lower() for one in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return name, weight, 0 if name == "*/*" else 1 if name.endswith("/*") else 2


def _covers(name: str, offer: str) -> bool:
    return name in ("*/*", offer) or (
        name.endswith("/*") and offer.startswith(name.removesuffix("*"))
    )
