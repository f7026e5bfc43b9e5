"""Where to begin: the addresses of the desks, and who may sign in there. The same words go to the terminal and onto the town's page."""

from dataclasses import dataclass

from simulator.orders import Account, Orders


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A desk's address and an account for it."""

    url: str
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The desks that the three first steps lead to."""

    landlord: Place
    verifier: Place
    closer: Place


def guide(orders: Orders) -> Guide:
    """Return where the orders say the desks are."""
    return Guide(
        landlord=Place(url=orders.people_url, account=orders.landlord),
        verifier=Place(url=orders.police_url, account=orders.verifier),
        closer=Place(url=orders.police_url, account=orders.closer),
    )
