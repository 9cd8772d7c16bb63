"""Orders and picks that a seed fixes, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator

_BITS = (1 << 64) - 1


def draws(count: int, seed: int) -> Iterator[int]:
    """Yield 0..count-1 in an order that the seed fixes, without listing them all first.

    A four-round Feistel network shuffles the smallest even power of two that covers `count`;
    what lies beyond `count` is passed over.
    """
    half = max(1, (max(count, 1) - 1).bit_length() + 1) // 2 or 1
    mask = (1 << half) - 1
    keys = [mix(seed, turn) for turn in range(4)]
    for place in range(1 << (2 * half)):
        left, right = place >> half, place & mask
        for key in keys:
            left, right = right, left ^ (mix(key, right) & mask)
        scattered = (left << half) | right
        if scattered < count:
            yield scattered


def mix(seed: int, value: int) -> int:
    """Mix two numbers into 64 bits, as splitmix64 does (Steele, Lea, Flood 2014)."""
    mixed = (seed * 0x9E3779B97F4A7C15 + value * 0xD1B54A32D192ED03 + 0x632BE59BD9B4E019) & _BITS
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _BITS
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _BITS
    return mixed ^ (mixed >> 31)
