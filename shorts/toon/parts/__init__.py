"""Parts of characters, one file a family. Importing this package registers them all."""

from shorts.toon.parts import arms, ears, eyes, feet, hair, hats, heads, mouths, outfits, props, robot, suits, tails, torsos

__all__ = ["arms", "ears", "eyes", "feet", "hair", "hats", "heads", "mouths", "outfits", "props", "robot", "suits", "tails", "torsos"]
