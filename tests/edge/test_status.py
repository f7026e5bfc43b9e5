"""What a gate says of itself: the door's three facts, each with its age, and the alarms that stand."""

import time

from edge.protocol.messages import DoorMode
from tests.edge.parts import Table, wait_for
from tests.edge.test_uplink import Hub, broker, hub, online  # noqa: F401


def test_the_status_tells_three_facts_each_with_its_age_and_the_alarms_that_stand(
    online: Table,  # noqa: F811
    hub: Hub,  # noqa: F811
) -> None:
    """None is younger than the hub itself saw it to be: it had heard of all three before it counted."""
    online.start()
    for part in ("closed", "open"):
        online.bench.say(part="door", state=part)
    wait_for(lambda: hub.statuses and (hub.statuses[-1].door, hub.statuses[-1].strike) == ("open", "secured"), what="the three facts")
    time.sleep(0.3)
    online.bench.say(part="tamper", state="alarm")
    wait_for(lambda: "tamper" in (hub.statuses[-1].alarms or ()), what="the alarm in the status")
    told = hub.statuses[-1]
    assert told.mode is DoorMode.LOCKED
    assert min(told.mode_age_ms, told.strike_age_ms, told.door_age_ms) >= 300
    online.bench.say(part="door", state="closed")
    wait_for(lambda: hub.statuses[-1].door == "closed", what="the door's movement")
    moved = hub.statuses[-1]
    assert moved.door_age_ms < min(moved.mode_age_ms, moved.strike_age_ms)
    online.bench.say(part="tamper", state="normal")
    wait_for(lambda: "tamper" not in (hub.statuses[-1].alarms or ()), what="the alarm's end")
