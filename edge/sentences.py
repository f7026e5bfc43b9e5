"""What a gate says when it refuses, in Chinese and English: short enough for a small display, and never about the person."""

from edge.protocol.messages import Reason

ASKS_PIN = ("请输入密码，按 # 结束", "Enter your PIN, then #.")
SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.VALID: ("请进", "Come in"),
    Reason.UNKNOWN_CREDENTIAL: ("此码未登记，请找房东", "This pass is not known here. Ask your landlord."),
    Reason.NOT_ACTIVE: ("此码尚未生效", "This pass is not valid yet."),
    Reason.EXPIRED: ("此码已过期，请找房东", "This pass has ended. Ask your landlord."),
    Reason.SUSPENDED: ("此码已停用", "This pass is suspended."),
    Reason.LOST: ("此码已挂失", "This pass was reported lost."),
    Reason.WITHDRAWN: ("此码已撤回", "This pass was withdrawn."),
    Reason.WRONG_PIN: ("密码不对", "Wrong PIN."),
    Reason.NOT_PERMITTED_AT_THIS_TIME: ("现在不能通行", "Not at this time."),
    Reason.NOT_PERMITTED_HERE: ("此码不适用于本门", "This pass is for another door."),
    Reason.LOCKED_DOWN: ("此门暂时关闭", "This door is closed for now."),
    Reason.ANTI_PASSBACK: ("此码已经用过", "This pass is already inside."),
    Reason.MALFORMED: ("这不是通行码", "This is not a pass."),
    Reason.REPLAYED: ("请出示新的码", "Show the current code."),
    Reason.TOO_MANY_ATTEMPTS: ("请稍后再试", "Try again in a while."),
}
