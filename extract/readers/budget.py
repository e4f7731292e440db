"""Tokens and money of a run: counted, estimated before, and held below what was allowed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pledgegraph.extract.readers.cache import Spent
from pledgegraph.extract.readers.questions import INSTRUCTIONS, Question
from pledgegraph.ontology.errors import ReaderError

_LETTERS: Final = 4  # of English a token, as a rule of thumb; a Chinese or Japanese one is a token
_SCHEMA: Final = 700  # tokens of the schema that goes with every question
_ANSWER: Final = 250  # tokens of an answer, on average


def count_tokens(text: str) -> int:
    """Return about how many tokens a text has; models differ by a third."""
    wide = sum(character > "\u2e7f" for character in text)
    return wide + -(-(len(text) - wide) // _LETTERS)


def estimate(questions: Iterable[Question]) -> Spent:
    """Return about what questions will take with their answers."""
    asked = [count_tokens(one.text) + count_tokens(INSTRUCTIONS) + _SCHEMA for one in questions]
    return Spent(sum(asked), _ANSWER * len(asked))


@dataclass
class Budget:
    """What a run has taken so far.

    ``price`` is what a million tokens cost, of questions and of answers; ``limit`` the most that
    may be spent, in the same currency. Questions under way count by their estimate.
    """

    price: tuple[float, float] | None = None
    limit: float | None = None
    spent: Spent = field(default_factory=lambda: Spent(0, 0))
    asked: int = 0
    _pending: dict[str, Spent] = field(default_factory=dict)

    def cost(self, spent: Spent) -> float:
        """Return what tokens cost; 0 where no price is known."""
        if self.price is None:
            return 0.0
        return (spent.tokens_in * self.price[0] + spent.tokens_out * self.price[1]) / 1e6

    def reserve(self, key: str, question: Question) -> None:
        """Set aside what a question will take.

        Raises:
            ReaderError: where that goes over the limit.
        """
        wanted = estimate([question])
        total = self.cost(self.spent) + sum(map(self.cost, self._pending.values()))
        if self.limit is not None and total + self.cost(wanted) > self.limit:
            msg = (
                f"{question.doc}: stopped at --max-cost {self.limit:g}: {total:.4f} spent after"
                f" {self.asked} questions; what was answered is kept, a higher limit goes on there"
            )
            raise ReaderError(msg)
        self._pending[key] = wanted

    def settle(self, key: str, spent: Spent) -> None:
        """Book what a question took."""
        self._pending.pop(key, None)
        self.asked += 1
        self.spent = Spent(
            self.spent.tokens_in + spent.tokens_in, self.spent.tokens_out + spent.tokens_out
        )
