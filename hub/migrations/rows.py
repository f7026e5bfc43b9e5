"""Every table there is, known by importing the modules that own them; only migrations and tests know them all."""

from sqlmodel import SQLModel

from hub.accounts import tables as accounts
from hub.cases import tables as cases
from hub.gateway import tables as gateway
from hub.screening import tables as screening
from registry import tables as register
from registry.audit import tables as audit

OWNERS = (register, gateway, screening, cases, audit, accounts)

metadata = SQLModel.metadata
