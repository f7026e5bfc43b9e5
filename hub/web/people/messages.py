"""The messages that the two sides of a tenancy get, in words: what happened, and what can be done."""

from collections.abc import Iterable

from hub.web.layout import words
from hub.web.layout.frame import N_
from hub.web.people.shapes import NoticeAnswer
from registry import notices

TITLES = {
    notices.END_ANNOUNCED: N_("The landlord wants to end the tenancy"),
    notices.END_CONTESTED: N_("The tenant does not agree"),
    notices.ENDED_BY_TENANT: N_("The tenant is moving out"),
    notices.UNDONE: N_("Your registration was undone"),
    notices.RENEWED: N_("The lease goes on"),
    notices.CORRECTION_ASKED: N_("The tenant asks for a correction"),
    notices.CORRECTED: N_("Your papers were corrected"),
    notices.NOT_CORRECTED: N_("Your papers were not corrected"),
    notices.CODE_RENEWED: N_("A new claim code was made"),
    notices.DURESS: N_("Somebody may need help"),
    notices.MANAGER_PROPOSED: N_("Your building may get a manager"),
    notices.CARD_ADDED: N_("A card was added for you"),
    notices.SPARE_GIVEN: N_("A spare pass was given"),
    notices.TIMES_SET: N_("Doors give you another time"),
    notices.WATER_OFF: N_("The water will be off"),
    notices.DOOR_REPAIR: N_("A door will be repaired"),
    notices.FIRE_DRILL: N_("There will be a fire drill"),
    notices.FEE_DUE: N_("A payment is due"),
    notices.HOURS_CHANGED: N_("A shared room has other hours"),
    notices.RULES_CHANGED: N_("A door has other rules"),
    notices.CO_OCCUPANT_ADDED: N_("Somebody was registered to live with you"),
    notices.CO_OCCUPANT_LEAVES: N_("A co-occupant is moving out"),
    notices.ENDS_WITH_TENANT: N_("The tenant you live with is moving out"),
    notices.GOES_ON: N_("The tenancy goes on"),
}
SENTENCES = {
    notices.END_ANNOUNCED: N_("Your landlord wants to end the tenancy. If you do not agree, you can say so until the last day."),
    notices.END_CONTESTED: N_("The tenant does not agree with the end of the tenancy. The pass works until the lease ends."),
    notices.ENDED_BY_TENANT: N_("The tenant ends the tenancy. The room can be let again after the last day."),
    notices.UNDONE: N_("Your landlord has undone your registration. The pass no longer works and your data are deleted."),
    notices.RENEWED: N_("Your lease goes on and your pass works until its new last day. Print a pass on paper anew."),
    notices.CORRECTION_ASKED: N_("The tenant says that something about their papers is wrong. Look at the document, then say yes or no."),
    notices.CORRECTED: N_("Your landlord has corrected your papers as you asked. Your pass works as before."),
    notices.NOT_CORRECTED: N_("Your landlord left your papers as they were. Show the document and ask again, or call the help line."),
    notices.DURESS: N_(
        "Somebody who chose you as their contact has typed their PIN for duress at a door. They may not be free to speak: call the police."
    ),
    notices.MANAGER_PROPOSED: N_(
        "An operator has proposed a manager for one of your buildings. It begins if the auditor agrees; you can end it on its page."
    ),
    notices.CARD_ADDED: N_("Your building's manager has added a card that opens what your pass opens. If you did not ask for it, end it."),
    notices.SPARE_GIVEN: N_(
        "Your landlord has given a spare pass for 24 hours. Yours works as before. If it is not for you, end it beside your cards and PINs."
    ),
    notices.TIMES_SET: N_("The manager of your building has set how long doors let you in. You can set it anew beside your pass."),
    notices.WATER_OFF: N_("On %(day)s the water in your building will be off for a while. Keep some ready."),
    notices.DOOR_REPAIR: N_("On %(day)s a door of your building will be repaired. If you cannot get in, call the help line."),
    notices.FIRE_DRILL: N_("On %(day)s there will be a fire drill in your building. The doors will stand open, and it will be loud."),
    notices.FEE_DUE: N_("On %(day)s a payment to your landlord is due. If it is not clear to you, ask your landlord."),
    notices.HOURS_CHANGED: N_("The hours of a shared room of your building were changed. My doors says what holds now."),
    notices.RULES_CHANGED: N_("The rules of a door of your building were changed. My doors says what holds now."),
    notices.CO_OCCUPANT_ADDED: N_(
        "Your landlord has registered somebody as living in your room; My data says who. If that is not right, complain there."
    ),
    notices.CO_OCCUPANT_LEAVES: N_("Somebody who lives along with a tenant moves out. The tenancy itself goes on."),
    notices.ENDS_WITH_TENANT: N_("The tenant you live with ends the tenancy, and your pass ends with it, after the last day."),
    notices.GOES_ON: N_("The tenant did not agree with the end that was announced. Your pass works until the lease ends."),
    notices.CODE_RENEWED: N_("Before you claimed the pass your landlord made a new claim code. Codes from before have not worked since."),
}


def said(found: Iterable[notices.NoticeView], language: str) -> list[NoticeAnswer]:
    """Return messages with their sentences in ``zh`` or ``en``."""
    say = words.translator(language).gettext
    return [
        NoticeAnswer(at=each.at, code=each.code, text=say(SENTENCES[each.code]) % {"day": each.day}, tenancy_id=each.tenancy_id)
        for each in found
    ]
