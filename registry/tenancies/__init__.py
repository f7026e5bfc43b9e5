"""Tenancies: registered, seen, renewed, ended with notice, contested, and undone when they were a mistake."""

from registry.tenancies.ending import contest, end
from registry.tenancies.registration import Registered, register_tenant
from registry.tenancies.renewing import renew
from registry.tenancies.undoing import undo
from registry.tenancies.views import TenancyView, credential_ids, find, overview

__all__ = ["Registered", "TenancyView", "contest", "credential_ids", "end", "find", "overview", "register_tenant", "renew", "undo"]
