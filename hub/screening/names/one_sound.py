"""Whether two rows of sounds are one but for a single sound: what a slip of the pen is where the letters are of two scripts."""

from hub.screening.names.sound import Spoken


def are_a_slip_apart(one: Spoken, other: Spoken) -> bool:
    """Tell whether two rows differ by one sound at most, which is another or which one of them lacks."""
    if one.least > other.most + 1 or other.least > one.most + 1:
        return False
    before = [0]
    for there in other.signs:
        before.append(before[-1] + (not there.optional))
    for here in one.signs:
        costs = [before[0] + (not here.optional)]
        for place, there in enumerate(other.signs):
            met = not here.kinds & there.kinds
            costs.append(min(before[place] + met, before[place + 1] + (not here.optional), costs[place] + (not there.optional)))
        if min(costs) > 1:
            return False
        before = costs
    return before[-1] <= 1
