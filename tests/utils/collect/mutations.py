"""Lines as no device should write them: seeded mutations of good lines, as bytes."""

import random

from data.records import Record

TIMES = ("20160101240000", "20160230000000", "99991231240000", "00000101000000", "20160101000060", "2016010100000")
NUMBERS = ("", " 5", "+5", "-0", "007", "5.0", "1e2", "9" * 18, "9" * 19, "9" * 5000, "-" + "9" * 18, "٣", "½", "NaN")


def mutated(record: Record, good: list[str], count: int, seed: int = 1) -> list[bytes]:
    """So many lines without line ends; a third of them are still good."""
    dice = random.Random(seed)
    return [_mutate(dice.choice(good), record, dice) for _ in range(count)]


def _mutate(line: str, record: Record, dice: random.Random) -> bytes:
    raw, parts = line.encode(), line.split(record.separator)
    at = dice.randrange(len(parts))

    def with_part(text: str | bytes) -> bytes:
        put = text if isinstance(text, bytes) else text.encode()
        return b",".join([*(part.encode() for part in parts[:at]), put, *(part.encode() for part in parts[at + 1 :])])

    def flipped() -> bytes:
        place = dice.randrange(len(raw))
        return raw[:place] + bytes([dice.choice([n for n in range(256) if n != ord("\n")])]) + raw[place + 1 :]

    ways = (
        lambda: raw,
        lambda: raw + b"\r" * dice.randint(1, 3),
        flipped,
        lambda: b",".join(part.encode() for part in parts[:at] + parts[at + 1 :]),
        lambda: raw[: dice.randrange(len(raw))],
        lambda: raw + b"," * dice.randint(1, 3),
        lambda: with_part(dice.choice(NUMBERS)),
        lambda: dice.choice(TIMES).encode() + raw[14:],
        lambda: with_part("서울".encode("cp949")),
        lambda: with_part("서울 🚗"),
        lambda: line.encode("utf-16"),
        lambda: b"\xef\xbb\xbf" + raw,
        lambda: with_part(bytes(dice.choice((0, 9, 11, 13, 28, 127, 133, 255)) for _ in range(3))),
        lambda: raw + dice.choice((b"x", b"\xff", "가".encode())) * dice.choice((100, 9_000, 100_000)),
        lambda: dice.choice((b"", b" ", b"\r", b"\0", b",", record.garbage.encode(), raw[:14], raw[:15])),
    )
    return (raw if dice.random() < 0.3 else dice.choice(ways)()).replace(b"\n", b"?")
