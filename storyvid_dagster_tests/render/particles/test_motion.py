"""Particles come and go where nobody sees it, and nothing of them jumps in between."""

import numpy as np
import pytest

from storyvid_dagster.core.story import Weather
from storyvid_dagster.render.particles.motion import (
    DRIFTS,
    Flight,
    Floats,
    ParticleMotion,
    ParticlePositions,
    chances,
    positions_at,
)

WIDE, TALL = (640, 360), (360, 640)
MARGIN_PX = 20.0
FPS = 30
DEPTHS = [(weather, depth) for weather, drifts in DRIFTS.items() for depth in range(len(drifts))]


def followed(
    drift: ParticleMotion | Flight, size: tuple[int, int], length_s: float, seed: int = 3
) -> tuple[list[ParticlePositions], Floats, Floats]:
    """Every place for so long, with all x and y, (frames, particles)."""
    chance = chances(drift, size, [seed])
    places = [positions_at(k / FPS, drift, chance, size, MARGIN_PX) for k in range(round(length_s * FPS))]
    return places, np.array([at.x for at in places]), np.array([at.y for at in places])


@pytest.mark.parametrize("size", [WIDE, TALL])
@pytest.mark.parametrize(("weather", "depth"), DEPTHS)
@pytest.mark.slow
def test_nothing_jumps_where_it_is_seen(weather: Weather, depth: int, size: tuple[int, int]) -> None:
    drift = DRIFTS[weather][depth]
    places, x, y = followed(drift, size, length_s=40)
    strength = np.array([at.strength for at in places])
    # A drop may be gone, or have come in, by as much as it falls between two frames.
    step_px = 1.2 * abs(drift.fall) * min(size) / FPS if isinstance(drift, ParticleMotion) else 0.0
    outside = (y < -MARGIN_PX + step_px) | (y > size[1] + MARGIN_PX - step_px) | (strength < 0.01)
    seen = ~(outside[:-1] & outside[1:])
    fastest_px = 2.5 * min(size) / FPS  # what falls fastest goes 2.1 short sides in a second, and a little
    assert np.hypot(np.diff(x, axis=0), np.diff(y, axis=0))[seen].max() < fastest_px
    assert np.abs(np.diff(strength, axis=0)).max() < 0.12
    if isinstance(drift, ParticleMotion):
        fell = np.sign(np.median(np.diff(y, axis=0)))
        assert fell == np.sign(drift.fall)


@pytest.mark.parametrize(("weather", "depth"), [(w, d) for w, d in DEPTHS if w is not Weather.STARS])
def test_each_comes_again_elsewhere_and_the_whole_width_is_met(weather: Weather, depth: int) -> None:
    drift = DRIFTS[weather][depth]
    assert isinstance(drift, ParticleMotion)
    _, x, y = followed(drift, WIDE, length_s=3 / abs(drift.fall))
    rounds = np.abs(np.diff(y, axis=0)) > WIDE[1] / 2
    assert rounds.any(0).all(), "all go round"
    jumps = np.abs(np.diff(x, axis=0))[rounds]
    assert np.median(jumps) > 0.2 * WIDE[0]
    shown = x[(y > 0) & (y < WIDE[1]) & (x > 0) & (x < WIDE[0])]
    counts, _ = np.histogram(shown, bins=6, range=(0, WIDE[0]))
    assert counts.min() > 0.45 * counts.mean(), "no side stays empty"


@pytest.mark.parametrize("weather", [w for w in Weather if w is not Weather.STARS])
def test_what_is_nearer_is_quicker_and_fewer(weather: Weather) -> None:
    speeds, many = [], []
    for drift in DRIFTS[weather]:
        _, _, y = followed(drift, WIDE, length_s=6)
        speeds.append(float(np.median(np.abs(np.diff(y, axis=0)))))
        many.append(y.shape[1])
    assert speeds == sorted(speeds)
    assert speeds[-1] > 1.3 * speeds[0]
    assert many == sorted(many, reverse=True)


def test_one_moment_has_one_place_and_another_seed_another() -> None:
    drift = DRIFTS[Weather.LEAVES][1]
    (at, *_), (again, *_), (other, *_) = (followed(drift, WIDE, 0.1, seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(at.x, again.x)
    assert not np.array_equal(at.x, other.x)


def test_leaves_turn_over_and_never_vanish() -> None:
    places, _, _ = followed(DRIFTS[Weather.LEAVES][1], WIDE, length_s=12)
    wide = np.array([at.wide for at in places])
    assert np.abs(wide).min() >= 0.3
    assert ((wide < 0).any(0) & (wide > 0).any(0)).all()


def test_falling_stars_come_one_after_the_other_high_up() -> None:
    drift = DRIFTS[Weather.STARS][0]
    places, _, y = followed(drift, WIDE, length_s=30)
    strength = np.array([at.strength for at in places])
    flying = (strength > 0.5).sum(1)
    assert flying.max() <= 4
    assert (flying > 0).mean() > 0.5
    assert y[strength > 0.5].max() < 0.6 * WIDE[1]
