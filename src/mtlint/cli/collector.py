"""How often Python looks for garbage: seldom, while a command starts and runs.

Reading word lists and articles makes objects by the hundred thousand that stay. By default Python
looks through the new ones at every 700th, a tenth of the time of a first report. Until there is
one it is let alone; from then on it looks at every 50,000th: what is left lying about is still
only some megabytes. Imported before everything else.
"""

import gc

gc.set_threshold(400_000, 20, 20)


def settled() -> None:
    """A second article comes: what is there now stays, what comes will go."""
    gc.set_threshold(50_000, 20, 20)
