"""What the demo tells the town. The shape is the town's (``simulator/orders.py``), written as plain JSON because the hub knows no town."""

import json
from pathlib import Path

from hub.demo.installation import Installation


def write_orders(place: Installation, path: Path) -> None:
    """Write the town's orders to a file that only its owner may read."""
    orders = {
        "people_url": place.url("people"),
        "police_url": place.url("police"),
        "broker_host": place.config.broker_host,
        "broker_port": place.config.broker_port,
        "data_dir": str(place.town_dir),
        "town_port": place.town_port,
        "operators": [_account(place, "operator"), _account(place, "second operator")],
        "landlord": _account(place, "landlord"),
        "manager": _account(place, "manager"),
        "author": _account(place, "officer who enters alerts"),
        "approver": _account(place, "supervisor who approves them"),
        "verifier": _account(place, "officer who verifies cases"),
        "closer": _account(place, "supervisor who closes them"),
        "issuer": {"id": place.issuer_id, "seed": place.issuer_seed},
        "story_seconds": place.story_seconds,
    }
    path.touch(mode=0o600)
    path.write_text(json.dumps(orders))


def _account(place: Installation, part: str) -> dict[str, str]:
    person = place.people[part]
    return {"login": person.login, "passphrase": person.passphrase}
