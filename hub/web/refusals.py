"""What each refusal's code says to a person, in both languages: what happened, then what to do. Codes are for programs.

The English sentence is the key of the catalogue ``refusals``; ``%(days)s`` and the like come from the refusal's detail. A code without a
sentence is a mistake that a test finds.
"""

from collections.abc import Mapping

from hub.web.layout import words
from hub.web.layout.words import N_
from registry.refusals import Refusal

STATUS: Mapping[str, int] = {
    "absent": 404,
    "sign-in-failed": 401,
    "slow-down": 429,
    "another-site": 403,
    "too-large": 413,
    "no-checkpoint": 404,
    "unavailable": 503,
    "internal": 500,
}
SENTENCES: Mapping[str, str] = {
    # every desk
    "absent": N_("There is no such page, or it is not yours. Go back, or sign in again."),
    "another-site": N_("Another site's page asked for this, so nothing was done. Open Anju's own page and try again."),
    "too-large": N_("That is too large. Nothing was saved; send less at once."),
    "unavailable": N_("The service cannot be reached just now. Doors keep opening. Try again in a minute."),
    "internal": N_("Something broke on our side. Nothing you entered was saved; try again, or call the help line."),
    "malformed": N_("This could not be read. Check what was sent and try again."),
    "unknown-field": N_("There is a field that is not known here. Leave it out."),
    "field-missing": N_("This field is missing."),
    "no-checkpoint": N_("No checkpoint is public yet. The first appears within two hours of the first act on record."),
    "not-a-number": N_("Enter a whole number, such as 4."),
    # signing in
    "sign-in-failed": N_("Login and passphrase do not fit together. Check both and try again."),
    "slow-down": N_("Too many tries. Wait %(seconds)s seconds, then try again."),
    "login-missing": N_("Enter a login."),
    "login-taken": N_("This login is in use already. Choose another."),
    "passphrase-too-short": N_("A passphrase needs at least 10 characters. Several words are easy to keep in mind."),
    "passphrase-too-long": N_("A passphrase has at most 200 characters."),
    # homes
    "address-missing": N_("Enter the address, as people say it."),
    "address-too-long": N_("An address has at most %(limit)s characters. Shorten it."),
    "address-characters": N_("The address holds characters that cannot be kept. Type it again."),
    "floor-out-of-range": N_("A floor is a number from 1 to %(limit)s."),
    "floors-reversed": N_("The last floor must not be below the first."),
    "rooms-out-of-range": N_("A floor has 1 to %(limit)s rooms."),
    "too-many-rooms": N_("That is more than %(limit)s rooms. Add fewer at once."),
    "rooms-exist": N_("Room %(label)s is there already, so none was added. Choose other floors."),
    # people and their documents
    "name-missing": N_("Enter the full name as on the document."),
    "name-too-long": N_("A name has at most %(most)s characters here. Enter it as on the document."),
    "name-characters": N_("The name holds characters that no name has. Enter it as on the document."),
    "document-kind-unknown": N_("Select the document type."),
    "document-number-missing": N_("Enter the document number."),
    "document-number-length": N_("A document number of this kind has %(shortest)s to %(longest)s characters. Compare it again."),
    "document-number-length-exact": N_("The document number must be %(longest)s characters. Compare it again."),
    "document-number-characters": N_("The document number holds characters that this kind of document does not have. Compare it again."),
    "document-number-check": N_("The last character does not fit the others. Check the number again."),
    "document-number-date": N_("The birth date in the document number is no possible date. Check the number again."),
    "country-missing": N_("Select the country or region that issued the document."),
    "country-unknown": N_("Select a country or region from the list; documents from China need none."),
    "birth-date-missing": N_("Enter the birth date, such as 1991-03-07."),
    "birth-date-unreadable": N_("This is no date. Enter year, month and day, such as 1991-03-07."),
    "birth-date-future": N_("The birth date must be in the past."),
    "birth-date-conflict": N_("The birth date differs from the one in the document number. Check both."),
    "phone-unreadable": N_("Enter a telephone number, such as 138 0013 8000."),
    "phone-missing": N_("Enter your own telephone number. You sign in with it."),
    # tenancies
    "unit-occupied": N_("Somebody has this room on these days. Choose other days or another room."),
    "starts-on-unreadable": N_("This is no date. Enter year, month and day, such as 2026-12-01."),
    "starts-on-too-late": N_("A lease can be registered at most %(days)s days ahead. Choose an earlier first day."),
    "ends-on-unreadable": N_("This is no date. Enter year, month and day, such as 2027-11-30."),
    "ends-on-missing": N_("Enter the last day, or choose how long the lease runs."),
    "ends-before-start": N_("The last day must be after the first."),
    "lease-too-long": N_("A lease runs for 20 years at most. Choose an earlier last day."),
    "lease-over": N_("This lease is over already. Choose a later last day."),
    "end-on-missing": N_("Enter the last day."),
    "end-on-unreadable": N_("This is no date. Enter year, month and day, such as 2026-12-31."),
    "end-on-too-early": N_("The last day can be %(earliest)s at the earliest. Choose that day or a later one."),
    "end-on-after-lease": N_("The tenancy ends by itself on %(latest)s. Choose that day or an earlier one."),
    "already-ending": N_("An end was announced for this tenancy already. Nothing was changed."),
    "co-occupant-over": N_("This tenancy is over, or its last day is today, so nobody can be added. Register them with the next one."),
    "co-occupant-ending": N_("An end was announced for this tenancy, so nobody can be added. Register them with the next one."),
    "too-many-co-occupants": N_("%(limit)s people live along in this tenancy already. End one of theirs first."),
    "undo-shared": N_("Somebody is registered to live along here. Undo that registration first, or use Move out."),
    "renewal-along": N_("A co-occupant stays as long as the tenant. Renew the tenant's lease; it goes on for both."),
    "notice-unknown": N_("Choose what is to be told."),
    "notice-day": N_("Choose a day from today to %(limit)s days ahead."),
    "renewal-over": N_("This lease is over. Register the tenant anew."),
    "renewal-ending": N_("An end was announced for this tenancy, so it cannot go on. Register the tenant anew after the last day."),
    "renewal-not-later": N_("The lease runs until %(latest)s already. Choose a later last day."),
    "correction-same": N_("This is what the register says already. Nothing was changed."),
    "correction-undecided": N_("Say yes or no."),
    "correction-claimed": N_("The tenant has claimed the pass, so they ask for a correction themselves, and you say yes or no."),
    "already-entered": N_("The pass was used at a door already, so the registration stays. Use Move out instead."),
    "nothing-to-contest": N_("Your landlord has not announced an end, so there is nothing to disagree with."),
    "contest-too-late": N_("The announced last day is over, so this can no longer be done here. Call the help line."),
    # passes
    "claim-code": N_(
        "The claim did not work. Check code, phone and passphrase: a code works once, within 72 hours, and a phone that has an account"
        " already needs its own passphrase."
    ),
    "nothing-to-claim": N_("The tenant has claimed the pass already, or it is over. Nothing was changed."),
    "claim-code-missing": N_("Enter the claim code from your landlord."),
    "spare-not-now": N_("The tenant has no pass that opens now, so there is nothing to give a spare one beside."),
    "pass-lost": N_("This pass was reported lost and opens nothing any more. Use the one that took its place."),
    "pass-not-active": N_("This pass opens nothing just now, so nothing can be given away with it. Take it up again first."),
    "way-unknown": N_("Choose a card or a PIN."),
    "no-pin-alone": N_("No door of your building opens for a PIN alone. Add a card with a PIN instead."),
    "contact-unknown": N_("There is no such pass of somebody else. Ask your contact for the number under the code of their pass."),
    "duress-without-pin": N_("The second PIN for duress goes with a card that wants a PIN. Choose card and PIN, or nobody."),
    "card-number": N_("This is no card's number. It reads like 04 A1 B2 C3, 0012345678 or 123,45678. Read it off the card again."),
    "card-taken": N_("This card is known here already. End it first, or take another."),
    "manager-card-only": N_("A manager adds a card without PIN or contact. Those the resident sets beside the own pass."),
    "times-unknown": N_("Choose how long doors let you in."),
    "too-many-ways": N_("You have %(limit)s cards and PINs already. End one first."),
    "visit-kind": N_("Choose what kind of visit it is."),
    "visit-hours": N_("A pass for every week takes days and hours, and no other pass does."),
    "visit-window": N_("The visit has to end after it begins, and not in the past."),
    "visit-too-long": N_("A pass of this kind is for %(hours)s hours at most. Choose an earlier end."),
    "visit-too-many-days": N_("A pass of this kind is for %(days)s days at most. Choose an earlier last day."),
    "visit-lasts": N_("Choose how long the courier may take."),
    "visit-weekdays": N_("Choose the days of the week."),
    "visit-no-time": N_("The two times are the same. Choose a later one."),
    "day-unreadable": N_("This is no date. Enter year, month and day, such as 2026-12-31."),
    "time-unreadable": N_("This is no time. Enter hours and minutes, such as 14:30."),
    "visit-beyond-own": N_("Your own pass does not open for all of that time. Choose a time within it."),
    "too-many-visits": N_("You have given away %(limit)s passes. Take one back first."),
    "form-unknown": N_("A pass comes as png or svg."),
    # objections and complaints
    "complaint-empty": N_("Say what happened, in a few words."),
    "answer-missing": N_("Write the answer that the person will read."),
    "text-too-long": N_("That is more than %(limit)s characters. Shorten it."),
    "too-many-objections": N_("%(limit)s of yours wait for an answer. Take one back first, or wait."),
    # the logs, at the auditor's desk
    "log-key-missing": N_("The logs' public key is not there, so nothing can be verified. Ask the operator to run anju db upgrade."),
    "proof-not-yet": N_("This record has no place in a signed checkpoint yet. Ask again in a few seconds."),
    # gates and accounts, at the operator's desk
    "gate-name": N_("A short name is 1 to 40 of the letters a to z, digits and hyphens, such as north-12."),
    "gate-name-taken": N_("A gate has this short name already. Choose another."),
    "gate-label-missing": N_("Say which door it is, such as 12 North Street, front door."),
    "gate-label": N_("The door's name has at most %(limit)s characters, in one line. Shorten it."),
    "property-unknown": N_("Choose the building from the list."),
    "gate-leads-to": N_("Choose where the door leads."),
    "hours-home": N_("This door leads to homes, so it is always open to who lives there. Only a shared room has hours."),
    "hours-minute": N_("A time of the day is from 00:00 to 24:00."),
    "hours-unreadable": N_("Enter both times, such as 07:00 and 22:00, or leave both empty for closed."),
    "hours-no-change": N_("Nothing was changed here yet, so there is nothing to take back."),
    "special-days": N_("%(day)s is no day. Enter days such as 2027-02-06, or 02-29 for every year."),
    "special-days-many": N_("There are at most %(limit)s special days. Take some out."),
    "special-days-missing": N_("Enter the special days on which these hours hold, or leave the hours empty."),
    "door-act": N_("From afar a door can be opened, stand free and be locked again. Nothing here keeps out who lives there."),
    "gate-not-in-use": N_("This gate is not in use, so it cannot be set."),
    "setting-unknown": N_("This cannot be set from afar. There are: %(known)s."),
    "setting-range": N_("%(name)s is a number from %(low)s to %(high)s."),
    "rules-zone": N_("There is no such time zone. Give its IANA name, such as Asia/Shanghai."),
    "rules-minutes": N_("Anti-passback takes minutes, from %(low)s to %(high)s."),
    "role-not-granted-here": N_("Only managers of a building are named here. Other roles come with the account."),
    "manager-unknown": N_("No manager has this login. An operator makes an account for a manager first; check the login with them."),
    "manager-already": N_("This account manages the building already, or waits for the auditor to agree."),
    "manager-not-waiting": N_("This manager was agreed to already, so nothing was done."),
    "owner-only": N_("Only the owner of the building names its managers."),
    "seconds-range": N_("Give seconds, from %(low)s to %(high)s."),
    "release-unreadable": N_("The release cannot be read. Send its signed envelope in Base64."),
    "gate-not-waiting": N_("This gate is not waiting for approval. It has not asked yet, or it was dealt with already."),
    "second-person-needed": N_("You created this gate, so another operator has to approve it."),
    "door-hours": N_("A door stands free for %(low)s to %(high)s hours at most; then it is asked for again."),
    "key-second-person": N_("You proposed this step, so another operator has to agree to it."),
    "key-step-waiting": N_("Another step is under way, or the link has not started yet. Deal with that first."),
    "key-nothing-waits": N_("No step waits for a second person. Somebody has dealt with it already."),
    "key-hours": N_("A new key begins %(low)s to %(high)s hours after it is announced."),
    "key-old-first": N_("The key before this one is still believed. Retire it first."),
    "key-not-now": N_("There is no old key to retire, or the new one has not begun yet."),
    "key-gates-behind": N_("%(count)s gates do not follow yet. Wait for them, or say that the old key is to be retired all the same."),
    "key-act": N_("A step is one of these: %(known)s."),
    "rollout-under-way": N_("A roll-out is prepared or under way already. There is one at a time: let it end, or withdraw it."),
    "rollout-not-now": N_("This cannot be done to the roll-out as it stands now. Look again: somebody may have dealt with it."),
    "rollout-second-person": N_("You prepared this roll-out, so another operator has to start it."),
    "rollout-gate-failed": N_("%(count)s gates still say that they failed. Skip them to go on without them, or withdraw the release."),
    "rollout-not-waited-for": N_("This gate is not waited for: it has the release, was skipped already, or its stage has not come."),
    "rollout-buildings": N_("Choose the first building: one with at least one gate in use."),
    "rollout-per-stage": N_("A stage has %(low)s to %(high)s buildings."),
    "rollout-well": N_("A gate is asked to stay well for %(low)s to %(high)s minutes."),
    "rollout-patience": N_("A gate may take %(low)s to %(high)s minutes to get there."),
    "rollout-act": N_("An act on a roll-out is one of these: %(known)s."),
    "enrolment-code": N_("This code does not work. Check it, or have a new one made."),
    "role-missing": N_("Say which role the account is for."),
    "unit-unnamed": N_("This unit has no name yet. Name it first: anju user name-unit."),
    "unit-name": N_("A unit takes a short id and a name in each language, of at most 60 characters."),
    "role-not-given-here": N_("Only accounts for landlords and managers are made here. An operator's is made on the server."),
    # alerts and cases
    "alert-missing": N_("Paste the signed alert, or choose its file."),
    "alert-unreadable": N_("This is not a signed alert as text. Paste it from the first bracket to the last."),
    "alert-malformed": N_("Something in the alert is not as it must be. Ask the authority to sign a corrected one."),
    "alert-incomplete": N_("The alert lacks something that every alert must say. Ask the authority to sign a complete one."),
    "alert-unknown-field": N_("The alert says something that no alert may say here. Ask the authority to sign one without it."),
    "alert-ground": N_(
        "The alert's ground is none of the four that are allowed: arrest warrant, missing person, court order, lost document."
    ),
    "alert-thin": N_(
        "The alert cannot be told from a namesake. It takes a document number, or full name, full birth date and a second identifier."
    ),
    "alert-thin-document": N_("An alert about a lost document takes the document's number."),
    "alert-identifier-missing": N_(
        "Without a document number the alert takes a second identifier, so that an officer can verify a match without asking the authority."
    ),
    "alert-thin-name": N_("The alert gives only part of a name. It takes the full name as on the document, or a document number."),
    "alert-thin-alias": N_(
        "Another name in the alert is only part of a name. It takes full names, or a document number, or leaves that one out."
    ),
    "alert-too-many": N_("An alert takes at most 5 other names and 3 documents of one person. Ask the authority to sign one with fewer."),
    "alert-two-persons": N_(
        "Two of the alert's documents cannot be one person's: both numbers are valid and differ. Ask for one alert about each person."
    ),
    "alert-one-document": N_(
        "An alert about a lost document is about that one alone. Ask for one without other names, and for one about each document."
    ),
    "alert-thin-year": N_("Name and year alone would bring strangers by chance. It takes the full birth date, or a document number."),
    "alert-birth-date": N_("The birth date in the alert is no date. It takes the full date, such as 1991-03-07, or a document number."),
    "alert-birth-date-conflict": N_(
        "The birth date in the alert differs from the one in its document number. Ask the authority which is right."
    ),
    "alert-issuer": N_("No authority of this name is enrolled here, so its signature cannot be checked."),
    "alert-signature": N_("The signature does not fit: this is not what the authority signed. Nothing was done."),
    "alert-key": N_("It was signed with a key that its authority no longer uses. Ask the authority to sign it again with its newer key."),
    "alert-expired": N_("The alert has expired. Ask the authority to sign a new one if it still holds."),
    "alert-too-long": N_("The alert runs longer than its ground allows, which is %(days)s days. Ask the authority for an earlier end."),
    "alert-daily-limit": N_("This authority has %(limit)s alerts within a day already. Enter this one tomorrow."),
    "alert-state": N_("The alert has changed meanwhile, so nothing was done. Look at its state."),
    "reason-missing": N_("Say why, with one of the reasons or in your own words."),
    "outcome-missing": N_("Choose what you found."),
    "case-not-so-far": N_("The case has moved on, so nothing was done. Look at its state."),
    "case-erased": N_("What was compared has been erased, so there is nothing to look at."),
    "case-alert-over": N_("The alert is not in force now, so nobody may look. A case whose alert is over closes by itself."),
    "case-alert-unverified": N_(
        "The alert cannot be verified, so nobody may look. Once it is withdrawn or over, the case closes by itself."
    ),
    "issuer-enrolled": N_("An authority of this name is enrolled already. anju alert renew-key gives it a further key, under the same id."),
    "issuer-absent": N_("No authority has this id. anju alert issuers shows those that there are."),
    "issuer-key-enrolled": N_("This key was enrolled before. A key is one authority's and never comes back: have a new one made."),
    "issuer-key-absent": N_("No authority has this key. anju alert issuers shows those that there are."),
    "issuer-key-ended": N_("This key is out of use already. anju alert issuers shows since when."),
}


def sentence(refusal: Refusal, language: str) -> str:
    """Return what a refusal says to a person in ``zh`` or ``en``; a code that has no sentence says that something broke."""
    exact = "shortest" in refusal.detail and refusal.detail["shortest"] == refusal.detail["longest"]
    said = words.translator(language).gettext(SENTENCES.get(f"{refusal.code}-exact" if exact else refusal.code, SENTENCES["internal"]))
    return said % dict(refusal.detail) if refusal.detail and "%(" in said else said


def status_of(refusals: tuple[Refusal, ...]) -> int:
    """Return the HTTP status of an answer that refuses: the first code's own, else 422."""
    return next((STATUS[refusal.code] for refusal in refusals if refusal.code in STATUS), 422)
