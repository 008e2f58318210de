"""The child that reads: the same result as here, inside limits, without a network, an environment or a disk."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from seko.drafts.documents.model import child, sandbox
from seko.drafts.documents.model.cleaning import published_copy
from seko.drafts.documents.model.exchange import from_plain, to_plain
from seko.drafts.documents.model.inspection import inspect
from seko.drafts.documents.model.reading import Reading, read_upload
from seko.drafts.documents.model.refusals import ParserFailed, Refused
from tests.drafts.documents.model.builder import dele, docx, ins, p, pack, par, parts_of, r, tbl, tr
from tests.shared import CORPUS, needs_corpus

ROOT = Path(__file__).resolve().parents[4]
BODY = p("Увод", "Heading1") + par(r("Буџет "), ins(r("12")), dele("10")) + tbl(tr("а", "б"))


def test_the_child_reads_what_this_process_reads() -> None:
    data = docx(BODY)
    assert from_plain(Reading, sandbox.parse_in_child(data, "read")) == read_upload(data)
    assert sandbox.parse_in_child(data, "inspect") == json.loads(json.dumps(inspect(data)))
    assert sandbox.publish_in_child(data, "rejected") == published_copy(data, "rejected")


@needs_corpus
@pytest.mark.parametrize("file", ["kitchen-sink-english.docx", "comments-on-deleted-text.docx"])
def test_results_survive_the_way_through_json(file: str) -> None:
    reading = read_upload((CORPUS / "docx" / file).read_bytes())
    there = json.loads(json.dumps(to_plain(reading), ensure_ascii=False))
    assert from_plain(Reading, there) == reading


def test_a_refusal_comes_back_with_its_code_and_numbers() -> None:
    with pytest.raises(Refused) as found:
        sandbox.parse_in_child(docx("<w:p/>" * 60_000))
    assert (found.value.code, found.value.params) == (
        "too-many-paragraphs",
        {"part": "word/document.xml", "limit": 50_000},
    )


@needs_corpus
def test_sixty_pages_in_a_second_and_a_half() -> None:
    data = (CORPUS / "docx" / "long-un-report-54-footnotes.docx").read_bytes()
    times = []
    for _ in range(3):
        begun = time.monotonic()
        reading = from_plain(Reading, sandbox.parse_in_child(data, "read"))
        times.append(time.monotonic() - begun)
    assert len(reading.accepted.passages) == 1371
    assert min(times) < 1.5


def test_a_child_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(ParserFailed) as failed:
        sandbox.parse_in_child(pack(parts_of("<w:p/>" * 45_000), 0), wall_seconds=0.05)
    assert failed.value.reason == "time"
    assert time.monotonic() - begun < 5


def _run_limited(code: str) -> tuple[int, str]:
    """Run a line in an interpreter under the child's limits; exit code and standard output."""
    script = f"from seko.drafts.documents.model import child\nchild.limit_resources()\nchild.close_network()\n{code}"
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, timeout=60
    )
    return done.returncode, done.stdout


def test_memory_is_limited() -> None:
    code = "try:\n bytearray(1 << 30)\nexcept MemoryError:\n print('memory')"
    assert _run_limited(code) == (0, "memory\n")


def test_processor_time_is_limited() -> None:
    code = "import resource\nprint(resource.getrlimit(resource.RLIMIT_CPU)[0])"
    assert _run_limited(code) == (0, f"{child.CPU_SECONDS}\n")


def test_no_file_can_be_written(tmp_path: Path) -> None:
    code = (
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"f = open({str(tmp_path / 'x')!r}, 'wb')\n"
        "try:\n f.write(b'x'); f.flush()\nexcept OSError:\n print('refused')\nimport os\nos._exit(0)"
    )
    assert (
        _run_limited("import sys\n" + code.replace("print('refused')", "print('refused', flush=True)"))[1]
        == "refused\n"
    )
    assert (tmp_path / "x").read_bytes() == b""


def test_without_a_network_where_the_system_grants_it() -> None:
    if not sandbox.probe().network_closed:
        pytest.skip("the system grants no empty network namespace")
    code = (
        "import socket\ns = socket.socket()\ns.settimeout(2)\n"
        "try:\n s.connect(('127.0.0.1', 9))\nexcept OSError as error:\n print(error.errno)"
    )
    assert _run_limited(code) == (0, "101\n")


def test_nothing_of_the_environment_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEKO_SECRET_KEY", "канаринац")
    # Python sets the locale itself where none is given (PEP 538).
    assert sandbox.parse_in_child(b"", "probe") == ["LC_CTYPE"]


def test_a_crash_is_told_without_the_words_of_the_document() -> None:
    with pytest.raises(ParserFailed) as failed:
        sandbox.parse_in_child(docx(p("канаринац")), "no-such-task")
    assert failed.value.reason == "crash"
    assert failed.value.detail.startswith("KeyError at seko.drafts.documents.model.tasks:")


@pytest.mark.parametrize(
    ("output", "code", "reason"),
    [
        (b"", -24, "time"),
        (b"", -9, "memory"),
        (b"", -11, "crash"),
        (b'{"failed":"memory"}', 0, "memory"),
        (b'{"failed":"new"}', 0, "crash"),
        (b"{broken", 1, "crash"),
    ],
)
def test_every_end_of_a_child_has_a_reason(output: bytes, code: int, reason: str) -> None:
    with pytest.raises(ParserFailed) as failed:
        sandbox._answer(output, code)
    assert failed.value.reason == reason


def test_reading_does_not_load_django() -> None:
    code = (
        "import sys, seko.drafts.documents.model.tasks\nprint([m for m in sys.modules if m.split('.')[0] == 'django'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_default_of_a_field_is_left_out_and_comes_back() -> None:
    passage = read_upload(docx(p("Текст"))).accepted.passages[0]
    assert sorted(to_plain(passage)) == ["key", "kind", "position", "style", "text"]
    assert from_plain(type(passage), to_plain(replace(passage, level=2))) == replace(passage, level=2)
