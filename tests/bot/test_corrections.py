"""What was told and does not hold any more is put right where it stands, with one notice."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot import groups, replies, told
from bot.corrections import correct, stale_verdicts
from bot.group_settings import GroupSettings, Mode, QuietHours
from bot.quiet import is_quiet, quiet_until
from bot.seal import seal, unseal
from bot.tables import outbox
from bot.tables import told as told_table
from corpus.debunk import Debunk, Verdict
from corpus.library import read_corpus
from index.build import build_version
from index.encoder import load_encoder
from index.search import ClaimIndex
from tests.bot.conftest import DEBUNKS
from tests.bot.stage import Clock, open_stage
from tests.bot.state import NOW, opened
from tests.telegram import people, updates
from tests.telegram.messages import Sent
from tests.telegram.server import TelegramServer

KNOWN = "喝热柠檬水可以杀死癌细胞"
CABBAGE = "隔夜的炒青菜吃了会致癌"
PHONE = "手机充电时接电话会爆炸"
GROUP = people.supergroup()


@pytest.fixture(scope="module")
def changed_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Versions of the index in which the lemon is misleading and the cabbage is withdrawn."""
    root = tmp_path_factory.mktemp("changed") / "index"
    debunks = [each for each in read_corpus([DEBUNKS]).debunks if each.id != "t-cabbage"]
    lemon = next(each for each in debunks if each.id == "t-lemon")
    changed = lemon.model_copy(update={"verdict": Verdict.MISLEADING})
    build_version([changed, *(each for each in debunks if each is not lemon)], root, encoder=load_encoder())
    return root


def swap(home: Path, root: Path) -> None:
    """Give a bot another index, in one step."""
    aside = home / "aside"
    shutil.copytree(root, aside, symlinks=True)
    aside.rename(home / "index")


async def edited(telegram: TelegramServer, sent: Sent) -> str:
    await telegram.wait_for(lambda _: sent.earlier, timeout=15)
    return sent.text


async def test_a_changed_verdict_and_a_withdrawn_debunk_reach_those_who_were_told(
    telegram: TelegramServer, bot: Path, changed_root: Path
) -> None:
    telegram.say(1, KNOWN)
    lemon = await telegram.next_reply(1)
    telegram.say(2, PHONE)
    phone = await telegram.next_reply(2)
    cabbages = []
    for person in (5, 6):
        telegram.say(person, f"/check {CABBAGE}", chat=GROUP)
        cabbages.append(await telegram.next_reply(GROUP["id"]))
    swap(bot, changed_root)

    words = await edited(telegram, lemon)
    assert words.startswith("🔁 更正：这条查证的结论改了")
    assert "⚠️ 有误导" in words
    assert lemon.labels == ["👍 有用", "不是这条", "分享"]
    notice = await telegram.next_reply(1)
    assert notice.reply_to == lemon.message_id
    assert "有更正" in notice.text
    for cabbage in cabbages:
        assert await edited(telegram, cabbage) == "🔁 更正：我之前引用的查证已经撤回了，请不要再照着它说。"
        assert cabbage.buttons == []
    notice = await telegram.next_reply(GROUP["id"])
    assert "2 条回复" in notice.text
    assert notice.reply_to == cabbages[-1].message_id

    await telegram.stays_quiet(3.0)
    assert phone.earlier == []
    assert len(telegram.sent_to(2)) == 1


async def test_what_is_back_in_the_index_is_told_again(tmp_path: Path) -> None:
    lemon = next(each for each in read_corpus([DEBUNKS]).debunks if each.id == "t-lemon")
    async with opened(tmp_path) as store, store.write() as conn:
        kept = await replies.remember(
            conn,
            chat_key="c",
            text=KNOWN,
            links=(),
            band="answer",
            offers=[replies.Offer(lemon.id, 1.0)],
            index_version="v",
            language="en",
            now=NOW,
        )
        await told.note(conn, store, kept.token, -42, {0: lemon})
        await told.renew(conn, kept.token, lemon.id, told.WITHDRAWN)
        assert stale_verdicts(await told.verdicts(conn), lambda _: None) == []
        assert stale_verdicts(await told.verdicts(conn), lambda _: lemon) == [(lemon.id, told.WITHDRAWN)]
        (standing,) = await told.standing(conn, store, lemon.id, told.WITHDRAWN)
        assert (standing.chat_id, standing.message_id, standing.places) == (-42, None, {lemon.id: 0})
        await told.note(conn, store, kept.token, -42, {})
        assert await told.verdicts(conn) == []


def test_an_index_of_another_corpus_withdraws_nothing(caplog: pytest.LogCaptureFixture) -> None:
    told_before = [(f"d-{number}", "false") for number in range(30)]
    assert stale_verdicts(told_before, lambda _: None) == []
    assert "30 of the 30 debunks" in caplog.text
    assert stale_verdicts(told_before[:20], lambda _: None) == told_before[:20]


def debunk(debunk_id: str, verdict: str) -> Debunk:
    return Debunk.model_validate(
        {
            "id": debunk_id,
            "claim": "这个说法是编造出来的",
            "verdict": verdict,
            "url": "https://check.example/1",
            "publisher": "真实查证网",
            "lang": "zh-Hans",
        }
    )


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(list(Verdict))), st.data())
def test_only_what_changed_is_stale(now: dict[str, Verdict], data: st.DataObject) -> None:
    verdicts = st.sampled_from([*(each.value for each in Verdict), told.WITHDRAWN])
    told_before = data.draw(st.lists(st.tuples(st.sampled_from("abcdef"), verdicts), unique=True))
    index = {name: debunk(name, verdict.value) for name, verdict in now.items()}
    stale = stale_verdicts(told_before, index.get)
    for debunk_id, verdict in told_before:
        held = now[debunk_id].value if debunk_id in now else told.WITHDRAWN
        assert ((debunk_id, verdict) in stale) == (verdict != held)


@given(
    st.binary(min_size=1, max_size=40),
    st.text(max_size=16),
    st.integers(-(2**63), 2**63 - 1),
    st.binary(min_size=1, max_size=40),
)
def test_an_address_is_opened_by_its_own_secret_and_token_only(
    secret: bytes, token: str, chat_id: int, other: bytes
) -> None:
    sealed = seal(secret, token, chat_id)
    assert len(sealed) == 24
    assert unseal(secret, token, sealed) == chat_id
    assert unseal(secret, token + "x", sealed) != chat_id
    if other.rstrip(b"\0") != secret.rstrip(b"\0"):  # HMAC fills a short key up with zeros
        assert unseal(other, token, sealed) is None
    assert unseal(secret, token, sealed[:-2]) is None
    assert unseal(secret, token, "no address") is None


@given(
    st.integers(0, 23),
    st.integers(1, 23),
    st.integers(0, 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
)
def test_quiet_hours_end_at_their_end(start: int, length: int, now: datetime, zone: str) -> None:
    settings = GroupSettings(quiet=QuietHours(start, (start + length) % 24), zone=zone)
    end = quiet_until(settings, now)
    assert (end is None) == (not is_quiet(settings, now))
    if end is not None:
        assert now < end <= now + timedelta(hours=25)
        assert not is_quiet(settings, end)
        there = end.astimezone(ZoneInfo(zone))
        # Where clocks go forward, the hour at which the quiet ends may be missing.
        assert (
            there.time() == time((start + length) % 24) or (there - timedelta(hours=1)).dst() != there.dst()
        )


async def test_a_notice_waits_for_the_day_and_a_group_that_is_left_hears_none(
    tmp_path: Path, claim_index: ClaimIndex
) -> None:
    night = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    asleep, left, loud = (people.supergroup(-1_000_000_000_100 - number) for number in range(3))
    async with open_stage(tmp_path, claim_index, Clock(night)) as stage:
        store = stage.desk.store
        for group in (asleep, left, loud):
            key = store.key("chat", group["id"])
            check = updates.message(f"/check {KNOWN}", chat=group, date=int(night.timestamp()))
            assert len(await stage.play(updates.update("message", check))) == 1
            async with store.write() as conn:
                await groups.note(conn, key, group["id"], "群", now=night)
                await groups.change(conn, key, "admin", GroupSettings(quiet=QuietHours(23, 7)), night)
                if group is left:
                    await groups.leave(conn, key, night)
                if group is loud:
                    await groups.change(conn, key, "admin", GroupSettings(mode=Mode.SILENT), night)
        async with store.write() as conn:
            await conn.execute(update(told_table).values(verdict="true"))
        assert await correct(stage.desk)
        async with store.read() as conn:
            waiting = (await conn.execute(select(outbox.c.chat_id, outbox.c.method, outbox.c.due_at))).all()
        posted = [(row.chat_id, row.method, row.due_at) for row in waiting if row.chat_id is not None]
        assert sorted(posted, key=lambda row: (-row[0], row[1])) == [
            (asleep["id"], "edit_message_text", night),
            (asleep["id"], "send_message", night + timedelta(hours=7)),
            (loud["id"], "edit_message_text", night),
        ]
        # A second look, as after a restart, finds nothing more to do.
        assert await correct(stage.desk)
        async with store.read() as conn:
            assert len((await conn.execute(select(outbox.c.id))).all()) == len(waiting)


def checked(name: str, claim: str, publisher: str) -> Debunk:
    return debunk(name, "false").model_copy(
        update={"claim": claim, "publisher": publisher, "url": f"https://{name}.example/1"}
    )


async def test_where_another_publishers_check_stands_a_withdrawn_one_gives_way_to_it(tmp_path: Path) -> None:
    ours, theirs = (
        checked("ours", KNOWN, "清江查证"),
        checked("theirs", "喝熱檸檬水可以殺死癌細胞", "青嶺查核站"),
    )
    third = checked("third", CABBAGE, "清江查证")
    night = Clock(datetime(2026, 11, 18, 4, 0, tzinfo=UTC))

    def index(*debunks: Debunk) -> ClaimIndex:
        return ClaimIndex.of_debunks(debunks, load_encoder())

    async with open_stage(tmp_path, index(ours, theirs, third), night) as stage:
        asked = updates.message(KNOWN, date=int(night.now.timestamp()))
        (told_first,) = await stage.play(updates.update("message", asked))
        assert "清江查证" in told_first.text
        assert '也查证过：</b><a href="https://theirs.example/1">青嶺查核站</a>' in told_first.text
        wire = stage.wire

    async with open_stage(tmp_path, index(theirs, third), night, wire) as stage:
        assert await correct(stage.desk)
        await stage.flush()
        edit, notice = wire.sent[-2:]
        assert edit.message_id == told_first.message_id
        assert edit.text.startswith(
            "🔁 <b>更正：</b>我之前引用的查证已经撤回了。另一条查证还在，请以下面的为准："
        )
        assert 'href="https://theirs.example/1"' in edit.text
        assert "清江查证" not in edit.text
        assert notice.reply_to == edit.message_id
        assert await correct(stage.desk)

    night.now += timedelta(days=1)
    async with open_stage(tmp_path, index(third), night, wire) as stage:
        assert await correct(stage.desk)
        await stage.flush()
        assert wire.sent[-2].text == "🔁 <b>更正：</b>我之前引用的查证已经撤回了，请不要再照着它说。"


async def test_a_check_named_beside_goes_without_a_message_and_is_not_named_again(tmp_path: Path) -> None:
    ours, theirs = (
        checked("ours", KNOWN, "清江查证"),
        checked("theirs", "喝熱檸檬水可以殺死癌細胞", "青嶺查核站"),
    )
    night = Clock(datetime(2026, 11, 18, 4, 0, tzinfo=UTC))
    asked = updates.message(KNOWN, date=int(night.now.timestamp()))
    async with open_stage(tmp_path, ClaimIndex.of_debunks([ours, theirs], load_encoder()), night) as stage:
        (told_first,) = await stage.play(updates.update("message", asked))
        assert "青嶺查核站" in told_first.text
        wire = stage.wire
    async with open_stage(tmp_path, ClaimIndex.of_debunks([ours], load_encoder()), night, wire) as stage:
        assert await correct(stage.desk)
        await stage.flush()
        assert len(wire.sent) == 1
        again = updates.message(KNOWN, date=int(night.now.timestamp()))
        (told_again,) = await stage.play(updates.update("message", again))
        assert "青嶺" not in told_again.text
