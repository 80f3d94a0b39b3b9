"""`zhendema corpus import` and `remove`, as they are run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.importing.sources import FIXTURES, review, write


def run(home: Path, *arguments: str, told: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "corpus", *arguments, "--home", str(home)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False, input=told)


def test_a_source_under_two_names_is_told_with_its_cure(tmp_path: Path) -> None:
    source = write(tmp_path / "feed.json", [review(), review(url="https://qj.example/2")])
    assert run(tmp_path, "import", str(source)).returncode == 0
    told = "2 debunks of pages that other imports have, too: feed"
    cure = "  if that is this source under another name, "
    tried = run(tmp_path, "import", str(source), "--name", "again", "--dry-run")
    assert tried.stdout.splitlines()[:2] == [told, f"{cure}use that: --name feed"]
    for added in ("2 added, 0 changed, 0 same", "0 added, 0 changed, 2 same"):
        done = run(tmp_path, "import", str(source), "--name", "again").stdout.splitlines()
        assert done[:2] == [told, f"{cure}take one out: zhendema corpus remove feed"]
        assert done[2].startswith(added)
    assert run(tmp_path, "remove", "feed").returncode == 0
    assert (
        run(tmp_path, "import", str(source), "--name", "again").stdout.splitlines()[0].startswith("0 added")
    )


def test_the_report_is_told_in_words_and_written_as_json_lines(tmp_path: Path) -> None:
    odd = review(url="https://qj.example/2", reviewRating={"alternateName": "五颗星"})
    source = write(tmp_path / "feed.json", [review(), odd, {"@type": "Article"}])
    report = tmp_path / "report.jsonl"
    done = run(tmp_path, "import", str(source), "--report", str(report))
    assert (done.returncode, done.stderr) == (0, "")
    file = tmp_path / "corpus" / "imported" / "feed.jsonl"
    assert done.stdout.splitlines() == [
        f"refused: {source}, entry 2 “老粮仓里发现了恐龙蛋”: rating: expected a rating of the table, "
        'got "五颗星"; say what it means in ZHENDEMA_HOME/ratings.toml',
        f'refused: {source}, entry 3: expected a ClaimReview, got "Article"; '
        "give an address or file with schema.org ClaimReview",
        'Ratings that no table has: "五颗星" 1×; say what they mean in '
        f"{tmp_path / 'ratings.toml'}, then import again:",
        '  below [ratings]: unproven = ["五颗星"]',
        "  or in its place: false, misleading, true, outdated, scam, skip",
        f"1 added, 0 changed, 0 same, 2 refused: {file} has 1 debunk",
        "Bring them into the answers: zhendema index build",
    ]
    records = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert sorted(each["outcome"] for each in records) == ["added", "refused", "refused"]
    assert [each["rating"] for each in records if "rating" in each] == ["五颗星"]


def test_standard_input_needs_a_name(tmp_path: Path) -> None:
    text = (FIXTURES / "datafeed.json").read_text(encoding="utf-8")
    done = run(tmp_path, "import", "-", told=text)
    assert done.returncode == 1
    assert "give one: --name NAME" in done.stderr
    done = run(tmp_path, "import", "-", "--name", "清江", told=text)
    assert done.returncode == 0
    assert (tmp_path / "corpus" / "imported" / "清江.jsonl").exists()


def test_when_nothing_can_be_taken_the_exit_code_is_1(tmp_path: Path) -> None:
    assert run(tmp_path, "import", str(write(tmp_path / "a.json", [1]))).returncode == 1
    assert run(tmp_path, "import", str(tmp_path / "none")).returncode == 1
    assert run(tmp_path, "import", str(tmp_path / "a.json"), "--name", "../../a").returncode == 1
    assert run(tmp_path, "import", str(tmp_path / "a.json"), "--from-entries", "(").returncode == 2


def test_a_table_without_its_format_is_told_which_to_try(tmp_path: Path) -> None:
    (tmp_path / "List.CSV").write_text("claim\n", encoding="utf-8")
    done = run(tmp_path, "import", str(tmp_path / "List.CSV"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("expected a page or JSON with ClaimReview; try: --format csv\n")


def test_what_was_refused_is_not_called_gone_from_the_source(tmp_path: Path) -> None:
    source = write(tmp_path / "feed.json", [review()])
    assert run(tmp_path, "import", str(source)).returncode == 0
    write(source, [review(reviewRating={"alternateName": "五颗星"})])
    told = run(tmp_path, "import", str(source)).stdout
    assert "1 debunk from before is not in what could be taken this time, and stays" in told


def test_a_source_is_removed_as_a_whole(tmp_path: Path) -> None:
    run(tmp_path, "import", str(FIXTURES / "datafeed.json"))
    done = run(tmp_path, "remove", "datafeed")
    folder = tmp_path / "corpus" / "imported"
    assert done.returncode == 0
    assert f"mv {folder / 'datafeed.removed'} {folder / 'datafeed.jsonl'}" in done.stdout
    assert not list(folder.glob("*.jsonl"))
    assert run(tmp_path, "remove", "datafeed").returncode == 1


def test_what_was_removed_before_stays_when_a_source_is_removed_again(tmp_path: Path) -> None:
    folder = tmp_path / "corpus" / "imported"
    for claim in ("老粮仓里发现了恐龙蛋", "江心洲大桥下周起收过桥费"):
        source = write(tmp_path / "feed.json", [review(claimReviewed=claim)])
        assert run(tmp_path, "import", str(source)).returncode == 0
        done = run(tmp_path, "remove", "feed")
    assert f"mv {folder / 'feed.removed-2'} {folder / 'feed.jsonl'}" in done.stdout
    assert "恐龙蛋" in (folder / "feed.removed").read_text(encoding="utf-8")
    assert "过桥费" in (folder / "feed.removed-2").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "ftp://x.example/",
            "ftp://x.example/: expected an address that begins with http:// or https://, got ftp://; "
            "fetch it yourself, and import the file",
        ),
        ("http://[::1]/", "http://[::1]/: expected a public address, got one inside a network"),
        ("http://[::1/", "expected an address, got 'http://[::1/'; put it right"),
    ],
)
def test_an_address_that_is_not_fetched_is_told_and_leaves_nothing_behind(
    tmp_path: Path, source: str, told: str
) -> None:
    done = run(tmp_path, "import", source)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"zhendema corpus: {told}\n")
    assert not [path for path in (tmp_path / "corpus").rglob("*") if path.is_file()]


def test_a_rating_that_is_no_number_is_no_word_for_the_table(tmp_path: Path) -> None:
    source = write(tmp_path / "feed.json", [review(reviewRating={"alternateName": float("nan")})])
    done = run(tmp_path, "import", str(source))
    assert (
        "rating: expected a rating, got NaN, no number; the source has to say what was found" in done.stdout
    )
    assert "unproven" not in done.stdout
