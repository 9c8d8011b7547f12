"""Words beside points: near their own, and on nothing else."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from charts.labels import TALL, Box, Label, anchored, placed, point_box, stretch_boxes, within

FONT = 14.0
RADIUS = 8.0
SPOTS = st.lists(st.tuples(st.integers(0, 12), st.integers(-150, 150)), min_size=1, max_size=24, unique=True)


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


@given(SPOTS)
def test_no_words_stand_on_words_or_on_a_point(spots: list[tuple[int, int]]) -> None:
    points = [point_box(place * 60.0, float(height), RADIUS) for place, height in spots]
    labels = [
        Label(place * 60.0, float(height), 110.0, anchored(place * 60.0, 110.0, 750.0)) for place, height in spots
    ]
    boxes = [label.box(FONT * TALL) for label in placed(labels, points, FONT, -200.0)]
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    assert not [(box, point) for box in boxes for point in points if meet(box, point)]
    assert all(box[2] >= -200.0 for box in boxes)


def test_words_alone_stand_just_above_their_point() -> None:
    (label,) = placed([Label(60.0, 0.0, 50.0, "left")], [point_box(60.0, 0.0, RADIUS)], FONT, -100.0)
    assert label.lift == FONT


def test_words_go_below_where_a_line_passes_above() -> None:
    falling = list(stretch_boxes((0.0, 100.0), (120.0, 0.0)))
    (label,) = placed([Label(120.0, 0.0, 90.0, "right")], falling, FONT, -100.0)
    assert label.box(FONT)[3] < 0.0


def test_words_below_stay_above_the_floor() -> None:
    falling = list(stretch_boxes((0.0, 100.0), (120.0, 0.0)))
    (label,) = placed([Label(120.0, 0.0, 90.0, "right")], falling, FONT, -10.0)
    assert label.lift > 0.0


def test_words_end_at_their_point_where_there_is_no_room_beyond_it() -> None:
    assert anchored(60.0, 100.0, 750.0) == "left"
    assert anchored(700.0, 100.0, 750.0) == "right"


def test_words_stay_between_the_edges_of_the_plot() -> None:
    wide = within(Label(180.0, 0.0, 150.0, "right"), -9.0, 225.0)
    assert wide.box(FONT)[:2] == (30.0, 180.0)
    early = within(Label(100.0, 0.0, 150.0, "right"), -9.0, 225.0)
    assert early.box(FONT)[:2] == (-9.0, 141.0)
    late = within(Label(216.0, 0.0, 60.0, "center"), -9.0, 225.0)
    assert late.box(FONT)[:2] == (165.0, 225.0)
    assert within(Label(100.0, 0.0, 400.0, "center"), -9.0, 225.0).box(FONT)[0] == -9.0


def test_words_stand_beside_a_steep_line_and_not_on_it() -> None:
    steep = list(stretch_boxes((0.0, 0.0), (40.0, 200.0)))
    (label,) = placed([Label(0.0, 0.0, 80.0, "center")], [point_box(0.0, 0.0, RADIUS), *steep], FONT, -100.0)
    assert not [box for box in steep if meet(label.box(FONT * TALL), box)]
    assert label.lift < 0.0
