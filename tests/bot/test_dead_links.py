"""The page of a debunk is gone: what is linked in its place, and how that is said."""

from __future__ import annotations

import asyncio
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
import telegram as bot_api

from bot import tallies
from bot.cards import card
from bot.checker import Checker
from bot.group_words import Found, morning_reply
from bot.language import Language
from bot.newsroom.digest import Digest, Entry, Period
from bot.newsroom.digest_words import digest_markdown, digest_text
from bot.offered import Offered
from bot.reply import answer_reply
from bot.tallies import Tally
from bot.terminal import TerminalMessenger
from bot.ways import link_of, to_its_page
from bot.week import week_reply
from corpus.debunk import Debunk
from corpus.library import read_corpus
from corpus.link_book import LinkBook, LinkState, Way, WayKind, link_file
from index.decision import Match
from index.search import ClaimIndex
from tests.bot.conftest import DEBUNKS
from tests.bot.process import make_home
from tests.bot.state import opened
from tests.bot.test_cli import zhendema
from tests.bot.test_inline import answer_to
from tests.telegram.server import TelegramServer

LEMON = "喝热柠檬水可以杀死癌细胞"
PAGE = "https://check.example/lemon"
COPY = "https://archive.example/2020/https://check.example/lemon"
TODAY = date(2026, 11, 22)
SITE_WAY = Way("https://check.example/", WayKind.SITE)
COPY_WAY = Way(COPY, WayKind.COPY)


def lemon() -> Debunk:
    return next(each for each in read_corpus([DEBUNKS]).debunks if each.id == "t-lemon")


def kill_page(home: Path, archive: str = "") -> None:
    LinkBook({PAGE: LinkState(404, "status", 1, dead=True, archive=archive)}).write(link_file(home))


@pytest.mark.parametrize(
    ("language", "gone", "site", "copy"),
    [
        (Language.HANS, "查证原文的网页已经没有了，这是", "发布者的网站", "存档"),
        (Language.HANT, "查證原文的網頁已經不在了，這是", "發布者的網站", "備份"),
        (
            Language.ENGLISH,
            "The page of this check is gone; here is ",
            "the publisher’s site",
            "a saved copy",
        ),
    ],
)
@pytest.mark.parametrize("way", [SITE_WAY, COPY_WAY])
def test_the_reply_links_what_is_left_and_says_so(
    language: Language, gone: str, site: str, copy: str, way: Way
) -> None:
    named = site if way is SITE_WAY else copy
    offered = [Offered(0, Match(lemon(), 0.9), way)]
    reply = answer_reply(offered, language, "token", today=TODAY, inline=False)
    assert reply.text.splitlines()[-1] == f'👉 {gone}<a href="{way.url}">{named}</a>'
    assert PAGE not in reply.text.replace(COPY, "")
    (share,) = [button["url"] for row in reply.buttons for button in row if "url" in button]
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2F" + way.url.split("/")[2])


def test_a_copy_is_shown_below_the_reply_and_the_front_page_of_a_site_is_not() -> None:
    previews = {
        way.kind: answer_reply(
            [Offered(0, Match(lemon(), 0.9), way)], Language.HANS, "", today=TODAY, inline=False
        ).preview
        for way in (SITE_WAY, COPY_WAY)
    }
    assert previews == {WayKind.SITE: "", WayKind.COPY: COPY}
    content = card(Match(lemon(), 0.9), Language.HANS, TODAY, SITE_WAY).input_message_content
    assert isinstance(content, bot_api.InputTextMessageContent)
    assert content.to_dict()["link_preview_options"] == {"is_disabled": True}
    assert 'href="https://check.example/"' in content.message_text


async def test_the_running_bot_takes_what_the_file_says_now(tmp_path: Path, claim_index: ClaimIndex) -> None:
    file = link_file(tmp_path)
    async with Checker(claim_index, tmp_path / "index", ClaimIndex.load, file) as checker:
        assert checker.way(lemon()) is None
        kill_page(tmp_path)
        await checker.refresh_links()
        assert checker.way(lemon()) == SITE_WAY
        kill_page(tmp_path, COPY)
        await checker.refresh_links()
        assert checker.way(lemon()) == COPY_WAY
        file.write_text('{"format": 1, "links": [', encoding="utf-8")
        await checker.refresh_links()
        assert checker.way(lemon()) == COPY_WAY
        file.unlink()
        await checker.refresh_links()
        assert checker.way(lemon()) is None


async def test_in_a_chat_and_in_a_card_the_dead_link_is_not_given(
    telegram: TelegramServer, bot: Path
) -> None:
    kill_page(bot)
    # Within two seconds the bot has seen the file.
    for _ in range(60):
        sent = (await answer_to(telegram, telegram.ask_inline(1, LEMON)))["results"][0][
            "input_message_content"
        ]["message_text"]
        if PAGE not in sent:
            break
    assert 'href="https://check.example/"' in sent
    assert "网页已经没有了" in sent
    telegram.say(1, LEMON)
    assert "查证原文的网页已经没有了，这是发布者的网站" in (await telegram.next_reply(1)).text


async def test_the_terminal_shows_what_is_linked() -> None:
    out = io.StringIO()
    reply = answer_reply(
        [Offered(0, Match(lemon(), 0.9), SITE_WAY)], Language.HANS, "", today=TODAY, inline=False
    )
    await TerminalMessenger(out).call("send_message", reply.new_params())
    assert "👉 查证原文的网页已经没有了，这是发布者的网站  https://check.example/\n" in out.getvalue()


def test_the_command_line_says_it_too(tmp_path: Path, built_root: Path) -> None:
    home = make_home(tmp_path, built_root)
    kill_page(home)
    index = (built_root / "current").resolve()
    asked = zhendema("ask", LEMON, "--index", index, home=home).stdout.splitlines()
    assert asked[2].strip() == "https://check.example/  (its page is gone; this is the publisher's site)"
    assert f'"url": "{PAGE}"' in zhendema("ask", LEMON, "--index", index, "--json", home=home).stdout


@pytest.mark.parametrize(
    ("way", "said"),
    [(SITE_WAY, "去发布者的网站（原来的网页已经没有了）"), (COPY_WAY, "看存档（原来的网页已经没有了）")],
)
def test_the_digest_of_the_morning_says_it_too(way: Way, said: str) -> None:
    last = morning_reply([Found(lemon(), "", way)], Language.HANS).text.splitlines()[-1]
    assert last.strip() == f'<a href="{way.url}">{said}</a>'


@pytest.mark.parametrize("language", Language)
def test_lists_link_the_page_while_it_is_there(language: Language) -> None:
    assert link_of(lemon(), to_its_page, language) == {"url": PAGE, "note": ""}


@pytest.mark.parametrize(
    ("way", "said"),
    [(SITE_WAY, "（发布者的网站，原来的网页没有了）"), (COPY_WAY, "（存档，原来的网页没有了）")],
)
def test_lists_and_digests_say_it_behind_the_link(way: Way, said: str) -> None:
    month = Period.month(TODAY)
    entries = tuple(Entry(lemon(), 9, 0, None) for _ in range(11))
    digest = Digest(month, entries, ((lemon(), timedelta(hours=3)),))
    week = week_reply(3, {lemon(): 2}, Language.HANS, lambda _: way).text
    message = digest_text(digest, Language.HANS, lambda _: way)
    assert week.count(f'<a href="{way.url}">{LEMON}</a>{said}') == 1
    assert message.count(f'<a href="{way.url}">{LEMON}</a>{said}') == 12
    assert f'<a href="{PAGE}"' not in week + message
    page = digest_markdown(digest, Language.HANS, lambda _: way)
    assert page.count(f"[{LEMON}]({way.url}){said}") == 12


def test_the_command_of_lists_knows_dead_pages(tmp_path: Path) -> None:
    kill_page(tmp_path)
    (tmp_path / "corpus" / "local.jsonl").write_text(f"{lemon().model_dump_json()}\n", encoding="utf-8")

    async def count() -> None:
        async with opened(tmp_path) as store, store.write() as conn:
            await tallies.count(conn, Tally.ASKED, TODAY, debunk_id="t-lemon", times=5)

    asyncio.run(count())
    told = zhendema("leads", "digest", "--month", f"{TODAY:%Y-%m}", "--language", "en", home=tmp_path).stdout
    assert f"[{LEMON}](https://check.example/) (the publisher’s site; the page is gone)" in told
