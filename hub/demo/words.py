"""What the demo says on the screen when the town is ready: who may sign in where, and three things to try, in order."""

from typing import Any

from hub.demo.installation import Installation, Person

PARTS = {
    "landlord": "房东",
    "manager": "楼栋管理员",
    "operator": "运维",
    "second operator": "第二位运维",
    "officer who enters alerts": "录入线索的民警",
    "supervisor who approves them": "审批的主管",
    "officer who verifies cases": "核实的民警",
    "supervisor who closes them": "结案的主管",
    "auditor": "审计",
}


def where_to_begin(place: Installation, ready: dict[str, Any], *, seconds: float) -> str:
    """Return the whole text. ``ready`` is the town's word: its address, and one resident's login."""
    people = "\n".join(_line(person, place.url(person.application)) for person in place.people.values())
    resident = ready["resident"]
    return f"""
安居演示数据，关闭后即删除。  Anju with demonstration data, deleted at the end.  ({seconds:.1f} s)

{people}
  住户 resident
      {place.url("people")}/sign-in    {resident["login"]}    {resident["passphrase"]}
  小镇 the town
      {ready["town"]}

依次试这三件事  Three things to try, in order
  1  登记一位租客，把通行码图片在小镇举到镜头前，推门。
     Register a tenant as the landlord; save the pass; hold it to a camera in the town; push the door.
  2  在小镇断开一扇门的网络，让一位住户走进去，再恢复网络：记录晚到，一条不少。
     In the town, cut a gate's line, walk a resident in, mend the line: the entry comes late and is not lost.
  3  以核实民警身份领取下一件，写明原因，对照，决定；再以结案主管身份结案。
     As the verifying officer take the next case, give a reason, compare, decide; close it as the supervisor.

按 Ctrl-C 结束。  Ctrl-C ends it.
"""


def _line(person: Person, url: str) -> str:
    return f"  {PARTS[person.part]} {person.part}\n      {url}/sign-in    {person.login}    {person.passphrase}"
