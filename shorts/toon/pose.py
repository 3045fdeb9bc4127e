"""What a character does at one moment: face, head, arms. Plain values, safe to hash, blend and store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shorts.errors import UnknownChoice

Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Mouth:
    """One mouth shape in head units: half width, upper and lower reach from the corner line, corner lift.

    round: an oval instead of two parabolas. teeth: how far the upper row hangs in (0 none). tongue: 0 none, 1 low, 2 raised.
    """

    width: float
    upper: float
    lower: float
    lift: float
    round: bool = False
    teeth: float = 0.0
    tongue: int = 0

    @property
    def open(self) -> bool:
        return self.lower + self.upper > 0.04


VISEMES: dict[str, Mouth] = {
    "rest": Mouth(0.165, -0.004, 0.012, 0.050),
    "smile": Mouth(0.215, -0.006, 0.012, 0.080),
    "M": Mouth(0.135, 0.000, 0.011, 0.016),  # m b p: lips pressed
    "A": Mouth(0.150, 0.030, 0.150, 0.016, teeth=0.75, tongue=1),  # a: dropped jaw
    "E": Mouth(0.190, 0.016, 0.078, 0.034, teeth=1.0, tongue=1),  # e i: spread
    "O": Mouth(0.086, 0.070, 0.092, 0.000, round=True, tongue=1),  # o: round
    "U": Mouth(0.052, 0.040, 0.050, 0.000, round=True),  # u w: small and round
    "F": Mouth(0.140, 0.016, 0.040, 0.024, teeth=0.35),  # f v: teeth on the lip
    "L": Mouth(0.150, 0.022, 0.098, 0.024, teeth=0.8, tongue=2),  # l n d t: tongue up
    "happy": Mouth(0.205, -0.004, 0.170, 0.058, teeth=1.0, tongue=1),  # wide happy a
    "surprised": Mouth(0.092, 0.085, 0.120, 0.000, round=True, tongue=1),
    "sad": Mouth(0.130, 0.014, 0.002, -0.045),
    "serious": Mouth(0.130, 0.000, 0.011, 0.004),
    "thinking": Mouth(0.092, 0.000, 0.011, 0.010),
}


@dataclass(frozen=True, slots=True)
class Face:
    """An expression. Lids are degrees below straight ahead (-90 wide open, +38 shut for the upper one); brows in head units."""

    upper: float = -58.0
    lower: float = -66.0
    brow: float = 0.0
    tilt: float = 4.0
    mouth: str = "rest"
    lid_tilt: float = 0.02
    iris: float = 1.0
    wink: bool = False


EXPRESSIONS: dict[str, Face] = {
    "neutral": Face(),
    "smile": Face(upper=-56, lower=-58, brow=0.02, tilt=5, mouth="smile"),
    "happy": Face(upper=-56, lower=-31, brow=0.035, tilt=6, mouth="happy"),
    "surprised": Face(upper=-66, lower=-70, brow=0.065, tilt=8, mouth="surprised", iris=0.88),
    "sad": Face(upper=-33, lower=-62, brow=0.02, tilt=17, mouth="sad", lid_tilt=0.40),
    "serious": Face(upper=-32, lower=-56, brow=-0.028, tilt=-9, mouth="serious", lid_tilt=-0.30),
    "thinking": Face(upper=-50, lower=-60, brow=0.034, tilt=2, mouth="thinking", lid_tilt=0.06),
    "wink": Face(upper=-57, lower=-50, brow=0.03, tilt=6, mouth="smile", wink=True),
}

SHUT_UPPER, SHUT_LOWER = 32.0, -32.0
"""Lid angles of a closed eye, degrees."""


@dataclass(frozen=True, slots=True)
class ArmPose:
    """Where one hand is. All vectors are for the arm at +x (the picture's right); the other arm mirrors x.

    wrist and pole (towards which the elbow leans): world units. fingers, palm: directions. hand: a shape of parts/hands.py.
    shrug: how far the shoulder is raised, world units.
    """

    wrist: Triple
    pole: Triple
    hand: str = "relaxed"
    fingers: Triple = (0.1, -1.0, 0.15)
    palm: Triple = (-1.0, 0.0, 0.1)
    shrug: float = 0.0


def _waving(x: float, y: float, z: float, lean: float) -> ArmPose:
    return ArmPose((x, y, z), (1.5, 0.2, 0.15), "open", (lean, 1.0, 0.05), (0.1, 0.0, 1.0))


ARMS: dict[str, ArmPose] = {
    "rest": ArmPose((0.49, 0.50, 0.16), (0.9, 0.5, -0.9), "relaxed", (0.10, -1.0, 0.14), (-1.0, -0.1, 0.0)),
    "carry": ArmPose((0.40, 0.62, 0.40), (1.2, 0.35, -0.6), "grip", (-0.25, 0.75, 0.55), (-0.9, 0.3, -0.2)),
    "wave1": _waving(0.66, 1.10, 0.42, -0.30),
    "wave2": _waving(0.70, 1.12, 0.38, -0.08),
    "wave": _waving(0.75, 1.12, 0.33, 0.16),
    "wave4": _waving(0.79, 1.10, 0.29, 0.38),
    "wave5": _waving(0.82, 1.07, 0.26, 0.60),
    "greet": ArmPose((0.76, 1.04, 0.34), (1.4, 0.2, 0.1), "open", (0.18, 1.0, 0.10), (0.0, 0.0, 1.0)),
    "point": ArmPose((0.63, 0.97, 0.42), (0.95, 0.1, 0.0), "point", (1.0, 0.36, 0.12), (0.1, -0.35, 0.95)),
    "point_up": ArmPose((0.82, 1.07, 0.28), (1.4, 0.2, 0.1), "point", (0.14, 1.0, 0.06), (-0.2, -0.1, 1.0)),
    "thumbs_up": ArmPose((0.66, 0.84, 0.44), (1.2, 0.1, 0.1), "thumb", (-0.50, 0.06, 0.86), (-0.86, 0.0, -0.50)),
    "shrug": ArmPose((0.64, 0.93, 0.34), (0.5, -0.6, 0.0), "open", (0.92, 0.30, 0.25), (-0.22, 0.92, 0.32), shrug=0.06),
    "show": ArmPose((0.70, 0.93, 0.44), (1.1, -0.2, 0.1), "open", (0.80, 0.02, 0.60), (-0.10, 0.96, 0.26)),
    "present": ArmPose((0.66, 0.84, 0.42), (1.1, 0.1, 0.1), "open", (0.95, 0.22, 0.35), (-0.2, 0.75, 0.65)),
    "think": ArmPose((0.24, 0.88, 0.56), (0.9, 0.1, 0.5), "think", (-0.12, 1.0, 0.15), (-0.75, 0.0, -0.5)),
    "cheer": ArmPose((0.80, 1.20, 0.28), (1.5, 0.5, 0.1), "open", (0.35, 1.0, 0.0), (-0.1, 0.0, 1.0)),
    "explain": ArmPose((0.53, 0.86, 0.46), (1.1, 0.1, 0.0), "open", (0.45, 0.80, 0.45), (-0.35, 0.1, 0.95)),
    "hold": ArmPose((0.235, 0.72, 0.52), (1.2, 0.2, 0.2), "grip", (-0.35, 0.45, 0.85), (-1.0, 0.1, -0.1)),
    "hip": ArmPose((0.36, 0.55, 0.24), (1.6, 0.7, -0.2), "relaxed", (-0.4, -0.6, 0.5), (-0.6, 0.2, -0.7)),
}

WAVE_KEYS = ("wave1", "wave2", "wave", "wave4", "wave5")
"""The wave from inside to outside; play it forth and back."""


def blend_arms(a: str | ArmPose, b: str | ArmPose, t: float) -> ArmPose:
    """The arm a share t of the way from a to b; the hand's shape changes half way."""
    p, q = arm_named(a), arm_named(b)

    def mix(u: Triple, v: Triple) -> Triple:
        x, y, z = ((1 - t) * m + t * n for m, n in zip(u, v, strict=True))
        return x, y, z

    hand = p.hand if t < 0.5 else q.hand
    raised = (1 - t) * p.shrug + t * q.shrug
    return ArmPose(mix(p.wrist, q.wrist), mix(p.pole, q.pole), hand, mix(p.fingers, q.fingers), mix(p.palm, q.palm), raised)


def arm_named(arm: str | ArmPose) -> ArmPose:
    """Look an arm pose up. Raises UnknownChoice."""
    if isinstance(arm, ArmPose):
        return arm
    if arm not in ARMS:
        raise UnknownChoice(kind="arm pose", kind_ko="팔 동작", value=arm, choices=", ".join(ARMS))
    return ARMS[arm]


def _face_named(name: str) -> Face:
    if name not in EXPRESSIONS:
        raise UnknownChoice(kind="expression", kind_ko="표정", value=name, choices=", ".join(EXPRESSIONS))
    return EXPRESSIONS[name]


@dataclass(frozen=True, slots=True)
class Pose:
    """One moment. Angles in degrees: yaw > 0 turns the face to the picture's right, pitch > 0 down, roll > 0 anticlockwise.

    mouth: a viseme, or None for the expression's own. lids: 0 as the expression has them … 1 shut. gaze: x right, y up,
    about -1..1, relative to the viewer (turned heads keep eye contact at (0, 0)). breathe: chest, world units (0.02 is a
    deep breath). prop: a name of parts/props.py, None for what the record holds, "" for empty hands. eyes: another expression
    that lids and irises are taken from, None for the same.
    """

    expression: str = "smile"
    mouth: str | None = None
    lids: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    arm_l: str | ArmPose = "rest"
    arm_r: str | ArmPose = "rest"
    breathe: float = 0.0
    prop: str | None = None
    eyes: str | None = None

    @property
    def face(self) -> Face:
        """The expression's face. Raises UnknownChoice."""
        return _face_named(self.expression)

    @property
    def look(self) -> Face:
        """The face that lids and irises are taken from. Raises UnknownChoice."""
        return _face_named(self.eyes or self.expression)

    @property
    def lips(self) -> Mouth:
        """The mouth to draw. Raises UnknownChoice."""
        name = self.mouth or self.face.mouth
        if name not in VISEMES:
            raise UnknownChoice(kind="mouth shape", kind_ko="입 모양", value=name, choices=", ".join(VISEMES))
        return VISEMES[name]

    def lid_angles(self, side: int) -> tuple[float, float]:
        """Upper and lower lid of the eye at `side` (-1 or +1), degrees, with blinking and winking applied."""
        face = self.look
        shut = 1.0 if face.wink and side > 0 else self.lids
        return face.upper + (SHUT_UPPER - face.upper) * shut, face.lower + (SHUT_LOWER - face.lower) * shut

    def but(self, **changes: object) -> Pose:
        """This pose with some fields replaced."""
        return replace(self, **changes)  # type: ignore[arg-type]
