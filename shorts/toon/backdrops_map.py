"""The world's coasts, roughly: enough for a map of dots that is out of focus anyway. Longitude and latitude in degrees."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_COASTS = (
    "-168,66 -156,71 -128,70 -110,68 -95,72 -82,73 -86,66 -94,60 -93,57 -82,55 -79,52 -77,60 -65,60 -56,53 -65,48 -60,46 -70,43 -75,38 -81,31 "
    "-80,26 -83,30 -90,30 -97,27 -97,20 -91,18 -87,21 -88,16 -83,10 -78,8 -84,10 -95,16 -105,20 -110,24 -114,31 -118,34 -124,40 -124,48 "
    "-134,57 -150,60 -165,55 -158,59 -166,63",
    "-73,78 -60,82 -30,83 -20,75 -40,65 -45,60 -53,66",
    "-78,8 -72,12 -62,10 -50,0 -35,-6 -39,-15 -48,-26 -58,-35 -65,-42 -68,-52 -73,-52 -73,-40 -70,-20 -80,-5 -80,1",
    "-6,35 10,37 20,32 32,31 37,21 43,12 51,12 40,-4 40,-15 33,-26 26,-34 18,-34 12,-18 9,-1 9,4 -8,4 -17,14 -16,22 -10,30",
    "44,-16 50,-15 47,-25 44,-24",
    "-9,37 -9,43 -1,44 -4,48 2,51 8,54 8,57 11,59 5,60 12,66 25,71 40,67 45,68 60,69 70,73 80,73 100,77 113,74 130,72 160,70 180,69 178,64 "
    "163,61 156,51 156,60 142,59 135,54 141,50 135,44 130,42 129,36 126,35 125,39 121,39 118,38 122,31 120,26 110,21 106,19 109,12 105,9 "
    "100,13 103,2 98,10 94,16 90,22 80,15 77,8 73,18 67,25 57,26 56,24 60,22 52,16 43,13 35,28 34,31 36,36 28,37 27,40 23,38 20,40 13,45 "
    "18,40 16,38 10,44 3,43 0,38 -5,36",
    "-5,50 1,52 -2,57 -6,58 -5,54",
    "130,31 135,34 140,36 142,40 145,44 141,45 140,40 135,36 131,34",
    "95,5 105,-6 115,-8 106,-7 100,0",
    "109,1 117,6 117,-3 111,-3",
    "120,18 124,12 126,7 122,8",
    "131,-1 141,-3 150,-9 140,-8 132,-4",
    "114,-22 122,-18 130,-12 136,-12 137,-16 141,-13 142,-11 146,-19 153,-27 150,-37 144,-38 135,-34 130,-32 116,-35",
    "173,-35 178,-38 172,-43 167,-46 173,-41",
)


@cache
def land() -> NDArray[np.uint8]:
    """(360, 720) uint8: 1 where there is land; row 0 is the north pole, column 0 is 180° west."""
    mask = np.zeros((360, 720), np.uint8)
    for coast in _COASTS:
        points = np.array([point.split(",") for point in coast.split()], np.float64)
        pixels = np.stack([(points[:, 0] + 180) * 2, (90 - points[:, 1]) * 2], -1)
        cv2.fillPoly(mask, [np.round(pixels).astype(np.int32)], 1)
    return mask


def is_land(longitude: NDArray[np.floating], latitude: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Whether points are on land; any longitude, latitude within -90…90 (sea beyond)."""
    column = np.mod((longitude + 180) * 2, 720).astype(int)
    row = np.clip((90 - latitude) * 2, 0, 359).astype(int)
    return np.asarray((land()[row, column] > 0) & (np.abs(latitude) <= 90))
