"""128 words for made passwords: short, known to beginners of English, hard to mistake for one another."""

from __future__ import annotations

_LIST = """
apple arrow autumn badge baker banana basket beach bear berry bird blanket boat book bottle bread bridge brush bubble butter
button cactus cake camel camera candle carrot castle cat cheese cherry circle clock cloud coffee comet cookie corner cotton crayon
dance desert dinner dolphin donkey door dragon drum duck eagle earth echo engine falcon farmer feather flower forest fox garden
ginger giraffe glass globe grape guitar hammer honey horse island jacket jelly jungle kettle kitten ladder lemon lion lizard mango
maple market melon mirror monkey moon mountain music needle noodle ocean olive onion orange otter paper parrot peanut pencil pepper
piano pillow planet potato pumpkin puzzle rabbit rainbow ribbon river robot rocket salad silver singer spider spoon squirrel summer
sunset tiger tomato train tunnel turtle violin window winter
"""

WORDS: tuple[str, ...] = tuple(_LIST.split())
