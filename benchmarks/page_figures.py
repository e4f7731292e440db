"""The page beside plain pyvis on the same made-up graph: seconds to usable, frames, idle, bytes."""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.graph.pages.content import Content
from pledgegraph.graph.pages.page import write_page
from pledgegraph.graph.queries import Edge, statement_edges
from pledgegraph.ontology.records import Call, Commitment, Document, Link, link_id, statement_id
from pledgegraph.ontology.register import load_register

if TYPE_CHECKING:
    from collections.abc import Callable

TOPICS = ("trade", "alliance-defence", "climate-change", "space", "korean-peninsula")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
# Plain pyvis shows its picture when its rounds of physics are done.
STABLE = (
    "() => typeof network !== 'undefined' && (network.physics.stabilized || "
    "network.physics.stabilizationIterations >= network.physics.options.stabilization.iterations)"
)
# Frames while the picture is dragged: the longest run of requestAnimationFrame calls.
FRAMES = """() => { window.frames_ = 0; window.started_ = performance.now();
  window.going_ = true;
  const tick = () => { window.frames_ += 1; if (window.going_) requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""
RATE = """() => { window.going_ = false;
  return window.frames_ / ((performance.now() - window.started_) / 1000); }"""


def make_content(count: int, draw: random.Random) -> Content:
    """Return a content of so many commitments by states of the register, twenty a document."""
    states = sorted(one.id for one in load_register().actors.values() if one.kind == "state")
    # A few states act much more often than the others, as in real collections.
    weights = [1 / (1 + place) for place in range(len(states))]
    draw.shuffle(states)
    documents, edges, links = [], [], []
    before: dict[tuple[str, str], str] = {}
    for number in range(count // 20):
        lines = [
            f"Delegation {line} of meeting {number} will act on matter {draw.randint(1, 999)} with"
            f" means of {draw.randint(1, 99)} million and report on it in due course."
            for line in range(20)
        ]
        date = f"{2010 + number * 20 * 15 // count}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        document = Document(
            name=f"meeting-{number:05}.txt", text="\n".join(lines), lang="en", date=date,
            title=f"Meeting {number} of the delegations", publisher="Made up",
        )  # fmt: skip
        documents.append(document)
        start = 0
        for line in lines:
            who, whom = _two(states, weights, draw)
            kind = Call if draw.random() < 0.2 else Commitment
            committers = tuple(sorted((who, _two(states, weights, draw)[0])))
            committers = committers if draw.random() < 0.1 and len(set(committers)) == 2 else (who,)
            end = start + len(line)
            one = kind(
                id=statement_id(document.digest, start, end, "commitment", committers),
                doc=document.name, quote=line, start=start, end=end, committers=committers,
                recipients=(whom,) if draw.random() < 0.8 else (), strength=draw.randint(1, 5),
                lang="en", cue="will act", action=line[30:], topics=(draw.choice(TOPICS),),
                rule="benchmark", reaffirmed=(who, whom) in before,
            )  # fmt: skip
            edges += statement_edges(one, date)
            if (who, whom) in before and draw.random() < 0.3:
                earlier = before[who, whom]
                links.append(
                    Link(
                        id=link_id(one.id, "reaffirms", earlier), subject=one.id, kind="reaffirms",
                        object=earlier, state="asserted", confidence=0.8, reason="same matter",
                    )
                )  # fmt: skip
            before[who, whom] = one.id
            start = end + 1
    return Content(edges=tuple(edges), documents=tuple(documents), links=tuple(links))


def _two(states: list[str], weights: list[float], draw: random.Random) -> tuple[str, str]:
    who, whom = draw.choices(states, weights, k=2)
    return (who, whom) if who != whom else _two(states, weights, draw)


def write_pyvis(edges: tuple[Edge, ...], path: Path) -> None:
    """Write the same edges with pyvis as it comes, its library inlined so that it opens offline."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="800px")
    for edge in edges:
        for end in (edge.committer, edge.recipient):
            if end is not None:
                network.add_node(end, label=end, title=end)
        if edge.recipient is not None:
            network.add_edge(edge.committer, edge.recipient, title=edge.statement.quote)
    path.write_text(network.generate_html(notebook=False), encoding="utf-8")


def measure(browser: Any, file: Path, ready: str, limit: float) -> dict[str, float | int | None]:
    """Open a file in a fresh context and return its figures; None where the limit ran out."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.set_default_timeout(limit * 1000)
    figures: dict[str, float | int | None] = {"usable": None, "frames": None, "idle": None}
    try:
        start = time.perf_counter()
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function(ready)
        # Usable: the main thread answers and has drawn.
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => done(1)))")
        figures["usable"] = time.perf_counter() - start
        figures["frames"] = _dragged(page)
        figures["idle"] = _idle(context, page)
    except PlaywrightTimeout:
        sys.stderr.write(f"{file.name}: not ready after {limit:.0f} s\n")
    figures["requests"] = len([one for one in asked if one.startswith("http")])
    context.close()
    return figures


def _dragged(page: Any) -> float:
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.93
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    end = time.perf_counter() + 2
    step = 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 40 * (step % 8), y - 5 * (step % 20))
    rate: float = page.evaluate(RATE)
    page.mouse.up()
    return rate


def _idle(context: Any, page: Any) -> float:
    """Return the share of a core that the page's renderer takes over three quiet seconds."""
    session = context.new_cdp_session(page)
    session.send("Performance.enable")

    def busy() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return sum(one["value"] for one in found if one["name"] == "TaskDuration")

    page.mouse.move(2, 2)
    time.sleep(1)
    before = busy()
    time.sleep(3)
    return (busy() - before) / 3


def median(runs: list[dict[str, Any]], key: str) -> float | None:
    """Return the median of a figure, None if a run did not come to it."""
    values = [one[key] for one in runs]
    return None if None in values else statistics.median(values)


def main() -> None:
    """Print a table and, with --json, the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1000, 5000, 20_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=180.0, help="Seconds to wait for a page.")
    parser.add_argument("--plain-up-to", type=int, default=1000, help="Most for plain pyvis.")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "chromium", args=ARGUMENTS.split()
        )
        for count in chosen.counts:
            content = make_content(count, random.Random(1))
            makers: list[tuple[str, str, Callable[[Path], Any]]] = [
                (
                    "pledgegraph",
                    "() => document.documentElement.dataset.ready === 'yes'",
                    lambda path, content=content: write_page(content, path, title="Figures"),
                )
            ]
            if count <= chosen.plain_up_to:
                makers.append(
                    (
                        "plain pyvis",
                        STABLE,
                        lambda path, content=content: write_pyvis(content.edges, path),
                    )
                )
            for name, ready, make in makers:
                path = Path(folder) / f"{name.split()[0]}-{count}.html"
                start = time.perf_counter()
                make(path)
                written = time.perf_counter() - start
                runs = [measure(browser, path, ready, chosen.limit) for _ in range(chosen.runs)]
                row = {"count": count, "page": name, "bytes": path.stat().st_size, "made": written}
                row |= {key: median(runs, key) for key in ("usable", "frames", "idle", "requests")}
                rows.append(row)
                sys.stdout.write(line(row))
                sys.stdout.flush()
        browser.close()
    if chosen.json:
        chosen.json.write_text(json.dumps({"cores": os.cpu_count(), "rows": rows}, indent=1))


def line(row: dict[str, Any]) -> str:
    """Return a row of figures as a line."""

    def told(key: str, form: str, unit: str) -> str:
        return f"{'never' if row[key] is None else format(row[key], form) + unit:>12}"

    return (
        f"{row['count']:>7} {row['page']:<12} {row['bytes'] / 1e6:>7.2f} MB"
        f" made {row['made']:>6.2f} s usable{told('usable', '.2f', ' s')}"
        f" dragging{told('frames', '.0f', ' fps')} idle{told('idle', '.1%', '')}"
        f" requests{told('requests', '.0f', '')}\n"
    )


if __name__ == "__main__":
    main()
