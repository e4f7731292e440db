"""A partition: the same quads as `add`, broken entries told, nothing made twice."""

import json
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pyoxigraph as ox
import pytest

from pledgegraph.corpus.notes import Note, part_path
from pledgegraph.corpus.partition import run_partition
from pledgegraph.corpus.partitions import Partition, plan_partitions
from pledgegraph.extract.documents import find_files, read_file
from pledgegraph.extract.pipeline import extract_statements
from pledgegraph.graph.store import Store
from pledgegraph.ontology import vocabulary as v
from pledgegraph.ontology.errors import DocumentError, GraphError
from tests.scale.conftest import BROKEN, EXAMPLES, lines


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "out" / "parts").mkdir(parents=True)
    return tmp_path / "out"


def plan_one(source: Path) -> Partition:
    (only,) = plan_partitions(source, 1000)
    return only


def quads_of(output: Path, notes: list[Note]) -> set[str]:
    found: set[str] = set()
    for note in notes:
        store = ox.Store()
        store.load(path=str(part_path(output, note.id, "nq")), format=ox.RdfFormat.N_QUADS)
        found |= {str(quad) for quad in store}
    return found


def test_a_folder_gives_the_quads_that_add_gives(output: Path) -> None:
    notes = [run_partition(one, str(output)) for one in plan_partitions(EXAMPLES, 5)]
    assert sum(len(one.documents) for one in notes) == 12
    with Store.in_memory() as store:
        for path in find_files([EXAMPLES]):
            document = read_file(path, path.relative_to(EXAMPLES).as_posix())
            store.add(document, extract_statements(document))
        known = (v.ACTORS_GRAPH, v.VOCABULARY_GRAPH)
        expected = {
            str(quad)
            for quad in store.engine
            if quad.graph_name.value not in known and quad.subject.value not in known
        }
    assert quads_of(output, notes) == expected


def test_a_partition_that_stands_is_not_made_again(corpus: Path, output: Path) -> None:
    partition = plan_partitions(corpus, 5)[0]
    note = run_partition(partition, str(output))
    parts = sorted((output / "parts").iterdir())
    before = [one.stat().st_mtime_ns for one in parts]
    assert run_partition(partition, str(output)) == note
    assert [one.stat().st_mtime_ns for one in parts] == before
    part = part_path(output, partition.id, "nq")
    whole = part.read_bytes()
    part.write_bytes(whole[:-100])
    assert run_partition(partition, str(output)) == note
    assert part.read_bytes() == whole


def test_a_changed_line_is_read_anew(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "speeches.jsonl"
    source.write_text('{"name": "a.txt", "text": "Japan pledged to support Ukraine."}')
    before = run_partition(plan_one(source), str(output))
    source.write_text('{"name": "a.txt", "text": "Japan pledged to support Moldova."}')
    after = run_partition(plan_one(source), str(output))
    assert before.key != after.key
    assert "Moldova" in part_path(output, after.id, "nq").read_text()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (BROKEN, "no JSON"),
        ("[1, 2]", "no object"),
        ('{"name": "a.txt"}', "text is missing"),
        ('{"text": "Japan pledged to help."}', "name is missing"),
        ('{"name": "a.txt", "text": 7}', "text is missing or no text"),
        ('{"name": "a.txt", "text": "  "}', "text is missing or no text"),
        ('{"name": "a.txt", "text": "Japan \\ud800 pledged."}', "surrogate"),
        ('{"name": "a.txt", "text": "Japan pledged.", "date": "soon"}', "date 'soon' is not"),
        ('{"name": "a.txt", "text": "Japan pledged.", "lang": "tlh"}', "is not one of"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_broken_line_costs_itself_only(
    line: str, reason: str, tmp_path: Path, output: Path
) -> None:
    good = lines(3)
    source = tmp_path / "speeches.jsonl"
    source.write_text("\n".join([good[0], line, "", *good[1:]]))
    note = run_partition(plan_one(source), str(output))
    assert [one.name for one in note.documents] == [f"speech-00{one}.txt" for one in range(3)]
    (dead,) = note.dead
    assert dead.place == "speeches.jsonl:2"
    assert reason in dead.reason
    assert dead.reason.startswith("speeches.jsonl:2: ")


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "speeches.jsonl"
    source.write_bytes('{"name": "a.txt", "text": "日本は約束した。"}\n'.encode("shift_jis"))
    note = run_partition(plan_one(source), str(output))
    assert "no JSON" in note.dead[0].reason


def test_the_later_document_of_a_name_stays(tmp_path: Path, output: Path) -> None:
    source = tmp_path / "speeches.jsonl"
    texts = ("Japan pledged to support Ukraine.", "Japan pledged to support Moldova.")
    source.write_text("\n".join(json.dumps({"name": "a.txt", "text": one}) for one in texts))
    note = run_partition(plan_one(source), str(output))
    assert len(note.documents) == 1
    assert note.dead[0].place == "speeches.jsonl:1"
    assert "Ukraine" not in part_path(output, note.id, "nq").read_text()


def test_parquet_gives_the_quads_that_lines_give(tmp_path: Path, output: Path) -> None:
    records = [json.loads(one) for one in lines(12)]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in records))
    table = pyarrow.Table.from_pylist(records)
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet", row_group_size=5)
    of_rows = [
        run_partition(one, str(output)) for one in plan_partitions(tmp_path / "a.parquet", 4)
    ]
    of_lines = [run_partition(one, str(output)) for one in plan_partitions(tmp_path / "a.jsonl", 4)]
    assert len(of_rows) == 3
    assert [one.nquads for one in of_rows] == [one.nquads for one in of_lines]
    assert [one.table for one in of_rows] == [one.table for one in of_lines]


def test_the_table_has_a_row_a_statement(corpus: Path, output: Path) -> None:
    note = run_partition(plan_partitions(corpus, 5)[0], str(output))
    table = pyarrow.parquet.read_table(part_path(output, note.id, "parquet"))
    assert table.num_rows == note.statements > 5
    assert set(table["doc"].to_pylist()) <= {one.name for one in note.documents}


def test_the_bytes_of_a_document_are_found_by_its_note(corpus: Path, output: Path) -> None:
    note = run_partition(plan_partitions(corpus, 5)[0], str(output))
    content = part_path(output, note.id, "nq").read_bytes()
    assert sum(one.size for one in note.documents) == len(content)
    for one in note.documents:
        block = content[one.start : one.start + one.size].decode()
        assert f'"{one.name}"' in block
        assert f"<{one.graph}>" in block


def test_another_version_on_a_worker_is_told(corpus: Path, output: Path) -> None:
    partition = plan_partitions(corpus, 5)[0].model_copy(update={"stamp": "0123"})
    with pytest.raises(GraphError, match="another version of pledgegraph"):
        run_partition(partition, str(output))


def test_an_output_that_cannot_be_written_is_told(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"cannot be written \(No such file"):
        run_partition(plan_partitions(corpus, 5)[0], str(tmp_path / "none"))


def test_processes_that_end_outside_of_documents_are_told(corpus: Path, output: Path) -> None:
    partition = plan_partitions(corpus, 5)[0]
    part_path(output, partition.id, "trail").write_text("start 1\nstart 2\nstart 3\n")
    with pytest.raises(GraphError, match="ended 3 times outside of any document"):
        run_partition(partition, str(output))


def test_an_entry_at_which_one_process_ended_is_read(corpus: Path, output: Path) -> None:
    partition = plan_partitions(corpus, 5)[0]
    trail = part_path(output, partition.id, "trail")
    trail.write_text("start 7\n0\n1\nstart 8\n0\n1\n2\n")
    note = run_partition(partition, str(output))
    assert len(note.documents) == 5
    assert not trail.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.parquet", b"PAR1 no", "no Parquet file"),
        ("a.xyz", b"text", "nothing to read"),
    ],
)
def test_an_input_that_cannot_be_planned_is_told(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError, match=reason):
        plan_partitions(tmp_path / name, 5)


def test_parquet_without_texts_is_told(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"body": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(DocumentError, match="no column text among body"):
        plan_partitions(tmp_path / "a.parquet", 5)
