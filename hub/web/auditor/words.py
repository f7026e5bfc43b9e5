"""What the auditor's codes are called; one that has no words is shown as it is. No word accuses anybody."""

from collections.abc import Mapping

from hub.web.layout.words import N_

LOGS: Mapping[str, str] = {"register": N_("Log of the register"), "cases": N_("Log of cases")}
FINDINGS: Mapping[str, str] = {
    "record-altered": N_("A record says something else than when it was hashed"),
    "record-without-leaf": N_("A record has no leaf in the tree"),
    "leaf-without-record": N_("A leaf has lost its record"),
    "root-differs": N_("The leaves do not make the root that was signed"),
    "records-missing": N_("Records that were signed for are missing"),
    "checkpoint-unreadable": N_("A checkpoint cannot be read"),
    "checkpoint-unsigned": N_("A checkpoint is not signed by this log's key"),
    "checkpoint-out-of-order": N_("A checkpoint is smaller than one before it"),
    "signature-foreign": N_("A checkpoint carries a signature that is nobody's"),
    "leaves-beyond-checkpoints": N_("Leaves stand beyond the newest checkpoint"),
    "nothing-witnessed": N_("The witness has cosigned nothing for more than an hour"),
    "witness-late": N_("The witness has not cosigned the newest checkpoint for more than an hour"),
    "erased-too-soon": N_("A record was erased before its three years were over"),
}
ACTS: Mapping[str, str] = {
    "account.made": N_("Account made"),
    "alert.altered": N_("Alert found altered"),
    "alert.approved": N_("Alert approved"),
    "alert.reconfirmed": N_("Alert confirmed again"),
    "alert.submitted": N_("Alert entered"),
    "alert.swept": N_("New alert compared"),
    "alert.withdrawn": N_("Alert withdrawn"),
    "case.closed": N_("Case closed"),
    "case.decided": N_("Case decided"),
    "case.erased": N_("Case erased"),
    "case.lapsed": N_("Case closed with its alert"),
    "case.made": N_("Case made"),
    "case.opened": N_("Looked at the comparison"),
    "case.taken": N_("Case taken"),
    "claim-code.renewed": N_("New claim code made"),
    "data.read": N_("Own data read"),
    "doors.read": N_("Own doors read"),
    "gate.approved": N_("Gate approved"),
    "gate.created": N_("Gate created"),
    "gate.revoked": N_("Gate taken out"),
    "gate.opened": N_("Door opened from afar"),
    "gate.drilled": N_("Door tried from afar"),
    "gate.hours-set": N_("Hours of a shared room set"),
    "gate.mode-set": N_("Door's mode set from afar"),
    "manager.agreed": N_("Manager agreed to"),
    "manager.ended": N_("Manager ended"),
    "manager.named": N_("Manager named by the owner"),
    "manager.proposed": N_("Manager proposed"),
    "managers.read": N_("Managers read"),
    "looks.read": N_("Own disclosures read"),
    "notices.read": N_("Notices read"),
    "pass.added": N_("Card or PIN added"),
    "pass.claimed": N_("Pass claimed"),
    "pass.read": N_("Own pass read"),
    "pass.shown": N_("Pass shown to the landlord"),
    "pass.timed": N_("Time at the door set"),
    "passes.listed": N_("Passes listed"),
    "passes.read": N_("Own passes read"),
    "properties.listed": N_("Homes listed"),
    "property.added": N_("Home added"),
    "property.read": N_("Home read"),
    "screening.done": N_("Screened"),
    "stays.read": N_("Own tenancies read"),
    "tenancies.listed": N_("Tenancies listed"),
    "tenancy.contested": N_("End contested"),
    "tenancy.ended": N_("End announced"),
    "tenancy.read": N_("Tenancy read"),
    "tenancy.registered": N_("Tenant registered"),
    "tenancy.registered-again": N_("Same registration sent again"),
    "tenancy.undone": N_("Registration undone"),
    "unit.read": N_("Room read"),
    "units.added": N_("Rooms added"),
}
ROLES: Mapping[str, str] = {
    "auditor": N_("Auditor"),
    "landlord": N_("Landlord"),
    "manager": N_("Manager of a building"),
    "officer": N_("Case officer"),
    "resident": N_("Resident"),
    "supervisor": N_("Supervisor"),
    "sysadmin": N_("Operator"),
    "worker": N_("Worker of the hub"),
}
GROUNDS: Mapping[str, str] = {
    "arrest_warrant": N_("Arrest warrant"),
    "missing_person": N_("Missing person"),
    "court_order": N_("Court order"),
    "lost_document": N_("Lost document"),
}
FORCES: Mapping[str, tuple[str, str]] = {
    "submitted": ("waiting", N_("Waits for approval")),
    "in_force": ("ok", N_("In force")),
    "unconfirmed": ("warn", N_("Not confirmed again")),
    "expired": ("unknown", N_("Expired")),
    "withdrawn": ("refused", N_("Withdrawn")),
}
STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("waiting", N_("Nobody has taken it")),
    "taken": ("waiting", N_("Taken")),
    "opened": ("waiting", N_("Being compared")),
    "decided": ("waiting", N_("Waits to be closed")),
    "closed": ("ok", N_("Closed")),
}
OUTCOMES: Mapping[str, str] = {
    "same_person": N_("Same person"),
    "not_the_same_person": N_("Not the same person"),
    "undecided": N_("Cannot tell"),
}
LATE: Mapping[str, str] = {
    "waiting": N_("nobody took it within 24 hours"),
    "working": N_("not decided within 3 days"),
    "closing": N_("not closed within 3 days"),
}
REASONS: Mapping[str, str] = {
    "compare-identities": N_("To compare identities"),
    "after-a-question": N_("After a question of the person"),
    "before-deciding": N_("Once more before deciding"),
    "number-differs": N_("Document number differs"),
    "birth-date-differs": N_("Date of birth differs"),
    "document-seen": N_("Document seen"),
    "identifier-agrees": N_("Second identifier agrees"),
    "identifier-differs": N_("Second identifier differs"),
}
OVERDUE: Mapping[str, str] = {
    "cases": N_("Cases past their erasure date"),
    "register_lines": N_("Records of the register's log older than 3 years"),
    "cases_lines": N_("Records of the log of cases older than 3 years"),
}
EVERY = {
    "logs": LOGS,
    "findings": FINDINGS,
    "acts": ACTS,
    "roles": ROLES,
    "grounds": GROUNDS,
    "forces": FORCES,
    "states": STATES,
    "outcomes": OUTCOMES,
    "lates": LATE,
    "reasons": REASONS,
    "kinds": OVERDUE,
}
