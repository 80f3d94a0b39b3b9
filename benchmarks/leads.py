"""Measure gathering and listing beside many leads: python benchmarks/leads.py --leads 100000

A new message is looked up among the leads and logged, leads are listed as by /leads and by /leads health
CN-ZJ 30d, and read for /top and /stats (medians), once beside an empty database and once beside so many
leads. Their texts are the claims of the shipped debunks, numbered; their vectors are those of the claims, a
little shaken. Wall time, on whatever else the machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import insert

from bot import leads
from bot.checker import Checker
from bot.lead_tables import lead_events, lead_vectors
from bot.lead_tables import leads as table
from bot.newsroom import lists
from bot.newsroom.gathering import Gathering
from bot.newsroom.ledger import Happened
from bot.newsroom.list_page import A_PAGE
from bot.newsroom.times import read_times
from bot.newsroom.units import Units
from bot.newsroom.units_file import TOPICS
from bot.newsroom.wanted import Wanted
from bot.store import Store
from corpus.debunk import Debunk
from corpus.library import LIBRARY, read_corpus
from corpus.text import normalise
from index.encoder import load_encoder
from index.near_texts import to_bytes
from index.search import ClaimIndex

REGIONS = ("CN-ZJ/杭州市/西湖区", "CN-ZJ", "CN-SH", "TW-TPE", "")
NARROW = Wanted(topics=("health",), regions=("CN-ZJ",), hours=24 * 30)
_PAGE = 2_000
_MESSAGES = 60


async def measure(index: ClaimIndex, debunks: list[Debunk], count: int) -> None:
    """Print one row of the table."""
    now = datetime.now(UTC)
    gathering, checker = Gathering(), Checker(index, Path("nowhere"), ClaimIndex.load)
    with tempfile.TemporaryDirectory() as folder:
        async with Store(f"sqlite:///{folder}/zhendema.sqlite3", bytes(32)) as store:
            await fill(store, index, debunks, count, now)
            begun = time.perf_counter()
            while not await gathering.refresh(store, checker, now):
                pass
            loaded = time.perf_counter() - begun
            gathered, listed, narrowed, top, stats = [], [], [], [], []
            for number, debunk in enumerate(debunks[:: len(debunks) // _MESSAGES][:_MESSAGES]):
                text = f"听说{debunk.claim} 真的假的，家里群都在转"
                begun = time.perf_counter()
                near = await gathering.near(store, checker, text, (), now)
                async with store.write() as conn:
                    await leads.log(
                        store,
                        conn,
                        text=text,
                        links=(),
                        asker_key=f"asker {number}",
                        chat_key=f"chat {number}",
                        update_id=number,
                        now=now,
                        near=near,
                    )
                gathered.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                async with store.read() as conn:
                    await lists.listed(conn, Wanted(), now, 0, A_PAGE + 1)
                listed.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                async with store.read() as conn:
                    await lists.listed(conn, NARROW, now, 0, A_PAGE + 1)
                narrowed.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                async with store.read() as conn:
                    await lists.most_asked(conn, "", now, A_PAGE)
                top.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                async with store.read() as conn:
                    await lists.numbers(conn, "", now)
                    await read_times(conn, Units(), now, now - timedelta(days=30), by_place=False)
                stats.append(time.perf_counter() - begun)
    each = (gathered, listed, narrowed, top, stats)
    medians = " | ".join(f"{statistics.median(times) * 1e3:.1f}" for times in each)
    print(f"| {count:,} | {medians} | {loaded:.1f} | {gathering.size / 1e6:.1f} |", flush=True)


async def fill(store: Store, index: ClaimIndex, debunks: list[Debunk], count: int, now: datetime) -> None:
    """Put leads with vectors into the database."""
    claims = index.encoder.encode_messages([normalise(debunk.claim) for debunk in debunks])
    chance = np.random.default_rng(1)
    for start in range(0, count, _PAGE):
        numbers = np.arange(start, min(start + _PAGE, count))
        vectors = claims[numbers % len(debunks)]
        vectors = vectors + chance.normal(scale=0.02, size=vectors.shape).astype(np.float32)
        rows = [
            {
                "number": int(number) + 1,
                "exact": f"{number:032x}",
                "text": f"{debunks[number % len(debunks)].claim} {number}",
                "body": f"{debunks[number % len(debunks)].claim} {number}",
                "status": "new",
                "asks": 1,
                "askers": 1,
                "chats": 1,
                "first_asked": now - timedelta(minutes=int(number)),
                "last_asked": now - timedelta(minutes=int(number)),
                "links": [],
                "topic": TOPICS[number % len(TOPICS)],
                "region": REGIONS[number % len(REGIONS)],
                "priority": int(number) * 7 % 100,
            }
            for number in numbers
        ]
        kept = [
            {"lead_number": row["number"], "encoder": index.encoder.fingerprint, "vector": vector}
            for row, vector in zip(rows, to_bytes(vectors), strict=True)
        ]
        opened = [
            {
                "lead_number": row["number"],
                "kind": Happened.OPENED.value,
                "at": row["first_asked"],
                **dict.fromkeys(("who_key", "was", "became", "why"), ""),
            }
            for row in rows
        ]
        async with store.write() as conn:
            await conn.execute(insert(table), rows)
            await conn.execute(insert(lead_events), opened)
            await conn.execute(insert(lead_vectors), kept)


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--leads", type=int, default=100_000, help="how many leads; default 100,000")
    told = parser.parse_args()
    debunks = list(read_corpus([LIBRARY]).debunks)
    index = ClaimIndex.of_debunks(debunks, load_encoder())
    print(
        "| leads | a message, ms | /leads, ms | /leads narrowed, ms | /top, ms | /stats, ms "
        "| reading all vectors, s | vectors, MB |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in (0, told.leads):
        asyncio.run(measure(index, debunks, count))
    print(f"\n{datetime.now(UTC):%Y-%m-%d}")


if __name__ == "__main__":
    main()
