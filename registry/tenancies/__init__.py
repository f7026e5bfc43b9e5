"""Tenancies: registered, seen, renewed, ended with notice, contested, and undone when they were a mistake."""

from registry.tenancies.co_occupants import CoOccupant, add_co_occupant, own_co_occupants
from registry.tenancies.ending import contest, end
from registry.tenancies.registration import Registered, register_tenant
from registry.tenancies.renewing import renew
from registry.tenancies.undoing import undo
from registry.tenancies.views import TenancyView, credential_ids, find, household, overview

__all__ = [
    "CoOccupant",
    "Registered",
    "TenancyView",
    "add_co_occupant",
    "contest",
    "credential_ids",
    "end",
    "find",
    "household",
    "overview",
    "own_co_occupants",
    "register_tenant",
    "renew",
    "undo",
]
