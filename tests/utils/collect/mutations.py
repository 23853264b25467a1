"""Lines as no device should write them: seeded mutations of good lines, as bytes."""

import random

from data.records import Record

TIMES = ("20160101240000", "20160230000000", "99991231240000", "00000101000000", "20160101000060", "2016010100000")
NUMBERS = ("", " 5", "+5", "-0", "007", "5.0", "1e2", "9" * 18, "9" * 19, "9" * 5000, "-" + "9" * 18, "٣", "½", "NaN")


def mutated(record: Record, good: list[str], count: int, seed: int = 1) -> list[bytes]:
    """So many lines without line ends; a third of them are still good."""
    rng = random.Random(seed)
    return [_mutate(rng.choice(good), record, rng) for _ in range(count)]


def _mutate(line: str, record: Record, rng: random.Random) -> bytes:
    raw, parts = line.encode(), line.split(record.separator)
    at = rng.randrange(len(parts))

    def with_part(text: str | bytes) -> bytes:
        put = text if isinstance(text, bytes) else text.encode()
        return b",".join([*(part.encode() for part in parts[:at]), put, *(part.encode() for part in parts[at + 1 :])])

    def flipped() -> bytes:
        place = rng.randrange(len(raw))
        return raw[:place] + bytes([rng.choice([n for n in range(256) if n != ord("\n")])]) + raw[place + 1 :]

    ways = (
        lambda: raw,
        lambda: raw + b"\r" * rng.randint(1, 3),
        flipped,
        lambda: b",".join(part.encode() for part in parts[:at] + parts[at + 1 :]),
        lambda: raw[: rng.randrange(len(raw))],
        lambda: raw + b"," * rng.randint(1, 3),
        lambda: with_part(rng.choice(NUMBERS)),
        lambda: rng.choice(TIMES).encode() + raw[14:],
        lambda: with_part("서울".encode("cp949")),
        lambda: with_part("서울 🚗"),
        lambda: line.encode("utf-16"),
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: with_part(bytes(rng.choice((0, 9, 11, 13, 28, 127, 133, 255)) for _ in range(3))),
        lambda: raw + rng.choice((b"x", b"\xff", "가".encode())) * rng.choice((100, 9_000, 100_000)),
        lambda: rng.choice((b"", b" ", b"\r", b"\0", b",", record.garbage.encode(), raw[:14], raw[:15])),
    )
    return (raw if rng.random() < 0.3 else rng.choice(ways)()).replace(b"\n", b"?")
