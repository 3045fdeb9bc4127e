"""Names of what the kernel understands: primitive shapes, operations, material kinds and array columns.

A *primitive* is one row of `WIDTH` floats; a *group* is one row of `GROUP_WIDTH`. Primitives of one group melt together
(smooth minimum of radius `SOFT`); groups are a hard union. Plain numbers, so that parts can be described without numba.
"""

from __future__ import annotations

# --- shapes: what the eight parameters of a row mean ---
ELL = 0  # ellipsoid: rx, ry, rz
CONE = 1  # round cone along +y: r at 0, r at height, height, flatten (> 1 thinner along z)
BOX = 2  # rounded box: half x, half y, half z, rounding
ARC = 3  # arc of a torus in the xy plane: radius, tube, half opening (rad), flatten
CYL = 4  # rounded cylinder along y: radius, half height, rounding
MOUTH = 5  # two parabolas extruded along z: half width, upper, lower, half depth, rounding, corner lift
LID = 6  # half ellipsoid above a tilted plane: rx, ry, rz, angle (rad), side tilt, outer side (-1 or +1), lash width
FRUST = 7  # capped cone along y: bottom r, top r, half height, rounding, flatten
PLANE = 8  # half space below local y = 0
OVAL = 9  # elliptic cylinder along z: rx, ry, half depth, rounding
TRI = 10  # endless triangular prism along z: x1, y1, x2, y2, x3, y3 (any winding)

# --- operations inside a group ---
ADD, SUB, PAINT, CUT = 0, 1, 2, 3  # CUT keeps what lies inside the primitive (intersection)

# --- material kinds ---
SKIN, FUR, CLOTH, EYE, PLASTIC, METAL, HAIR, GLOW, MOUTH_INSIDE = range(9)

# --- columns of a primitive row ---
TYPE, GROUP, OP, SOFT = 0, 1, 2, 3
PLACE = 4  # 3: world position
TURN = 7  # 9: world → local rotation, row-major
PAR = 16  # 8: shape parameters; PAR+7 is a paint's weight
TINT = 24  # 9 blended attributes from here on: linear rgb,
FURLEN = 27  # fur length in world units,
COMB = 28  # 3: the point that fur is combed away from,
PAINTFUR = 31  # how far a paint also sets the fur length,
EDGE = 32  # colour-blend width as a part of SOFT
BONE, PART = 33, 34
WIDTH = 35
BLENDED = 9

# --- columns of a group row ---
KIND, ROUGH, SPEC, SSS, SHEEN, BUMP, FREQ, EMIT = range(8)
EYE_ROW = 8  # 8: gaze x, gaze y, iris radius, pupil radius, iris rgb, upper lid height
GROUP_WIDTH = 16

# --- channels of the g-buffer, float32 (h, w, CHANNELS) ---
G_RGB, G_ALPHA, G_DEPTH, G_NORMAL, G_GROUP, G_FUR, G_COMB, G_GROUND, G_AO, G_KEY, G_PRIM, G_PART = 0, 3, 4, 5, 8, 9, 10, 13, 14, 15, 16, 17
CHANNELS = 18
