"""Who may sign in, to which of the three applications, in which roles. Accounts know no register: an id is all that others see of them."""

from hub.accounts.accounts import Actor, create_account, find_account, find_actor, find_holder, grant_role, set_language
from hub.accounts.applications import Application, of
from hub.accounts.joining import join
from hub.accounts.proving import Proof, prove, prove_again
from hub.accounts.sessions import SessionToken, change_passphrase, open_session, sign_in, sign_out
from hub.accounts.units import name_unit, unit_names

__all__ = [
    "Actor",
    "Application",
    "Proof",
    "SessionToken",
    "change_passphrase",
    "create_account",
    "find_account",
    "find_actor",
    "find_holder",
    "grant_role",
    "join",
    "name_unit",
    "of",
    "open_session",
    "prove",
    "prove_again",
    "set_language",
    "sign_in",
    "sign_out",
    "unit_names",
]
