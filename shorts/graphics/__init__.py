"""What the screen shows of what is said: rules that find figures, lists, quotations, ratings and calls in a narration. Pure functions.

Every word and figure comes from the narration or the page; the one thing that is ours is the short name of a call ("저장하기").
"""
