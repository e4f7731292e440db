# ruff: noqa: E501 (a pattern is read as one line)
"""English cue chains to strength, polarity and repetition, by the codebook's stacking rule."""

import re

from pledgegraph.extract.frames.english_cues import Cue

_REPEATED = re.compile(
    r"\b(?:reaffirm\w*|re-affirm\w*|reiterat\w*|continu(?:e|es|ed|ing|ation)\b|remain(?:s|ed)?\b|renew(?:s|ed|ing)?\b|recommit\w*|restat\w*|reconfirm\w*|"
    r"once again|keep(?:s)? [a-z]+ing|maintain(?:s|ing)?|still|sustain(?:ed|ing)? (?:its|our|their)|as (?:we|I) (?:have )?(?:said|promised|pledged)|has always|have always|(?:go|goes|going|carry|keep|keeps) on [a-z]+ing)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|n't|nor|no longer|neither|refrain(?:s|ing)? from|without ever|refus\w+ to|rule[sd]? out|against)\b|n't\b",
    re.IGNORECASE,
)
_EXPLORE = re.compile(
    r"^,? ?(?:(?:to|jointly|further|also|together|actively|carefully|seriously|then|now|continue to|work together to|begin to|start to|[a-z]+ly) ){0,5}"
    r"(?:consider(?:ing)?|explor(?:e|ing)|discuss(?:ing)?|examin(?:e|ing)|study(?:ing)?|look(?:ing)? (?:into|at)|review(?:ing)?|assess(?:ing)?|weigh(?:ing)?|evaluat(?:e|ing))\b"
)
_INTEND = re.compile(
    r"^,? ?(?:(?:to|jointly|further|also|together|actively|[a-z]+ly|continue to) ){0,5}(?:seek(?:ing)?|aim(?:ing)?|plan(?:s|ning)?|intend(?:ing)?|intentions?)(?: to)?\b"
)
_NEUTRAL = {
    "en.commitment.continue",
    "en.commitment.strive",
    "en.commitment.reaffirm",
    "en.commitment.refrain",
}


_CALL_NOT = re.compile(
    r"^(?! to continue)[^,;]{0,80}?\b(?:not to|never to|refrain from|against [a-z]+ing|not [a-z]+ any|to avoid|do not|must not|should not|abstain from|desist from)\b"
)


def read_strength(chain: list[Cue], action: str, group: str) -> int:
    """Return the strength of a chain of cues.

    Args:
        chain: Cues that govern one another ("agreed", "plan to").
        action: Folded text after the last cue.
        group: Folded text of the verb group before the first cue.
    """
    if chain[-1].rule.kind == "call":
        strong = re.search(
            r"\b(?:strongly|in the strongest|firmly|forcefully|resolutely|solemnly)\b",
            group + chain[-1].text,
            re.IGNORECASE,
        )
        base = chain[-1].rule.strength
        return 4 if strong and base == 3 else base
    if any(cue.rule.strength == 1 for cue in chain) or (
        _EXPLORE.match(action) and chain[-1].rule.id != "en.commitment.noun_pledge"
    ):
        return 1
    if any(_is_intention(cue, chain) for cue in chain) or _INTEND.match(action):
        return 2
    if _UNTIRING.match(action) and re.match(
        r"^[^,;]{0,30}(?:resolve|determination|effort)", action
    ):
        return 2
    strengths = [cue.rule.strength for cue in chain if cue.rule.id not in _NEUTRAL]
    if strengths:
        return max(strengths)
    if any(cue.rule.id == "en.commitment.reaffirm" for cue in chain):
        return 3
    return chain[-1].rule.strength


_VALUES = re.compile(
    r"(?:ambition|aspiration|goal|target|objective|proposal|effort)", re.IGNORECASE
)


def _is_intention(cue: Cue, chain: list[Cue]) -> bool:
    """Tell whether a cue makes the chain an intention; "commit to an ambition to" stays firm."""
    if cue.rule.strength != 2 or cue.rule.id in _NEUTRAL:
        return False
    return len(chain) == 1 or not _VALUES.match(cue.text)


_NOT_TIRED = re.compile(r"\b(?:not|never) (?:tire|waver|falter|relent|stop|cease|give up)\b")
_UNTIRING = re.compile(
    r"^ (?:tire|waver|falter|rest|relent|stop|hesitate|cease|give up|shrink from|back down|fail)\b"
)


def is_reaffirmed(text: str) -> bool:
    """Tell whether cues and first words of the action present the act as made before."""
    return bool(_REPEATED.search(text) or _NOT_TIRED.search(text))


def is_negative(chain: list[Cue], text: str, action: str, kind: str) -> bool:
    """Tell whether the act is not to do something.

    Args:
        chain: The cues.
        text: Folded text of verb group and cues.
        action: Folded text after the last cue.
        kind: commitment or call.
    """
    if kind == "call" and _CALL_NOT.search(action[:120]):
        return True
    if any(cue.rule.negative for cue in chain):
        return True
    if _UNTIRING.match(action):
        return False
    if _NEGATIVE.search(text):
        return True
    return bool(
        re.match(
            r"^,? ?(?:to |that [^,;]{1,40}? (?:will|would|shall|should|must) )?(?:never|not|refrain|against [a-z]+ing|neither|no one|no )\b",
            action.lower() if action[:5] in (" Not ", "Not a", "Not t") else action,
        )
    )
