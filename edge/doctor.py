"""What an installer wants to know before leaving: does the gate have an identity, a list, a camera that sees, and a broker that answers?"""

import os
import socket
from datetime import UTC, datetime

from edge.certificates import BadCertificate, ends_at, judge
from edge.clock import SystemClock, TrustedClock
from edge.config import GateConfig
from edge.enrolment import NotEnrolled, load_identity, load_key
from edge.held_list import HeldList
from edge.home_assistant.place import place_of
from edge.keyring import load_keyring
from edge.machine import Finding, examine_machine
from edge.protocol.enrolment import GateIdentity
from edge.protocol.topics import gate_address
from edge.readers.camera import Camera
from edge.words import say

CONNECT_S = 3.0


def examine(config: GateConfig) -> list[Finding]:
    """Look at everything the gate needs. Changes nothing and opens nothing."""
    try:
        identity = load_identity(config.data_dir)
    except NotEnrolled as error:
        return [Finding("identity", False, str(error)), _camera(config), *examine_machine(config)]
    known = Finding("identity", True, say("{gate} at {site}", gate=identity.gate, site=identity.site))
    lines = [*_certificate(config, identity), _broker(config, identity), *_household(config)]
    return [known, _list(config, identity), _camera(config), *examine_machine(config), *lines]


def _list(config: GateConfig, identity: GateIdentity) -> Finding:
    held = HeldList(
        config.data_dir,
        address=gate_address(identity.site, identity.gate),
        keyring=load_keyring(config.data_dir, identity),
        reference_key=bytes.fromhex(identity.reference_key),
        clock=TrustedClock(SystemClock()),
    )
    if held.current is None:
        why = say("refused: {why}", why=held.refused) if held.refused else say("none yet: the hub sends it once the gate runs")
        return Finding("pass list", False, why)
    count = held.current.size
    if held.current.is_stale(held.believed().now_ms):
        return Finding("pass list", False, say("{count} credentials, past its date but in use", count=count))
    return Finding("pass list", True, say("{count} credentials", count=count))


def _camera(config: GateConfig) -> Finding:
    camera = Camera(config.camera.source, deadline_ms=config.camera.deadline_ms)
    frame = camera.take(config.camera.deadline_ms / 1000)
    camera.close()
    if frame is None:
        sentence = "no frame within {deadline_ms} ms: see whether camera.source is right, and whether this user may use it"
        return Finding("camera", False, say(sentence, deadline_ms=config.camera.deadline_ms))
    height, width = frame.pixels.shape[:2]
    return Finding("camera", True, f"{width} x {height}")


def _certificate(config: GateConfig, identity: GateIdentity) -> list[Finding]:
    """Without TLS there is none. One that is not renewed keeps the gate from its hub and nobody from their door."""
    if not identity.certificate:
        return []
    try:
        judge(identity.certificate, identity, load_key(config.data_dir).public_key().public_bytes_raw())
    except BadCertificate as error:
        return [Finding("certificate", False, str(error))]
    until = ends_at(identity.certificate)
    day, is_over = until.date(), until <= datetime.now(UTC)
    says = say("until {day}, and renewed before", day=day)
    if is_over:
        says = say("ended on {day}: see whether the hub answers at hub_url, which renews it", day=day)
    elif not config.hub_url:
        says = say("ends on {day} and cannot be renewed: hub_url is missing", day=day)
    return [Finding("certificate", bool(config.hub_url) and not is_over, says)]


def _broker(config: GateConfig, identity: GateIdentity) -> Finding:
    host, port = config.uplink.host or identity.broker_host, config.uplink.port or identity.broker_port
    if not _answers(host, port):
        return Finding("broker", False, say("does not answer; the door works without it"))
    return Finding("broker", True, say("answers") if identity.authority else say("answers, but without TLS: for trying out only"))


def _household(config: GateConfig) -> list[Finding]:
    place = place_of(config.home_assistant)
    if place is None:
        return []
    for path in filter(None, (place.password_file, place.authority_file)):
        if not os.access(path, os.R_OK):
            return [Finding("home assistant", False, say("{path} cannot be read by this user", path=path))]
    is_there = _answers(place.host, place.port)
    return [Finding("home assistant", is_there, say("answers") if is_there else say("does not answer; the door works without it"))]


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), CONNECT_S).close()
    except OSError:
        return False
    return True
