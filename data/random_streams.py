"""Seeded randomness: every purpose and every car has its own stream.

Streams are spawned from the seed by *name*, so a car's day does not change when other cars are added, and the
purchases do not change when the drive grows longer. Only whole numbers and plain arithmetic are drawn, never a
logarithm or a sine: the bytes are the same on every platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """A generator that belongs to this seed and these names alone.

    >>> int(stream(7, "income").integers(100)) == int(stream(7, "income").integers(100))
    True
    """
    return np.random.Generator(_bits(seed, names))


def pick(rng: np.random.Generator, weights: Sequence[int], size: int) -> np.ndarray:
    """`size` places in `weights`, each as likely as its whole-number weight says."""
    places = np.repeat(np.arange(len(weights)), weights)
    return places[rng.integers(len(places), size=size)]


def nearly_normal(rng: np.random.Generator, size: int) -> np.ndarray:
    """`size` draws with mean 0 and deviation 1: the sum of twelve uniform draws, less 6."""
    draws = rng.random((12, size))
    total = draws[0].copy()
    for draw in draws[1:]:
        total += draw
    return total - 6.0


class Streams:
    """One stream of raw bytes per car, read from the start to the end of the run.

    How many bytes are asked for at a time makes no difference to what comes.
    """

    def __init__(self, seed: int, purpose: str, cars: Sequence[str]) -> None:
        self._bits = [_bits(seed, (purpose, car)) for car in cars]

    def read(self, size: int) -> np.ndarray:
        """The next `size` bytes of every car, shape (cars, size), uint8; `size` is a multiple of 8."""
        words = np.empty((len(self._bits), size // 8), dtype="<u8")
        for row, bits in zip(words, self._bits, strict=True):
            row[:] = bits.random_raw(size // 8)
        return words.view(np.uint8)


def _bits(seed: int, names: Sequence[str | int]) -> np.random.PCG64:
    key = tuple(name if isinstance(name, int) else crc32(name.encode()) for name in names)
    return np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key))
