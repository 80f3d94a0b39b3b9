"""The local debunks: published once, corrected, withdrawn, and nothing lost whatever happens meanwhile."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.debunk import Debunk
from corpus.errors import CorpusError, Refused
from corpus.library import LIBRARY, read_corpus
from corpus.local import UNNAMED, LocalCorpus

SHIPPED = read_corpus([sorted(LIBRARY.glob("*.jsonl"))[0]]).debunks[0]


def debunk(number: int = 1, **fields: object) -> Debunk:
    return Debunk.model_validate(
        {
            "id": UNNAMED,
            "claim": f"第{number}座粮仓里发现了恐龙蛋",
            "verdict": "false",
            "url": f"https://check.example/egg/{number}",
            "publisher": "真实查证网",
            "lang": "zh-Hans",
        }
        | fields
    )


def small(home: Path) -> LocalCorpus:
    """A local corpus beside one shipped debunk, which is read faster than all of them."""
    shipped = home / "shipped.jsonl"
    shipped.write_text(SHIPPED.model_dump_json() + "\n", encoding="utf-8")
    return LocalCorpus(home, shipped)


def changes(local: LocalCorpus) -> list[tuple[object, object]]:
    return [(change["what"], change["id"]) for change in local.history.changes()]


def test_new_debunks_are_numbered_and_can_be_read_as_a_corpus(tmp_path: Path) -> None:
    local = small(tmp_path)
    assert [local.publish(debunk(number)).id for number in (1, 2)] == ["local-1", "local-2"]
    assert local.publish(debunk(3, id="egg")).id == "egg"
    assert read_corpus([local.file]).debunks == local.read()
    assert changes(local) == [("published", "local-1"), ("published", "local-2"), ("published", "egg")]


def test_the_number_of_a_withdrawn_debunk_is_not_given_again(tmp_path: Path) -> None:
    local = small(tmp_path)
    local.publish(debunk(1))
    local.withdraw("local-1", "写错了")
    assert local.read() == ()
    assert local.publish(debunk(2)).id == "local-2"
    withdrawn = local.history.changes()[1]
    assert (withdrawn["why"], withdrawn["old"]["id"], withdrawn["new"]) == ("写错了", "local-1", None)


def test_further_ends_of_lines_in_a_text_lose_nothing_of_the_history(tmp_path: Path) -> None:
    local = small(tmp_path)
    odd = debunk(1, summary="挖出来的\u2028是建材。\x85\x1c\n就这样。")
    first = local.publish(odd, cause="lead:1")
    assert local.publish(odd, cause="lead:1") == first
    local.withdraw("local-1", "写错了")
    assert changes(local) == [("published", "local-1"), ("withdrawn", "local-1")]
    assert local.publish(debunk(2)).id == "local-2"


def test_a_correction_stands_at_the_same_place_and_keeps_both_in_the_history(tmp_path: Path) -> None:
    local = small(tmp_path)
    first, second = local.publish(debunk(1)), local.publish(debunk(2))
    better = first.model_copy(update={"summary": "是建材。"})
    assert local.correct(better) == better
    assert local.correct(better) == better
    assert local.read() == (better, second)
    assert changes(local)[2:] == [("corrected", "local-1")]
    assert local.history.changes()[2]["old"]["summary"] == ""
    assert local.history.changes()[2]["new"]["summary"] == "是建材。"


@pytest.mark.parametrize(
    "fields",
    [{"url": SHIPPED.url + "#top"}, {"claim": SHIPPED.claim + " "}, {"variants": (SHIPPED.claim,)}],
)
def test_a_page_or_claim_that_is_known_is_refused_by_the_name_of_its_debunk(
    fields: dict[str, object], tmp_path: Path
) -> None:
    local = small(tmp_path)
    with pytest.raises(Refused, match=f"{SHIPPED.id} .*answer with {SHIPPED.id}") as refused:
        local.publish(debunk(1, **fields))
    assert refused.value.debunk_id == SHIPPED.id
    assert not local.file.exists()
    assert local.history.changes() == []


def test_only_local_debunks_are_corrected_and_withdrawn(tmp_path: Path) -> None:
    local = small(tmp_path)
    with pytest.raises(Refused, match="of another file of the corpus"):
        local.withdraw(SHIPPED.id, "")
    with pytest.raises(Refused, match="which is no debunk"):
        local.correct(debunk(1, id="local-7"))
    local.publish(debunk(1))
    local.publish(debunk(2))
    with pytest.raises(Refused, match="this page is in the corpus already, as local-1"):
        local.correct(debunk(2, id="local-2", url="https://check.example/egg/1"))


def imported(home: Path, *debunks: Debunk) -> None:
    folder = home / "corpus" / "imported"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.jsonl").write_text("".join(each.model_dump_json() + "\n" for each in debunks), "utf-8")


def test_what_an_import_has_brought_is_not_published_again(tmp_path: Path) -> None:
    local = small(tmp_path)
    imported(tmp_path, debunk(1, id="site:1"))
    with pytest.raises(Refused, match="this page is in the corpus already, as site:1"):
        local.publish(debunk(2, url="http://check.example/egg/1/"))
    with pytest.raises(Refused, match="this claim is in the corpus already, as site:1"):
        local.publish(debunk(1, url="https://check.example/egg/2"))
    with pytest.raises(Refused, match="the id site:1 is taken"):
        local.publish(debunk(2, id="site:1"))
    with pytest.raises(Refused, match="of another file of the corpus"):
        local.withdraw("site:1", "")
    assert local.history.changes() == []


def test_a_local_debunk_can_be_corrected_though_an_import_has_brought_its_page_since(tmp_path: Path) -> None:
    local = small(tmp_path)
    first = local.publish(debunk(1))
    imported(tmp_path, debunk(1, id="site:1"), debunk(2, id="site:2"))
    better = first.model_copy(update={"summary": "是建材。"})
    assert local.correct(better) == better
    with pytest.raises(Refused, match="this claim is in the corpus already, as site:2"):
        local.correct(better.model_copy(update={"claim": debunk(2).claim}))


def test_asked_for_again_under_the_same_cause_it_is_published_once(tmp_path: Path) -> None:
    local = small(tmp_path)
    one = local.publish(debunk(1), cause="lead:7")
    assert local.publish(debunk(1, summary="别的话"), cause="lead:7") == one
    assert local.read() == (one,)
    assert len(local.history.changes()) == 1


def test_what_was_killed_between_history_and_file_is_finished(tmp_path: Path) -> None:
    local = small(tmp_path)
    one = local.publish(debunk(1), cause="lead:7")
    local.file.unlink()
    assert local.publish(debunk(1), cause="lead:7") == one
    assert local.read() == (one,)
    assert len(local.history.changes()) == 1


def test_a_broken_line_stops_every_change_and_stays_as_it_is(tmp_path: Path) -> None:
    local = small(tmp_path)
    local.publish(debunk(1))
    broken = local.file.read_text(encoding="utf-8") + '{"id": "b"\n'
    local.file.write_text(broken, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"local.jsonl:2: .*put this line right first"):
        local.publish(debunk(2))
    assert local.file.read_text(encoding="utf-8") == broken
    assert len(local.history.changes()) == 1


def test_a_history_that_was_cut_off_goes_on_in_a_new_line(tmp_path: Path) -> None:
    local = small(tmp_path)
    local.publish(debunk(1))
    with local.history.file.open("a", encoding="utf-8") as stream:
        stream.write('{"at": "2026-')
    local.publish(debunk(2))
    assert changes(local) == [("published", "local-1"), ("published", "local-2")]


def test_without_the_right_to_write_nothing_changes_and_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("a file where the folder should be")
    with pytest.raises(CorpusError, match=f"expected to write {tmp_path}/corpus, got: .*nothing was changed"):
        LocalCorpus(tmp_path).publish(debunk(1))


_ON_A_FULL_DISK = """
import sys
from pathlib import Path
from corpus.debunk import Debunk
from corpus.errors import CorpusError
from corpus.local import LocalCorpus
try:
    LocalCorpus(Path(sys.argv[1])).publish(Debunk.model_validate_json(sys.argv[2]))
except CorpusError as error:
    print(error)
"""


@pytest.mark.parametrize("room", ["history", "file"])
def test_on_a_full_disk_nothing_is_lost(room: str, tmp_path: Path) -> None:
    local = LocalCorpus(tmp_path)
    before = [local.publish(debunk(number, summary="长" * 500)) for number in range(1, 4)]
    told = local.history.changes()
    if room == "file":  # the smaller one of the two fits, then
        local.history.file.write_text("", encoding="utf-8")
        told = []
    # A limit on the size of a file fails as a full disk does: in the middle of a write.
    limit = (local.history.file if room == "history" else local.file).stat().st_size + 40
    more = debunk(9)

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(tmp_path), more.model_dump_json()],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=small_files,
        cwd=Path(__file__).parents[2],
    )
    assert "expected to write" in done.stdout
    assert "make room" in done.stdout
    assert list(local.read()) == before
    assert local.history.changes() == told
    assert not list((tmp_path / "corpus").glob("*.new"))
    assert local.publish(more).id == "local-4"


def test_programs_that_publish_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda number: small(tmp_path).publish(debunk(number)).id, range(8)))
    assert sorted(found) == sorted(f"local-{number}" for number in range(1, 9))
    assert len(LocalCorpus(tmp_path).read()) == 8


_STEPS = st.lists(
    st.tuples(st.sampled_from(("publish", "correct", "withdraw")), st.integers(1, 4)), max_size=8
)


@settings(max_examples=10)
@given(steps=_STEPS)
def test_the_history_tells_how_the_file_came_about(
    steps: Sequence[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    local = small(tmp_path_factory.mktemp("home"))
    for turn, (what, number) in enumerate(steps):
        name = f"local-{number}"
        try:
            if what == "publish":
                local.publish(debunk(number))
            elif what == "correct":
                local.correct(debunk(number, id=name, summary=f"{turn}"))
            else:
                local.withdraw(name, "")
        except Refused:
            continue
    told: dict[str, object] = {}
    for change in local.history.changes():
        told.pop(change["id"], None) if change["new"] is None else told.update({change["id"]: change["new"]})
    assert told == {each.id: json.loads(each.model_dump_json()) for each in local.read()}
