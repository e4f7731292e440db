"""The options that choose a reader, and the reader they choose: rules, a model, or both."""

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from pledgegraph.inputs import say
from pledgegraph.ontology.errors import QueryError, ReaderError

if TYPE_CHECKING:
    from pledgegraph.extract.readers.claims import Rejection
    from pledgegraph.extract.readers.model import ModelSource
    from pledgegraph.extract.readers.protocol import Reader
    from pledgegraph.ontology.records import Document, Statement


class ReaderName(StrEnum):
    """Who reads."""

    RULES = "rules"
    LLM = "llm"
    BOTH = "both"


class SchemaName(StrEnum):
    """How the form of an answer is demanded of a model."""

    NATIVE = "native"
    PROMPTED = "prompted"
    TOOL = "tool"


class Choice(NamedTuple):
    """What the user chose; the fields are the options of the same name."""

    reader: ReaderName = ReaderName.RULES
    model: str | None = None
    base_url: str | None = None
    replay: Path | None = None
    record: Path | None = None
    rejected: Path | None = None
    answers: Path = Path("pledgegraph-answers.sqlite")
    schema: SchemaName = SchemaName.NATIVE
    max_cost: float | None = None
    price: str | None = None
    parallel: int = 4
    per_minute: float | None = None
    chars: int = 1200
    dry_run: bool = False


_HELP = {
    "reader": "Who reads: rules, llm, or both.",
    "model": "llm: name of the model.",
    "base_url": "llm: OpenAI-compatible server, such as http://127.0.0.1:11434/v1.",
    "replay": "llm: recorded answers (.jsonl or folder) instead of a model.",
    "record": "llm: file to record the answers in, for --replay.",
    "rejected": "llm: file for the claims that were not believed (JSON Lines).",
    "answers": "llm: file that keeps answers, so that none is paid for twice.",
    "schema": "llm: native, prompted or tool; servers differ.",
    "max_cost": "llm: stop before more than this is spent; needs --price.",
    "price": "llm: price of a million tokens, IN,OUT: 0.15,0.60.",
    "parallel": "llm: questions under way at once.",
    "per_minute": "llm: most questions a minute.",
    "chars": "llm: most characters asked about at once.",
    "dry_run": "llm: only say how many tokens it would take.",
}
_TYPES: dict[str, Any] = {
    "model": str | None,
    "base_url": str | None,
    "replay": Path | None,
    "record": Path | None,
    "rejected": Path | None,
    "max_cost": float | None,
    "price": str | None,
    "per_minute": float | None,
}
_ENVIRONMENT = {"model": "PLEDGEGRAPH_MODEL", "base_url": "PLEDGEGRAPH_BASE_URL"}
Read = Callable[["Document"], "list[Statement] | None"]


def with_reader(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of the readers; it gets ``read`` instead of them.

    One that has a parameter ``choice`` gets them as well.
    """
    taken = inspect.signature(command).parameters

    @wraps(command)
    def wrapped(**values: Any) -> None:
        choice = Choice(**{name: values.pop(name) for name in Choice._fields})
        if "choice" in taken:
            values["choice"] = choice
        with open_reader(choice) as read:
            command(read=read, **values)

    own = [p for n, p in taken.items() if n not in ("read", "choice")]
    keyword = inspect.Parameter.KEYWORD_ONLY
    added = [_option(name, keyword) for name in Choice._fields]
    parameters = [one.replace(kind=keyword) for one in own] + added
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapped.__annotations__ = {one.name: one.annotation for one in parameters}
    del wrapped.__wrapped__
    return wrapped


def _option(name: str, kind: Any) -> inspect.Parameter:
    default = Choice._field_defaults[name]
    panel: dict[str, Any] = {"rich_help_panel": "Second reader", "help": _HELP[name]}
    option = typer.Option(f"--{name.replace('_', '-')}", envvar=_ENVIRONMENT.get(name), **panel)
    kind_of: Any = _TYPES.get(name, type(default))
    typed = Annotated[kind_of, option]
    return inspect.Parameter(name, kind, default=default, annotation=typed)


@contextmanager
def open_reader(choice: Choice) -> Iterator[Read]:
    """Open the reader that was chosen and yield how it reads a document.

    In a dry run nothing is asked, and None is read.

    Raises:
        QueryError: for options that do not go together.
        ReaderError: where the reader cannot be opened.
    """
    from pledgegraph.extract.readers.protocol import RuleReader

    if choice.reader is ReaderName.RULES:
        rules = RuleReader()
        yield lambda document: list(rules.read(document).statements)
        return
    with ExitStack() as stack:
        source: ModelSource | None = None
        if choice.replay is None:
            source = _model_source(choice)
            stack.callback(_tell_spent, source)
        if choice.dry_run and source is not None:
            plan = _Plan(source)
            stack.callback(plan.tell)
            yield plan.read
            return
        reader = _reader(choice, source, stack)
        rejected = _Rejected(choice.rejected, stack)

        def read(document: "Document") -> "list[Statement]":
            readout = reader.read(document)
            rejected.take(readout.rejections)
            return list(readout.statements)

        yield read


def _reader(choice: Choice, source: "ModelSource | None", stack: ExitStack) -> "Reader":
    from pledgegraph.extract.readers.asking import ClaimReader, Source
    from pledgegraph.extract.readers.both import BothReader
    from pledgegraph.extract.readers.protocol import RuleReader
    from pledgegraph.extract.readers.replay import Recorder, ReplaySource

    asked: Source
    if source is not None:
        asked = source if choice.record is None else Recorder(source, choice.record)
    else:
        asked = ReplaySource(choice.replay or Path())
    second = stack.enter_context(ClaimReader(asked, _progress))
    return second if choice.reader is ReaderName.LLM else BothReader(RuleReader(), second)


def _model_source(choice: Choice) -> "ModelSource":
    from pledgegraph.extract.readers.budget import Budget
    from pledgegraph.extract.readers.cache import AnswerCache
    from pledgegraph.extract.readers.model import ModelSettings, ModelSource

    if choice.model is None:
        msg = f"--reader {choice.reader} needs --model NAME (and --base-url), or --replay FILE"
        raise QueryError(msg)
    if choice.max_cost is not None and choice.price is None:
        msg = "--max-cost needs --price IN,OUT: what a million tokens cost, such as 0.15,0.60"
        raise QueryError(msg)
    settings = ModelSettings(
        model=choice.model,
        base_url=choice.base_url,
        schema=choice.schema.value,
        size=choice.chars,
        parallel=max(1, choice.parallel),
        per_minute=choice.per_minute,
    )
    budget = Budget(price=_price(choice.price), limit=choice.max_cost)
    return ModelSource(settings, AnswerCache(choice.answers), budget)


def _price(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        first, second = map(float, text.split(","))
    except ValueError:
        msg = f"--price {text!r} is not IN,OUT: two numbers, what a million tokens cost"
        raise QueryError(msg) from None
    return first, second


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{total} portions" + ("\n" if done == total else ""))


def _tell_spent(source: "ModelSource") -> None:
    budget = source.budget
    if budget.asked:
        tokens = f"{budget.spent.tokens_in:,} + {budget.spent.tokens_out:,} tokens"
        cost = f", {budget.cost(budget.spent):.4f}" if budget.price else ""
        say(f"{budget.asked} questions, {tokens}{cost}")


class _Plan:
    """What a run would ask."""

    def __init__(self, source: "ModelSource") -> None:
        self._source = source
        self._tokens_in = self._tokens_out = self._asked = self._kept = 0

    def read(self, document: "Document") -> None:
        from pledgegraph.extract.readers.budget import estimate
        from pledgegraph.extract.readers.questions import put_question
        from pledgegraph.extract.readers.verification import Verifier

        verifier = Verifier(document)
        questions = [put_question(verifier, span) for span in self._source.spans(verifier)]
        new = [one for one in questions if not self._source.is_known(one)]
        spent = estimate(new)
        self._asked += len(new)
        self._kept += len(questions) - len(new)
        self._tokens_in += spent.tokens_in
        self._tokens_out += spent.tokens_out

    def tell(self) -> None:
        from pledgegraph.extract.readers.cache import Spent

        cost = self._source.budget.cost(Spent(self._tokens_in, self._tokens_out))
        told = f", about {cost:.4f}" if self._source.budget.price else ""
        say(
            f"{self._asked} questions ({self._kept} answered before), about"
            f" {self._tokens_in:,} + {self._tokens_out:,} tokens{told}; nothing was asked"
        )


class _Rejected:
    """The claims that were not believed: to a file, or told on stderr."""

    def __init__(self, path: Path | None, stack: ExitStack) -> None:
        self._stream = None
        if path is not None:
            try:
                self._stream = stack.enter_context(path.open("w", encoding="utf-8"))
            except OSError as fault:
                msg = f"--rejected {path}: {fault.strerror}; give a file that can be written"
                raise ReaderError(msg) from fault

    def take(self, rejections: "tuple[Rejection, ...]") -> None:
        for one in rejections:
            if self._stream is not None:
                said = one.model_dump(mode="json")
                self._stream.write(json.dumps(said, ensure_ascii=False) + "\n")
                self._stream.flush()
            else:
                quote = one.claim.get("quote", "")
                say(f"{one.doc}:{one.start}: not believed: {'; '.join(one.reasons)}: {quote}")
