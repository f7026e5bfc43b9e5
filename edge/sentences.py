"""What a gate says when it refuses, in Chinese and English: short enough for a small display, and never about the person.

It is read by whoever holds a phone, a sheet of paper, a card or a PIN: where a sentence may be about any of them, it names none.
"""

from edge.protocol.messages import AlarmKind, Reason

SHOW_REFUSED_MS = 3000
SOUNDS = frozenset({AlarmKind.HELD_OPEN_SOON, AlarmKind.HELD_OPEN, AlarmKind.FORCED, AlarmKind.FREE_ENDS_SOON})
"""The alarms that whoever stands at the door can mend, and therefore hears."""

ASKS_PIN = ("请输入密码，按#结束", "Enter your PIN, then #.")
SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.VALID: ("请进", "Come in"),
    Reason.UNKNOWN_CREDENTIAL: ("这里没有登记，请联系发放人", "Not known here. Ask whoever gave it to you."),
    Reason.NOT_ACTIVE: ("尚未生效", "Not valid yet."),
    Reason.EXPIRED: ("已过期，请联系发放人", "No longer valid. Ask whoever gave it to you."),
    Reason.SUSPENDED: ("已暂停使用", "Suspended."),
    Reason.LOST: ("已挂失", "Reported lost."),
    Reason.WITHDRAWN: ("已撤回，请联系发放人", "Withdrawn. Ask whoever gave it to you."),
    Reason.WRONG_PIN: ("密码不对", "Wrong PIN."),
    Reason.NOT_PERMITTED_AT_THIS_TIME: ("现在不能通行，请稍后再试", "Not now. Try again later."),
    Reason.NOT_PERMITTED_HERE: ("不适用于此门", "Not valid at this door."),
    Reason.LOCKED_DOWN: ("此门暂时关闭", "This door is closed for now."),
    Reason.ANTI_PASSBACK: ("刚刚用过，请稍后再试", "Used a moment ago. Try again later."),
    Reason.MALFORMED: ("这不是通行码", "This is not a pass."),
    Reason.REPLAYED: ("此码已经用过，请出示新的码", "Used already. Show a new code."),
    Reason.TOO_MANY_ATTEMPTS: ("密码错误太多，请稍后再试", "Too many wrong PINs. Try again later."),
}
