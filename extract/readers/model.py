"""A language model as a source of answers, over any OpenAI-compatible server or known provider.

The library that talks to models is imported when the first question is asked. Keys come from the
environment and are neither stored nor told; nor is what a server says with an error, which may
hold them.
"""

import asyncio
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from pledgegraph.extract.readers.asking import Told
from pledgegraph.extract.readers.budget import Budget
from pledgegraph.extract.readers.cache import AnswerCache, Spent
from pledgegraph.extract.readers.claims import Answer
from pledgegraph.extract.readers.questions import (
    INSTRUCTIONS,
    PROMPT_VERSION,
    Question,
    Span,
    portions,
)
from pledgegraph.extract.readers.verification import Maker, Verifier
from pledgegraph.ontology.errors import ReaderError

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from pydantic_ai import Agent

KEYS: Final = ("PLEDGEGRAPH_LLM_KEY", "OPENAI_API_KEY")
SchemaMode = Literal["native", "prompted", "tool"]
_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # seconds before asking again, without a word
_PASSING: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT: Final = 120.0
_NEXT_STEP: Final = {
    401: "set a valid key in " + " or ".join(KEYS),
    403: "the key may not use this model; name another with --model",
    404: "the server knows no such model or path; check --model and --base-url",
    400: "the server refuses the request; try --schema prompted or tool",
    422: "the server refuses the request; try --schema prompted or tool",
}


@dataclass(frozen=True)
class ModelSettings:
    """Which model is asked, and how.

    ``schema`` is how the answer's form is demanded: by the server (native), in words (prompted),
    or as a tool's arguments (tool). ``size`` is the most characters asked about at once,
    ``parallel`` how many questions are under way at once, ``per_minute`` how many may begin.
    """

    model: str
    base_url: str | None = None
    schema: SchemaMode = "native"
    size: int = 1200
    parallel: int = 4
    per_minute: float | None = None
    max_tokens: int = 4000
    timeout: float = 180.0
    waits: tuple[float, ...] = _WAITS


class ModelSource:
    """Asks a model; every answer is kept in the cache before it is used.

    Raises:
        ReaderError: for an address that no server can have, or one with a key in it.
    """

    def __init__(self, settings: ModelSettings, cache: AnswerCache, budget: Budget) -> None:
        self.maker = Maker("llm", f"llm {settings.model} prompt {PROMPT_VERSION}")
        self.budget = budget
        self._settings = settings
        self._cache = cache
        self._slots = asyncio.Semaphore(settings.parallel)
        self._locks: dict[str, asyncio.Lock] = {}
        self._next = 0.0
        self._agent: Agent[object, Answer] | None = None
        self._client: AsyncOpenAI | None = None
        _check_address(settings.base_url)

    def spans(self, verifier: Verifier) -> list[Span]:
        """Return the portions of a document that are asked about."""
        return portions(verifier, self._settings.size)

    def is_known(self, question: Question) -> bool:
        """Tell whether a question was answered before."""
        return self._cache.get(self._key(question)) is not None

    def _key(self, question: Question) -> str:
        return question.key(f"{self._settings.model} {self._settings.schema}")

    async def ask(self, question: Question) -> Told:
        """Return the answer to a question: the kept one, or the model's.

        Raises:
            ReaderError: where the server cannot be reached or refuses, or the money is spent.
        """
        key = self._key(question)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        async with self._locks.setdefault(key, asyncio.Lock()), self._slots:
            kept = self._cache.get(key)  # two passages of the same words are asked about once
            if kept is not None:
                return kept
            self.budget.reserve(key, question)
            told, spent = await self._patiently(question)
            self.budget.settle(key, spent)
            about = (self._settings.model, PROMPT_VERSION, question.doc)
            self._cache.put(key, about, told, spent)
            return told

    async def _patiently(self, question: Question) -> tuple[Told, Spent]:
        """Ask until there is an answer; wait where the server is busy, as long as it says."""
        agent = self._opened()
        from pydantic_ai.exceptions import ModelAPIError, ModelHTTPError

        for wait in (*self._settings.waits, None):
            await self._pace()
            try:
                return await _answer(agent, question)
            except ModelHTTPError as fault:
                status = fault.status_code
                if wait is None or status not in _PASSING:
                    raise self._refused(status) from None
                told = getattr(fault, "retry_after", None)
                await asyncio.sleep(min(_LONGEST_WAIT, wait if told is None else told))
            except ModelAPIError as fault:
                if wait is None:
                    raise self._unreachable(type(fault).__name__) from None
                await asyncio.sleep(wait)
        raise self._unreachable(question.doc)

    def _opened(self) -> "Agent[object, Answer]":
        if self._agent is None:
            try:
                model, self._client = _model(self._settings)
                self._agent = _agent(self._settings, model)
            except ImportError as fault:
                msg = "the model reader needs the extra llm: pip install 'pledgegraph[llm]'"
                raise ReaderError(msg) from fault
        return self._agent

    async def _pace(self) -> None:
        """Wait for this question's turn."""
        if self._settings.per_minute is None:
            return
        now = time.monotonic()
        turn = max(now, self._next)
        self._next = turn + 60.0 / self._settings.per_minute
        await asyncio.sleep(turn - now)

    def _refused(self, status: int) -> ReaderError:
        step = _NEXT_STEP.get(status, "answers so far are kept; run again later to go on")
        return ReaderError(f"{self._settings.model}: the server answers {status}; {step}")

    def _unreachable(self, what: str) -> ReaderError:
        place = self._settings.base_url or "the provider"
        return ReaderError(
            f"{self._settings.model}: {place} cannot be reached ({what}); start the server or"
            " check --base-url; answers so far are kept"
        )

    async def close(self) -> None:
        """Close connections and cache."""
        if self._client is not None:
            await self._client.close()
        self._cache.close()


async def _answer(agent: "Agent[object, Answer]", question: Question) -> tuple[Told, Spent]:
    """Put a question once; an answer of a wrong form is asked for once more by the library."""
    from pydantic_ai.exceptions import UnexpectedModelBehavior
    from pydantic_ai.usage import RunUsage

    usage = RunUsage()
    try:
        result = await agent.run(question.text, usage=usage)
        told = Told(result.output)
    except UnexpectedModelBehavior as fault:
        told = Told(None, f"no answer of the form asked for, twice ({type(fault).__name__})")
    return told, Spent(usage.input_tokens, usage.output_tokens)


def _agent(settings: ModelSettings, model: Any) -> "Agent[object, Answer]":
    from pydantic_ai import Agent, NativeOutput, PromptedOutput, ToolOutput

    form: Any = {"native": NativeOutput, "prompted": PromptedOutput, "tool": ToolOutput}
    return Agent(
        model,
        output_type=form[settings.schema](Answer),
        instructions=INSTRUCTIONS,
        retries=1,
        model_settings={
            "temperature": 0.0,
            "max_tokens": settings.max_tokens,
            "timeout": settings.timeout,
        },
    )


def _model(settings: ModelSettings) -> "tuple[Any, AsyncOpenAI | None]":
    """Return the model behind an address with its client, or one that the library knows."""
    key = next((os.environ[name] for name in KEYS if os.environ.get(name)), None)
    if settings.base_url is None and ":" in settings.model:
        return settings.model, None
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    if settings.base_url is None and key is None:
        msg = f"{settings.model}: give the server with --base-url, or a key in {' or '.join(KEYS)}"
        raise ReaderError(msg)
    client = AsyncOpenAI(base_url=settings.base_url, api_key=key or "none", max_retries=0)
    provider = OpenAIProvider(openai_client=client)
    return OpenAIChatModel(settings.model, provider=provider), client


def _check_address(address: str | None) -> None:
    if address is None:
        return
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        msg = f"--base-url {address!r} is no address; it looks like http://127.0.0.1:8080/v1"
        raise ReaderError(msg)
    if parts.username or parts.password or parts.query:
        msg = f"--base-url of {parts.hostname}: keys belong into the environment ({KEYS[0]})"
        raise ReaderError(msg)
