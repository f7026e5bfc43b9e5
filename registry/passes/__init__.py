"""Passes: issued with a tenancy, claimed by its tenant, shown on a card, and opening doors within their window."""

from registry.passes.cards import Issued, find_unclaimed, own_pass, own_passes
from registry.passes.claim import Claimed, claim, claim_target
from registry.passes.life import NewWay, add_card, add_pin, phone_key, replace, revoke, suspend
from registry.passes.recoding import NewCode, renew_code
from registry.passes.visits import Invitation, invite, own_visit, own_visits, withdraw
from registry.passes.ways import Way, draw_again, own_way, own_ways, report_lost

__all__ = [
    "Claimed",
    "Invitation",
    "Issued",
    "NewCode",
    "NewWay",
    "Way",
    "add_card",
    "add_pin",
    "claim",
    "claim_target",
    "draw_again",
    "find_unclaimed",
    "invite",
    "own_pass",
    "own_passes",
    "own_visit",
    "own_visits",
    "own_way",
    "own_ways",
    "phone_key",
    "renew_code",
    "replace",
    "report_lost",
    "revoke",
    "suspend",
    "withdraw",
]
