"""Registering once in effect: what is sent twice under one token is answered twice alike, with the same pass and the same claim code.

Nothing is stored for it. The claim code is drawn from the token and from everything that was sent, so whoever sends the same again finds
the pass by its code; other answers under the same token draw another code and are judged like any other registration. Once the code is used
or replaced there is nothing to hand over again, and the room is taken, which is then the answer.
"""

from datetime import date
from functools import partial
from typing import Protocol

from sqlmodel import col, select

from registry.identity import Identity
from registry.passes.codes import code_hash, code_of
from registry.refusals import Refused
from registry.register import Register
from registry.tables import Credential, Occupant, Tenancy
from registry.tenancies.co_occupants import add_co_occupant
from registry.tenancies.registration import Registered, register_tenant


class _Make(Protocol):
    """What registers somebody, with a claim code or with one that is drawn."""

    def __call__(self, *, claim_code: str = "") -> Registered: ...


def register_once(register: Register, identity: Identity, *, token: str, unit_id: str, starts_on: date, ends_on: date) -> Registered:
    """Register a tenant, or return what this same registration made before; without a token each call is one of its own.

    Raises what :func:`registry.tenancies.registration.register_tenant` does. Of two at once the later finds what the earlier made.
    """
    sent = (unit_id, starts_on.isoformat(), ends_on.isoformat(), *identity.plain().values())
    make = partial(register_tenant, register, identity, unit_id=unit_id, starts_on=starts_on, ends_on=ends_on)
    return _once(register, token, sent, make)


def add_once(register: Register, identity: Identity, *, token: str, tenancy_id: str) -> Registered:
    """Register a co-occupant in the same way; raises what :func:`registry.tenancies.co_occupants.add_co_occupant` does."""
    return _once(register, token, (tenancy_id, *identity.plain().values()), partial(add_co_occupant, register, identity, tenancy_id))


def _once(register: Register, token: str, sent: tuple[str, ...], make: _Make) -> Registered:
    if not token:
        return make()
    code = code_of((register.access.actor, token, *sent), register.vault.hmac_key)
    try:
        return _made_before(register, code) or make(claim_code=code)
    except Refused:
        if made := _made_before(register, code):
            return made
        raise


def _made_before(register: Register, code: str) -> Registered | None:
    joined = select(Credential, Tenancy).join(Occupant, col(Occupant.id) == Credential.occupant_id)
    joined = joined.join(Tenancy, col(Tenancy.id) == Occupant.tenancy_id)
    found = register.session.exec(joined.where(register.own_tenancies(), Credential.claim_hash == code_hash(code))).first()
    if found is None:
        return None
    credential, tenancy = found
    register.note("tenancy.registered-again", tenancy.id)
    return Registered(
        tenancy_id=tenancy.id,
        reference=tenancy.reference,
        credential_id=credential.id,
        claim_code=code,
        pass_text=credential.pass_text,
        short_number=credential.short_number,
        valid_until=date.fromisoformat(tenancy.ends_on),
    )
