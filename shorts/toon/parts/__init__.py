"""Parts of characters, one file a family. Importing this package registers them all."""

from shorts.toon.parts import arms, ears, eyes, feet, hair, hats, heads, mouths, outfits, props, robot, suits, tails, torsos  # isort: skip
from shorts.toon.parts import backs, bills, ears_wild, fruit, hair_people, headgear, humans, pelts, props_trade, sport, tails_wild, workwear  # isort: skip
from shorts.toon.parts import adornments, birds, ears_more, fans, jackets, manes, markings, props_more  # isort: skip

__all__ = ["arms", "ears", "eyes", "feet", "hair", "hats", "heads", "mouths", "outfits", "props", "robot", "suits", "tails", "torsos"]
__all__ += ["backs", "bills", "ears_wild", "fruit", "hair_people", "headgear", "humans", "pelts", "props_trade", "sport", "tails_wild", "workwear"]
__all__ += ["adornments", "birds", "ears_more", "fans", "jackets", "manes", "markings", "props_more"]
