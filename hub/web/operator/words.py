"""What each problem is called, what it does to people at the door, and what to do, step by step; marked for the catalogue.

One kind, one set of words: the overview, a gate's page and the page of codes say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hub.gateway import problems
from hub.web.layout.words import N_

HUB_CODES = {
    "worker_silent": "ANJU-G21",
    "jobs_failing": "ANJU-G22",
    "broker_lost": "ANJU-G23",
    "link_silent": "ANJU-G24",
    "screening_off": "ANJU-G25",
}
CODES: Mapping[str, str] = {**problems.CODES, **HUB_CODES}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemWords:
    """The words of one kind: ``short`` for a table, ``one`` and ``many`` for a heading, the effect, the next step, and all the steps."""

    short: str
    one: str
    many: str
    effect: str
    step: str
    steps: tuple[str, ...]


_DOCTOR = N_("On the gate run anju-edge doctor --config gate.toml: it names what is missing.")
_LINK = N_("Run anju doctor on the hub: it says whether the broker and the link answer.")

WORDS: Mapping[str, ProblemWords] = {
    "offline": ProblemWords(
        short=N_("Offline"),
        one=N_("%(label)s is offline"),
        many=N_("%(num)s gates are offline"),
        effect=N_("Passes already issued still open it. New ones work here once it is back."),
        step=N_("Get it back"),
        steps=(
            N_("See whether the gate has power and its network cable is in."),
            _DOCTOR,
            N_("Entries are kept on the gate and arrive by themselves once it is back. Nothing needs to be copied."),
        ),
    ),
    "held_open": ProblemWords(
        short=N_("Held open"),
        one=N_("%(label)s stands open"),
        many=N_("%(num)s doors stand open"),
        effect=N_("It has been open longer than it may. Anybody can walk in."),
        step=N_("Have it closed"),
        steps=(
            N_("Ask somebody in the building to close the door, and to see what holds it."),
            N_("If it is closed and still reported open, the door contact is out of place."),
        ),
    ),
    "silent": ProblemWords(
        short=N_("Not heard"),
        one=N_("%(label)s is not heard"),
        many=N_("%(num)s gates are not heard"),
        effect=N_("Nobody can say how it is. It opens for passes already issued if it has power."),
        step=N_("Find out why"),
        steps=(_LINK, N_("If other gates are heard, treat it as a gate that is offline."), _DOCTOR),
    ),
    "forced": ProblemWords(
        short=N_("Forced"),
        one=N_("%(label)s was opened without leave"),
        many=N_("%(num)s doors were opened without leave"),
        effect=N_("The door opened though no pass was read and nobody left by the button."),
        step=N_("Have it looked at"),
        steps=(
            N_("Ask somebody in the building to look at the door and its lock."),
            N_("It clears by itself when the door is closed again. If it comes back, the contact or the lock is loose."),
        ),
    ),
    "no_list": ProblemWords(
        short=N_("No list"),
        one=N_("%(label)s has no pass list"),
        many=N_("%(num)s gates have no pass list"),
        effect=N_("It opens for nobody."),
        step=N_("Get a list to it"),
        steps=(_LINK, N_("A new list is sent within seconds of the gate being heard. If none comes, start the gate again."), _DOCTOR),
    ),
    "list_behind": ProblemWords(
        short=N_("Old list"),
        one=N_("%(label)s holds an older pass list"),
        many=N_("%(num)s gates hold an older pass list"),
        effect=N_("New passes do not work here yet, and one that was stopped may still open it."),
        step=N_("Find out why"),
        steps=(_LINK, N_("The hub sends the list again every few seconds. If the gate still does not take it, start the gate again.")),
    ),
    "list_stale": ProblemWords(
        short=N_("List past its date"),
        one=N_("%(label)s holds a pass list past its date"),
        many=N_("%(num)s gates hold pass lists past their date"),
        effect=N_("Known passes still open it. Nothing newer has come for a fortnight."),
        step=N_("Find out why"),
        steps=(_LINK, _DOCTOR),
    ),
    "list_refused": ProblemWords(
        short=N_("List not believed"),
        one=N_("%(label)s did not believe the newest pass list"),
        many=N_("%(num)s gates did not believe the newest pass list"),
        effect=N_("The one before serves on. New passes do not work here yet."),
        step=N_("Find out why"),
        steps=(
            N_("See first whether the gate's clock is right."),
            N_("See on the page of the signing key whether this gate follows it, and tell it again from the gate's page."),
            N_("Was list.key on the hub replaced by hand? Then the gate has to be enrolled again, with a new code."),
            N_("If neither is so, somebody else may be sending lists. Keep the gate's log and call the maker."),
        ),
    ),
    "clock_suspect": ProblemWords(
        short=N_("Clock in doubt"),
        one=N_("%(label)s does not trust its clock"),
        many=N_("%(num)s gates do not trust their clocks"),
        effect=N_("It keeps opening. Times of entries are marked as doubtful and confirm no occupancy."),
        step=N_("Set the clock"),
        steps=(N_("See whether the gate reaches its time server."), _DOCTOR),
    ),
    "backlog": ProblemWords(
        short=N_("Backlog"),
        one=N_("%(label)s has entries waiting"),
        many=N_("%(num)s gates have entries waiting"),
        effect=N_("The door is not affected. The hub learns of entries late; none is lost."),
        step=N_("See what holds it up"),
        steps=(_LINK, N_("After an outage it drains by itself: ten thousand entries in a few seconds.")),
    ),
    "camera_lost": ProblemWords(
        short=N_("Camera dark"),
        one=N_("%(label)s does not see"),
        many=N_("%(num)s gates do not see"),
        effect=N_("No picture comes from the camera, so nobody can show a pass."),
        step=N_("Check the camera"),
        steps=(N_("See whether the camera is covered, and whether its cable is in."), _DOCTOR),
    ),
    "journal_replaced": ProblemWords(
        short=N_("Storage replaced"),
        one=N_("%(label)s began a new journal"),
        many=N_("%(num)s gates began new journals"),
        effect=N_("Its storage could not be read or was an old copy. Entries not yet sent may be lost."),
        step=N_("Check the storage"),
        steps=(
            N_("The damaged journal lies beside the new one; keep it until somebody has looked."),
            N_("Replace the storage if it happens twice."),
        ),
    ),
    "journal_unwritable": ProblemWords(
        short=N_("Storage not writable"),
        one=N_("%(label)s cannot write to its storage"),
        many=N_("%(num)s gates cannot write to their storage"),
        effect=N_("The door works. Entries are kept in memory; a loss of power now would lose those not yet sent."),
        step=N_("Check the storage"),
        steps=(N_("See whether the storage is full or has become read-only, and replace it if it has."), _DOCTOR),
    ),
    "rule_left_out": ProblemWords(
        short=N_("Rule not kept"),
        one=N_("%(label)s does not keep a rule that was set for it"),
        many=N_("%(num)s gates do not keep a rule that was set for them"),
        effect=N_("The gate was set up as the only exit of a home. Nobody's comings and goings are counted there."),
        step=N_("Change the rule"),
        steps=(
            N_("Set anti-passback to off for this door: it has no effect here."),
            N_("If there is another exit, have only_exit set to false in gate.toml at the gate."),
        ),
    ),
    "door_unknown": ProblemWords(
        short=N_("Door unknown"),
        one=N_("%(label)s cannot tell whether its door is open"),
        many=N_("%(num)s gates cannot tell whether their doors are open"),
        effect=N_("The door contact gives no answer. The lock works."),
        step=N_("Check the contact"),
        steps=(N_("See whether the door contact's cable is in."), _DOCTOR),
    ),
    "tamper": ProblemWords(
        short=N_("Housing opened"),
        one=N_("The housing of %(label)s was opened"),
        many=N_("The housings of %(num)s gates were opened"),
        effect=N_("Somebody may be at the wires. The door works as before."),
        step=N_("Have it looked at"),
        steps=(
            N_("If nobody works there, ask somebody in the building to look, and to say what they see."),
            N_("It clears by itself once the housing is shut. If it stays, the contact's cable is cut or loose."),
        ),
    ),
    "mains_lost": ProblemWords(
        short=N_("On battery"),
        one=N_("%(label)s runs on its battery"),
        many=N_("%(num)s gates run on their batteries"),
        effect=N_("The door works for as long as the battery lasts, usually some hours."),
        step=N_("Get the power back"),
        steps=(N_("See whether the building has power, and whether the gate's fuse is in."),),
    ),
    "battery_low": ProblemWords(
        short=N_("Battery low"),
        one=N_("The battery of %(label)s is nearly empty"),
        many=N_("The batteries of %(num)s gates are nearly empty"),
        effect=N_("Without power a fail-safe door will stand open, and a fail-secure one will let nobody in. Everybody gets out of both."),
        step=N_("Send somebody"),
        steps=(N_("Bring the power back, or a charged battery."), N_("Until then somebody should be at the door with its key.")),
    ),
    "fire_release": ProblemWords(
        short=N_("Free: fire"),
        one=N_("%(label)s was freed by the fire alarm"),
        many=N_("%(num)s doors were freed by the fire alarm"),
        effect=N_("It stands free for everybody. Nobody can lock it from here."),
        step=N_("Ask in the building"),
        steps=(
            N_("If nobody has yet, call the fire brigade."),
            N_("When the panel is quiet, somebody in charge turns the key at the door. There is no other way."),
            N_("If nothing burns, the wire to the fire panel may be cut: that counts as an alarm."),
        ),
    ),
    "camera_covered": ProblemWords(
        short=N_("Camera covered"),
        one=N_("%(label)s sees nothing but dark or grey"),
        many=N_("%(num)s gates see nothing but dark or grey"),
        effect=N_("Pictures come, but there is nothing to see in them, so nobody can show a pass."),
        step=N_("Have it uncovered"),
        steps=(N_("Ask somebody in the building to look at the camera: something may hang before it, or it was turned away."), _DOCTOR),
    ),
    "flapping": ProblemWords(
        short=N_("Line keeps breaking"),
        one=N_("The connection of %(label)s ends over and over"),
        many=N_("The connections of %(num)s gates end over and over"),
        effect=N_("Either its line is bad, or a second box has its identity. The door works as before."),
        step=N_("Look at the box"),
        steps=(
            N_("See whether the box on the wall is the one that you approved, and whether its line holds."),
            N_("If a copy of it may be about, replace the gate: the old identity is closed at once, also for the copy."),
        ),
    ),
    "reader_lost": ProblemWords(
        short=N_("Reader lost"),
        one=N_("A reader of %(label)s does not answer"),
        many=N_("Readers of %(num)s gates do not answer"),
        effect=N_("Cards or numbers are not taken there. Passes shown to the camera are."),
        step=N_("Check the reader"),
        steps=(N_("See whether its cable is in and its lamp is lit."), _DOCTOR),
    ),
    "safety_lost": ProblemWords(
        short=N_("Lock not driven"),
        one=N_("Nothing drives the lock of %(label)s"),
        many=N_("Nothing drives the locks of %(num)s gates"),
        effect=N_("Nobody is let in, and the exit button does nothing. A fail-safe door stands open."),
        step=N_("Send somebody"),
        steps=(
            N_("The service anju-edge-safety is down: start it again on the gate, and read its log."),
            N_("Until it is back somebody should be at the door. Its handle opens it from inside."),
        ),
    ),
    "worker_silent": ProblemWords(
        short=N_("Not running"),
        one=N_("The worker does not answer"),
        many="",
        effect=N_("Doors and register go on. Nobody is screened, audit logs do not grow, and nothing is deleted on time."),
        step=N_("Start it"),
        steps=(N_("The hub starts it again by itself. If it stays away, run anju doctor on the hub and read the worker's log."),),
    ),
    "jobs_failing": ProblemWords(
        short=N_("Failing"),
        one=N_("Jobs fail: %(label)s"),
        many="",
        effect=N_("Each is tried again at every turn while the others go on."),
        step=N_("Read the log"),
        steps=(N_("The worker's log names the error and its place. A full disk and a database that is away are the usual reasons."),),
    ),
    "broker_lost": ProblemWords(
        short=N_("No broker"),
        one=N_("The hub has lost its broker"),
        many="",
        effect=N_("Gates open for known passes and keep their entries. Nothing new reaches them."),
        step=N_("Start the broker"),
        steps=(_LINK, N_("Once the broker is back, lists are sent and entries arrive by themselves.")),
    ),
    "link_silent": ProblemWords(
        short=N_("Not running"),
        one=N_("The link does not answer"),
        many="",
        effect=N_("Gates open for known passes and keep their entries. Nothing new reaches them."),
        step=N_("Start it"),
        steps=(N_("The hub starts it again by itself. If it stays away, run anju doctor on the hub and read the link's log."),),
    ),
    "screening_off": ProblemWords(
        short=N_("Not watched"),
        one=N_("Screening is off: %(label)s"),
        many="",
        effect=N_("Nobody is compared with any alert until an outside auditor and a witness are in place. Doors and register work."),
        step=N_("See what is missing"),
        steps=(
            N_("An auditor outside the police signs for the audit logs: anju audit enrol."),
            N_("A witness on another machine cosigns them: anju witness run."),
        ),
    ),
}
