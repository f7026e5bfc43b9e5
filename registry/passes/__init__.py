"""Passes: issued with a tenancy, claimed by its tenant, shown on a card, and opening doors within their window."""

from registry.passes.cards import Issued, find_unclaimed, own_pass, own_passes
from registry.passes.claim import Claimed, claim, claim_target

__all__ = ["Claimed", "Issued", "claim", "claim_target", "find_unclaimed", "own_pass", "own_passes"]
