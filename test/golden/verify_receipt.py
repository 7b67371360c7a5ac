#!/usr/bin/env python3
"""Checks receipts offline. Written from docs/ledger.md alone, with nothing but the standard library.

    verify_receipt.py RECEIPT GENESIS_HASH...     prints a report as JSON, exit code 1 when it is not valid
    verify_receipt.py --fixture FOLDER            checks everything in the fixture, exit code 1 on the first difference
    verify_receipt.py --judge                     judges receipts from standard input, one a line as
                                                  {"base64", "genesisHashes", "nowMs"}, and prints {"failed", "skipped"}
"""

import base64
import functools
import hashlib
import hmac
import json
import re
import sys
import unicodedata
from pathlib import Path

# --- 2. Text and numbers -------------------------------------------------------------------------------------------------

SAFE = 2**53 - 1


class Problem(Exception):
    """The first rule that a check finds broken."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Skipped(Exception):
    """A check rests on one that failed."""


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


def units(text):
    return len(utf16(text)) // 2


def canonical(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    keys = sorted(value, key=utf16)
    return "{" + ",".join(json.dumps(key, ensure_ascii=False) + ":" + canonical(value[key]) for key in keys) + "}"


def canonical_bytes(value):
    return canonical(value).encode("utf-8")


def depth_of(text):
    depth = deepest = 0
    in_string = False
    skip = False
    for char in text:
        if skip:
            skip = False
        elif in_string:
            if char == "\\":
                skip = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest


def read_json(data, bytes_max, depth_max=16):
    """Received JSON; a Problem names the first rule of section 2 that it breaks."""
    if len(data) > bytes_max:
        raise Problem("too_large")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem("not_utf8") from None
    if depth_of(text) > depth_max:
        raise Problem("too_deep")
    unsafe = []

    def number(digits):
        value = int(digits) if len(digits) < 20 else SAFE + 1
        if abs(value) > SAFE:
            unsafe.append(digits)
        return value

    def fraction(digits):
        value = float(digits)
        if value != value or abs(value) > SAFE or value != int(value):
            unsafe.append(digits)
            return 0
        return int(value)

    def constant(_):
        raise ValueError

    try:
        value = json.loads(text, parse_int=number, parse_float=fraction, parse_constant=constant)
    except ValueError:
        raise Problem("not_json") from None
    if unsafe:
        raise Problem("number_not_safe_integer")
    try:
        if canonical_bytes(value) != data:
            raise Problem("not_canonical")
    except UnicodeEncodeError:
        raise Problem("not_canonical") from None
    return value


def from_base64(text):
    """Bytes of the one canonical encoding; None for any other text."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode("ascii") == text else None


def to_base64(data):
    return base64.b64encode(data).decode("ascii")


def sha256(data):
    return hashlib.sha256(data).digest()


def tagged(value):
    """H(x) of section 2."""
    return sha256(canonical_bytes(value)).hex()


# Shapes: functions that raise Problem("shape") unless a value fits.

BAD_CHARACTER = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def need(condition):
    if not condition:
        raise Problem("shape")


def is_int(value):
    return isinstance(value, int) and not isinstance(value, bool)


def integer(low, high):
    return lambda value: need(is_int(value) and low <= value <= high)


def matching(pattern):
    compiled = re.compile(pattern)
    return lambda value: need(isinstance(value, str) and compiled.fullmatch(value) is not None)


def identity(prefix):
    return matching(prefix + "_[0-9a-f]{32}")


def base64_of(size):
    def check(value):
        need(isinstance(value, str))
        data = from_base64(value)
        need(data is not None and len(data) == size)

    return check


def plain(low, high):
    def check(value):
        need(isinstance(value, str) and low <= len(value) <= high)
        need(BAD_CHARACTER.search(value) is None and value.strip() == value)
        need(unicodedata.normalize("NFC", value) == value)

    return check


def note_text(high):
    def check(value):
        need(isinstance(value, str) and 1 <= len(value) <= high)
        need(BAD_CHARACTER.search(value) is None and value.endswith("\n"))

    return check


def one_of(*values):
    return lambda value: need(isinstance(value, str) and value in values)


def boolean(value):
    need(isinstance(value, bool))


def anything(_):
    pass


def list_of(item, low, high):
    def check(value):
        need(isinstance(value, list) and low <= len(value) <= high)
        for each in value:
            item(each)

    return check


def record(members, optional=()):
    def check(value):
        need(isinstance(value, dict) and set(value) <= set(members))
        for name, shape in members.items():
            if name in value:
                shape(value[name])
            else:
                need(name in optional)

    return check


def by_kind(shapes):
    def check(value):
        kind = value.get("kind") if isinstance(value, dict) else None
        need(isinstance(kind, str) and kind in shapes)
        shapes[kind](value)

    return check


hash_shape = matching("[0-9a-f]{64}")
count = integer(0, SAFE)
instant = integer(0, 253402300799999)

genesis_shape = record(
    {
        "protocol": integer(1, 1),
        "name": matching("[a-z][a-z0-9-]{0,39}"),
        "origin": plain(3, 100),
        "suite": one_of("ed25519-sha256"),
        "clock": one_of("real", "simulated"),
        "demo": boolean,
        "startsAt": instant,
        "bundle": hash_shape,
        "scenarios": list_of(plain(1, 40), 1, 30),
        "limits": record(
            {
                "transactionBytes": integer(1024, 262144),
                "blockBytes": integer(65536, 1000000),
                "timersPerBlock": integer(1, 1000),
                "singleSignerMs": integer(1000, 86400000),
                "multiSignerMs": integer(1000, 31536000000),
            }
        ),
        "members": list_of(
            record(
                {
                    "id": identity("member"),
                    "name": record({"zh": plain(1, 100), "en": plain(1, 200)}),
                    "isVacant": boolean,
                }
            ),
            1,
            200,
        ),
        "people": list_of(
            record(
                {
                    "id": identity("person"),
                    "memberId": identity("member"),
                    "roles": list_of(plain(1, 40), 0, 20),
                    "publicKeys": list_of(base64_of(32), 1, 10),
                }
            ),
            1,
            500,
        ),
        "cosigners": list_of(
            record(
                {
                    "memberId": identity("member"),
                    "name": plain(3, 140),
                    "logKey": base64_of(32),
                    "cosignKey": base64_of(32),
                }
            ),
            1,
            100,
        ),
    }
)

TRANSACTION_TYPE = "application/vnd.sanlian.transaction.v1+json"
BLOCK_TYPE = "application/vnd.sanlian.block.v1+json"
SESSION_TYPE = "application/vnd.sanlian.session.v1+json"

outcome = one_of("done", "rejected", "fault")
entry_leaf = {
    "height": count,
    "outcome": outcome,
    "position": count,
    "result": hash_shape,
    "rows": hash_shape,
    "time": instant,
}
genesis_leaf = record(
    {
        "genesis": hash_shape,
        "height": integer(0, 0),
        "kind": one_of("genesis"),
        "position": integer(0, 0),
        "time": instant,
    }
)
transaction_leaf = record(
    {**entry_leaf, "envelope": hash_shape, "id": matching("[0-9a-f]{80}"), "kind": one_of("transaction")}
)
timer_leaf = record({**entry_leaf, "id": identity("timer"), "kind": one_of("timer")})
envelope_shape = record(
    {
        "payload": plain(4, 8000),
        "payloadType": one_of(TRANSACTION_TYPE),
        "signatures": list_of(record({"keyid": hash_shape, "sig": base64_of(64)}), 1, 16),
    }
)
path_shape = list_of(hash_shape, 0, 53)
row_shape = record(
    {
        "index": count,
        "key": plain(1, 200),
        "path": path_shape,
        "row": anything,
        "salt": hash_shape,
        "table": plain(1, 100),
    }
)
enrolment_shape = record(
    {
        "keyId": hash_shape,
        "leaf": by_kind({"genesis": genesis_leaf, "transaction": transaction_leaf}),
        "path": path_shape,
        "row": row_shape,
        "rowCount": count,
    },
    optional=("row",),
)
salted = record({"salt": hash_shape, "value": lambda value: need(isinstance(value, dict))})
receipt_members = {
    "receipt": one_of("sanlian/receipt/1"),
    "ledger": plain(66, 120),
    "genesis": genesis_shape,
    "leaf": by_kind({"transaction": transaction_leaf, "timer": timer_leaf}),
    "envelope": envelope_shape,
    "args": salted,
    "result": salted,
    "rows": list_of(row_shape, 0, 20000),
    "rowCount": count,
    "proof": note_text(1000000),
    "enrolments": list_of(enrolment_shape, 0, 16),
}
OPTIONAL = ("envelope", "args", "result")
receipt_shape = record(
    {**receipt_members, "anchor": record(receipt_members, optional=OPTIONAL)},
    optional=(*OPTIONAL, "anchor"),
)

# --- 3. Keys and signatures ----------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def add(p, q):
    """Sum of two points in extended coordinates (RFC 8032 section 5.1.4)."""
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(scalar, point):
    result = NEUTRAL
    while scalar > 0:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def negate(point):
    x, y, z, t = point
    return (-x % P, y, z, -t % P)


def encode_point(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | ((x & 1) << 255)).to_bytes(32, "little")


def decode_point(data):
    """RFC 8032 section 5.1.3; None for what is no canonical encoding."""
    number = int.from_bytes(data, "little")
    sign = number >> 255
    y = number & ((1 << 255) - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == -u % P:
        x = x * SQRT_M1 % P
    if v * x * x % P != u:
        return None
    if x == 0 and sign == 1:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def is_neutral(point):
    return point[0] % P == 0 and (point[1] - point[2]) % P == 0


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=None)
def strict_point(data):
    """A point that is not of small order, from its canonical encoding."""
    point = decode_point(data) if len(data) == 32 else None
    return None if point is None or is_neutral(multiply(8, point)) else point


@functools.lru_cache(maxsize=None)
def has_prime_order(data):
    point = strict_point(data)
    return point is not None and is_neutral(multiply(L, point))


@functools.lru_cache(maxsize=None)
def verify(public_key, message, signature):
    """Strict Ed25519 of section 3."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, nonce = strict_point(public_key), strict_point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public_key + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    left = add(multiply(scalar, BASE), negate(multiply(challenge, key)))
    return encode_point(left) == signature[:32]


def public_key_of(seed):
    """RFC 8032 section 5.1.5."""
    digest = bytearray(hashlib.sha512(seed).digest()[:32])
    digest[0] &= 248
    digest[31] &= 127
    digest[31] |= 64
    return encode_point(multiply(int.from_bytes(digest, "little"), BASE))


def key_id(public_key):
    return tagged(["sanlian/key/1", "ed25519-sha256", to_base64(public_key)])


def pre_auth(kind, payload):
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %s %d %s" % (len(name), name, len(payload), payload)


# --- 4. Hashes -----------------------------------------------------------------------------------------------------------


def genesis_hash(genesis):
    return tagged(["sanlian/genesis/1", genesis])


def args_hash(salt, args):
    return tagged(["sanlian/args/1", salt, args])


def result_hash(salt, result):
    return tagged(["sanlian/result/1", salt, result])


def row_hash(salt, table, key, row):
    return bytes.fromhex(tagged(["sanlian/row/1", salt, table, key, row]))


def commitment(ledger, field, salt, value):
    return tagged(["sanlian/personal/1", ledger, field, salt, value])


def derive_salt(block_salt, kind, position, index):
    message = canonical_bytes(["sanlian/salt/1", kind, position, index])
    return hmac.new(bytes.fromhex(block_salt), message, "sha256").hexdigest()


def transaction_id(not_after, signed):
    return format(not_after, "016x") + sha256(signed).hex()


# --- 10, 11. Leaves, tree, checkpoints -----------------------------------------------------------------------------------


def leaf_hash(data):
    return sha256(b"\x00" + data)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def tree_root(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(tree_root(hashes[:split]), tree_root(hashes[split:]))


def root_by_path(index, size, node, path):
    """RFC 9162 section 2.1.3.2; None when the path has a wrong length."""
    if index >= size:
        return None
    at, last = index, size - 1
    for sibling in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at != 0:
                at >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        at >>= 1
        last >>= 1
    return node if last == 0 else None


def is_key_name(name):
    return name != "" and not any(char.isspace() or char == "+" or char < " " for char in name)


def note_key_id(name, kind, public_key):
    return sha256(name.encode("utf-8") + b"\n" + bytes([kind]) + public_key)[:4]


def parse_note(text):
    """Text and signature lines of a signed note."""
    if units(text) > 1_000_000:
        raise Problem("note_too_large")
    split = text.rfind("\n\n")
    if split < 0 or not text.endswith("\n") or re.search("[\u0000-\u0009\u000b-\u001f]", text):
        raise Problem("note_malformed")
    lines = text[split + 2 : -1].split("\n")
    if len(lines) > 100:
        raise Problem("note_too_large")
    signatures = []
    for line in lines:
        parts = line[2:].split(" ") if line.startswith("\u2014 ") else []
        data = from_base64(parts[1]) if len(parts) == 2 else None
        if data is None or len(data) <= 4 or not is_key_name(parts[0]):
            raise Problem("note_malformed")
        signatures.append((parts[0], data[:4], data[4:]))
    return text[: split + 1], signatures


def decimal(text):
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,15}", text) and int(text) <= SAFE else None


def parse_proof(text):
    """Index, path and signed note of a tlog-proof."""
    head, found, note = text.partition("\n\n")
    lines = head.split("\n")
    if not found or len(lines) < 2 or lines[0] != "c2sp.org/tlog-proof@v1":
        raise Problem("proof_malformed")
    if lines[1].startswith("extra "):
        extra = from_base64(lines[1][6:])
        index_line = lines[2] if len(lines) > 2 else ""
        if not extra or not index_line.startswith("index ") or decimal(index_line[6:]) is None:
            raise Problem("proof_malformed")
        raise Problem("receipt_malformed")
    index = decimal(lines[1][6:]) if lines[1].startswith("index ") else None
    path = [from_base64(line) for line in lines[2:]]
    if index is None or len(path) > 53 or any(node is None or len(node) != 32 for node in path):
        raise Problem("proof_malformed")
    parse_note(note)
    return index, path, note


def parse_checkpoint(text):
    lines = text[:-1].split("\n")
    if len(lines) < 3 or "" in lines:
        return None
    size, root = decimal(lines[1]), from_base64(lines[2])
    if size is None or root is None or len(root) != 32:
        return None
    return lines[0], size, root


# --- 13. Receipts --------------------------------------------------------------------------------------------------------


def check_members(receipt):
    """What the members of a receipt have to do with each other."""
    is_transaction = receipt["leaf"]["kind"] == "transaction"
    need(("envelope" in receipt) == is_transaction)
    need(is_transaction or ("args" not in receipt and receipt["enrolments"] == []))
    for enrolment in receipt["enrolments"]:
        need(("row" in enrolment) == (enrolment["leaf"]["kind"] == "transaction"))
        if "row" in enrolment:
            check_names(enrolment["row"])
        else:
            need(enrolment["rowCount"] == 0)
    rows = receipt["rows"]
    need(len(rows) <= receipt["rowCount"])
    for row in rows:
        check_names(row)
    for before, row in zip(rows, rows[1:]):
        need(before["index"] < row["index"])
        need((utf16(before["table"]), utf16(before["key"])) < (utf16(row["table"]), utf16(row["key"])))


def check_names(row):
    need(re.fullmatch("[a-z][a-z0-9_]*", row["table"]) is not None)
    need(re.fullmatch("[A-Za-z0-9._:/@-]+", row["key"]) is not None)


class Read:
    """A receipt whose form is right."""

    def __init__(self, receipt):
        check_members(receipt)
        self.receipt = receipt
        self.index, self.path, self.note = parse_proof(receipt["proof"])
        self.anchor = Read(receipt["anchor"]) if "anchor" in receipt else None


FILE_PROBLEMS = {
    "too_large": "file_too_large",
    "not_utf8": "file_not_json",
    "too_deep": "file_not_json",
    "not_json": "file_not_json",
    "number_not_safe_integer": "file_not_canonical",
    "not_canonical": "file_not_canonical",
    "shape": "receipt_malformed",
}


def read_file(data):
    try:
        if len(data) > 40_000_000:
            raise Problem("too_large")
        receipt = read_json(data[:-1] if data.endswith(b"\n") else data, 40_000_000, 24)
        receipt_shape(receipt)
        return Read(receipt)
    except Problem as problem:
        raise Problem(FILE_PROBLEMS.get(problem.code, problem.code)) from None


# --- 14. Checking a receipt ----------------------------------------------------------------------------------------------

CHECKS = (
    "file genesis keys checkpoint leaf inclusion transaction signatures enrolments contents anchor".split()
)


class Report:
    """Status and problem of each check, and what they found."""

    def __init__(self):
        self.checks = []
        self.proves = None
        self.cannot_show = []

    def make(self, name, run):
        """Makes one check; gives what it found, or None."""
        try:
            found = run()
            self.checks.append((name, "passed", None))
            return found
        except Problem as problem:
            self.checks.append((name, "failed", problem.code))
        except Skipped:
            self.checks.append((name, "skipped", None))
        return None

    def absent(self, name):
        self.checks.append((name, "absent", None))

    @property
    def ok(self):
        return all(status in ("passed", "absent") for _, status, _ in self.checks)

    @property
    def failed(self):
        return [{"check": name, "problem": problem} for name, status, problem in self.checks if status == "failed"]

    @property
    def skipped(self):
        return [name for name, status, _ in self.checks if status == "skipped"]


def check_receipt(data, hashes, now_ms=None):
    report = Report()
    read = report.make("file", lambda: read_file(data))
    if read is None:
        for name in CHECKS[1:]:
            report.checks.append((name, "skipped", None))
        return report
    return check_read(read, hashes, now_ms, report)


def check_read(read, hashes, now_ms, report):
    receipt = read.receipt
    leaf = receipt["leaf"]
    is_timer = leaf["kind"] == "timer"
    report.make("genesis", lambda: check_genesis(receipt, hashes))
    keys = report.make("keys", lambda: check_keys(receipt["genesis"]))
    head = report.make("checkpoint", lambda: check_checkpoint(read, rest_on(keys), now_ms))
    report.make("leaf", lambda: expect(leaf["position"] == read.index, "position_not_of_proof"))
    report.make("inclusion", lambda: check_inclusion(read, rest_on(head)))
    opened = None if is_timer else open_envelope(receipt["envelope"])
    signers = []
    if is_timer:
        for name in ("transaction", "signatures", "enrolments"):
            report.absent(name)
    else:
        report.make("transaction", lambda: check_transaction(receipt, opened))
        report.make("signatures", lambda: check_signatures(receipt, readable(opened)))
        signers = report.make("enrolments", lambda: check_enrolments(receipt, readable(opened), rest_on(head)))
    report.make("contents", lambda: check_contents(receipt, opened))
    anchored = None
    if read.anchor is None:
        report.absent("anchor")
    else:
        anchored = report.make("anchor", lambda: check_anchor(read, rest_on(head), hashes, now_ms))
    if report.ok:
        report.proves = proven(receipt, opened, signers, head, anchored)
        report.cannot_show = limits(receipt, report.proves)
    return report


def rest_on(found):
    if found is None:
        raise Skipped
    return found


def expect(condition, code):
    if not condition:
        raise Problem(code)


def check_genesis(receipt, hashes):
    expect(hashes, "genesis_not_brought")
    computed = genesis_hash(receipt["genesis"])
    expect(computed in hashes, "genesis_not_trusted")
    expect(receipt["ledger"] == receipt["genesis"]["name"] + "@" + computed, "ledger_not_of_genesis")


def check_keys(genesis):
    """Known keys by (name, key id): what they verify with, and whose they are."""
    origin = genesis["origin"]
    for name in (origin, *(cosigner["name"] for cosigner in genesis["cosigners"])):
        expect(is_key_name(name), "origin_unfit")
    seen = set()
    known = {}
    for number, cosigner in enumerate(genesis["cosigners"]):
        log_key, cosign_key = from_base64(cosigner["logKey"]), from_base64(cosigner["cosignKey"])
        expect(has_prime_order(log_key) and has_prime_order(cosign_key), "key_unfit")
        log_id = (origin, note_key_id(origin, 0x01, log_key))
        cosign_id = (cosigner["name"], note_key_id(cosigner["name"], 0x04, cosign_key))
        for value in (cosigner["memberId"], cosigner["name"], log_key, cosign_key, log_id, cosign_id):
            expect(value not in seen, "keys_not_distinct")
            seen.add(value)
        known[log_id] = ("log", log_key, number)
        known[cosign_id] = ("cosign", cosign_key, number)
    return known


def note_message(kind, text, signature):
    """What the signature of a line signs, and its bare 64 bytes."""
    data = text.encode("utf-8")
    if kind == "log":
        return data, signature
    time_s = int.from_bytes(signature[:8], "big")
    return b"cosignature/v1\ntime %d\n" % time_s + data, signature[8:]


def check_checkpoint(read, known, now_ms):
    genesis = read.receipt["genesis"]
    text, lines = parse_note(read.note)
    verified = {}
    for name, line_id, signature in lines:
        if (name, line_id) not in known:
            continue
        kind, key, number = known[(name, line_id)]
        message, bare = note_message(kind, text, signature)
        expect(verify(key, message, bare), "note_signature_wrong")
        verified.setdefault((kind, number), signature)
    expect(verified, "note_without_known_signature")
    checkpoint = parse_checkpoint(text)
    expect(checkpoint is not None, "checkpoint_malformed")
    origin, size, root = checkpoint
    expect(origin == genesis["origin"], "checkpoint_of_other_ledger")
    expect(any(kind == "log" for kind, _ in verified), "checkpoint_not_signed_by_ledger")
    cosignatures = []
    for number, cosigner in enumerate(genesis["cosigners"]):
        signature = verified.get(("cosign", number))
        if signature is not None:
            time_s = int.from_bytes(signature[:8], "big")
            cosignatures.append({"memberId": cosigner["memberId"], "name": cosigner["name"], "timeS": time_s})
    if now_ms is not None:
        late = any(cosignature["timeS"] > now_ms / 1000 + 86_400 for cosignature in cosignatures)
        expect(not late, "cosignature_from_future")
    cosigners = len(genesis["cosigners"])
    return {
        "origin": origin,
        "size": size,
        "root": root.hex(),
        "cosignatures": cosignatures,
        "cosigners": cosigners,
        "isFinal": 3 * len(cosignatures) > 2 * cosigners,
    }


def is_under(leaf, path, head):
    node = leaf_hash(canonical_bytes(leaf))
    root = root_by_path(leaf["position"], head["size"], node, path)
    return root is not None and root.hex() == head["root"]


def check_inclusion(read, head):
    expect(is_under(read.receipt["leaf"], read.path, head), "leaf_not_under_root")


def open_envelope(envelope):
    """Payload, signed bytes and signatures of an envelope, or the Problem that keeps them from being read."""
    try:
        data = from_base64(envelope["payload"])
        expect(data is not None, "payload_malformed")
        payload = parse_payload(data)
        keys = [signature["keyid"] for signature in envelope["signatures"]]
        expect(keys == payload["signers"], "signatures_not_those_of_signers")
        signatures = [from_base64(signature["sig"]) for signature in envelope["signatures"]]
        return payload, pre_auth(TRANSACTION_TYPE, data), signatures
    except Problem as problem:
        return problem


payload_shape = record(
    {
        "argsHash": hash_shape,
        "command": lambda value: need(isinstance(value, str) and units(value) <= 100),
        "ledger": lambda value: need(isinstance(value, str) and units(value) <= 120),
        "nonce": matching("[0-9a-f]{32}"),
        "notAfter": count,
        "signers": list_of(hash_shape, 1, 16),
    }
)


def parse_payload(data):
    try:
        payload = read_json(data, len(data))
        payload_shape(payload)
        signers = payload["signers"]
        need(all(before < after for before, after in zip(signers, signers[1:])))
        return payload
    except Problem:
        raise Problem("payload_malformed") from None


def readable(opened):
    if isinstance(opened, Problem):
        raise Skipped
    return opened


def check_transaction(receipt, opened):
    if isinstance(opened, Problem):
        raise opened
    payload, signed, _ = opened
    leaf = receipt["leaf"]
    expect(payload["ledger"] == receipt["ledger"], "transaction_of_other_ledger")
    expect(tagged(receipt["envelope"]) == leaf["envelope"], "envelope_not_of_leaf")
    expect(transaction_id(payload["notAfter"], signed) == leaf["id"], "id_not_of_envelope")
    expect(leaf["time"] <= payload["notAfter"], "recorded_after_expiry")


def find_public_key(receipt, wanted):
    texts = []
    for enrolment in receipt["enrolments"]:
        row = enrolment.get("row", {}).get("row")
        if isinstance(row, dict) and isinstance(row.get("publicKey"), str):
            texts.append(row["publicKey"])
    for person in receipt["genesis"]["people"]:
        texts.extend(person["publicKeys"])
    for text in texts:
        data = from_base64(text)
        if data is not None and key_id(data) == wanted and has_prime_order(data):
            return data
    return None


def check_signatures(receipt, opened):
    payload, signed, signatures = opened
    for signer, signature in zip(payload["signers"], signatures):
        public_key = find_public_key(receipt, signer)
        expect(public_key is not None, "public_key_missing")
        expect(verify(public_key, signed, signature), "signature_wrong")


def root_of_row(row, row_count):
    node = leaf_hash(row_hash(row["salt"], row["table"], row["key"], row["row"]))
    root = root_by_path(row["index"], row_count, node, [bytes.fromhex(step) for step in row["path"]])
    return None if root is None else root.hex()


def check_enrolments(receipt, opened, head):
    payload, _, _ = opened
    enrolments = receipt["enrolments"]
    expect([enrolment["keyId"] for enrolment in enrolments] == payload["signers"], "enrolments_not_of_signers")
    return [binding(receipt, enrolment, head) for enrolment in enrolments]


def binding(receipt, enrolment, head):
    """Person and member that a key was bound to, and where."""
    genesis, wanted, leaf = receipt["genesis"], enrolment["keyId"], enrolment["leaf"]
    expect(leaf["position"] < receipt["leaf"]["position"], "enrolment_not_earlier")
    path = [bytes.fromhex(step) for step in enrolment["path"]]
    expect(is_under(leaf, path, head), "enrolment_not_in_tree")
    if leaf["kind"] == "genesis":
        first = {
            "genesis": genesis_hash(genesis),
            "height": 0,
            "kind": "genesis",
            "position": 0,
            "time": genesis["startsAt"],
        }
        expect(leaf == first, "enrolment_of_other_key")
        for person in genesis["people"]:
            for text in person["publicKeys"]:
                data = from_base64(text)
                if key_id(data) == wanted and has_prime_order(data):
                    return {"keyId": wanted, "personId": person["id"], "memberId": person["memberId"], "boundAt": 0}
        raise Problem("enrolment_of_other_key")
    row = enrolment["row"]
    expect(root_of_row(row, enrolment["rowCount"]) == leaf["rows"], "enrolment_row_not_of_leaf")
    bound = row["row"]
    expect(row["table"] == "council_keys" and row["key"] == wanted, "enrolment_of_other_key")
    expect(isinstance(bound, dict), "enrolment_of_other_key")
    for name in ("keyId", "publicKey", "personId", "memberId"):
        expect(isinstance(bound.get(name), str), "enrolment_of_other_key")
    expect(bound["keyId"] == wanted and bound.get("enrolledBy") == leaf["id"], "enrolment_of_other_key")
    expect(find_public_key(receipt, wanted) is not None, "enrolment_of_other_key")
    return {
        "keyId": wanted,
        "personId": bound["personId"],
        "memberId": bound["memberId"],
        "boundAt": leaf["position"],
    }


def check_contents(receipt, opened):
    leaf, rows = receipt["leaf"], receipt["rows"]
    if "args" in receipt:
        payload, _, _ = readable(opened)
        args = receipt["args"]
        expect(args_hash(args["salt"], args["value"]) == payload["argsHash"], "args_not_signed")
    if "result" in receipt:
        result = receipt["result"]
        expect(result_hash(result["salt"], result["value"]) == leaf["result"], "result_not_recorded")
    for row in rows:
        expect(root_of_row(row, receipt["rowCount"]) == leaf["rows"], "row_not_recorded")
    if len(rows) == receipt["rowCount"]:
        hashes = [leaf_hash(row_hash(row["salt"], row["table"], row["key"], row["row"])) for row in rows]
        expect(tree_root(hashes).hex() == leaf["rows"], "rows_not_all")


def check_anchor(read, head, hashes, now_ms):
    inner = Report()
    inner.make("file", lambda: None)
    check_read(read.anchor, hashes, now_ms, inner)
    expect(inner.ok, "anchor_not_valid")
    for row in inner.proves["rows"]:
        if row["table"] != "council_anchors" or not isinstance(row["row"], dict):
            continue
        ledger, size, root = (row["row"].get(name) for name in ("ledger", "size", "root"))
        if isinstance(ledger, str) and is_int(size) and isinstance(root, str) and ledger == read.receipt["ledger"]:
            expect(size == head["size"] and root == head["root"], "anchor_of_other_head")
            names = ("ledger", "position", "height", "time", "checkpoint")
            return {name: inner.proves[name] for name in names}
    raise Problem("anchor_row_missing")


def proven(receipt, opened, signers, head, anchored):
    leaf = receipt["leaf"]
    proves = {name: leaf[name] for name in ("kind", "id", "position", "height", "time", "outcome")}
    proves["ledger"] = receipt["ledger"]
    if opened is not None:
        proves["command"] = opened[0]["command"]
        proves["notAfter"] = opened[0]["notAfter"]
    for name in ("args", "result"):
        if name in receipt:
            proves[name] = receipt[name]["value"]
    proves["rows"] = [{name: row[name] for name in ("table", "key", "row")} for row in receipt["rows"]]
    proves["areAllRows"] = len(receipt["rows"]) == receipt["rowCount"]
    proves["signers"] = signers
    proves["checkpoint"] = head
    if anchored is not None:
        proves["anchor"] = anchored
    return proves


def limits(receipt, proves):
    genesis, head, anchor = receipt["genesis"], proves["checkpoint"], proves.get("anchor")
    is_transaction = proves["kind"] == "transaction"
    alone = head["cosigners"] == 1 and (anchor is None or anchor["checkpoint"]["cosigners"] == 1)
    conditions = [
        (genesis["demo"], "demo_keys"),
        (genesis["clock"] == "simulated", "simulated_time"),
        (not head["cosignatures"], "not_cosigned"),
        (not head["isFinal"], "not_final"),
        (alone, "single_cosigner"),
        (anchor is None, "not_anchored"),
        (not is_transaction, "signed_by_nobody"),
        (is_transaction and "args" not in proves, "arguments_not_shown"),
        ("result" not in proves, "result_not_shown"),
        (not proves["areAllRows"], "rows_not_all_shown"),
        (bool(proves["rows"]), "row_still_current"),
        (is_transaction, "key_not_revoked"),
        (is_transaction, "person_behind_id"),
        (True, "world_outside"),
    ]
    return [code for holds, code in conditions if holds]


# --- 19. Fixture ---------------------------------------------------------------------------------------------------------


def same(what, found, wanted):
    if found != wanted:
        raise SystemExit(f"{what}: found {found!r}, wanted {wanted!r}")


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def check_primitives(folder):
    by_name = {item["name"]: item for item in json.loads((folder / "primitives.json").read_text("utf-8"))}
    for item in json.loads((folder / "keys.json").read_text("utf-8")):
        public_key = public_key_of(bytes.fromhex(item["seed"]))
        same(item["label"], to_base64(public_key), item["publicKey"])
        same(item["label"], key_id(public_key), item["keyId"])
    item = by_name["key id"]
    same("key id", key_id(from_base64(item["publicKey"])), item["value"])
    item = by_name["pre-authentication encoding"]
    same("PAE", pre_auth(item["type"], item["payload"].encode()).hex(), item["hex"])
    item = by_name["arguments hash"]
    same("arguments hash", args_hash(item["salt"], item["args"]), item["value"])
    item = by_name["commitment"]
    same("commitment", commitment(item["ledger"], item["field"], item["salt"], item["text"]), item["value"])
    item = by_name["derived salt"]
    derived = derive_salt(item["blockSalt"], item["kind"], item["position"], item["index"])
    same("derived salt", derived, item["value"])
    item = by_name["result hash"]
    same("result hash", result_hash(item["salt"], item["result"]), item["value"])
    item = by_name["row hashes and their root"]
    hashes = [row_hash(item["salt"], item["table"], key, {"row": key}) for key in item["keys"]]
    same("row hashes", [row.hex() for row in hashes], item["hashes"])
    same("rows root", tree_root([leaf_hash(row) for row in hashes]).hex(), item["root"])
    same("root of no rows", tree_root([]).hex(), by_name["root of no rows"]["root"])
    item = by_name["object id"]
    unique = tagged(["sanlian/id/1", item["seed"], item["counter"]])[:16]
    same("object id", f"{item['prefix']}_{item['position']:012x}{item['counter']:04x}{unique}", item["value"])
    item = by_name["timer id"]
    seed = derive_salt(item["blockSalt"], "timer", item["position"], item["counter"])
    unique = tagged(["sanlian/id/1", seed, item["counter"]])[:20]
    same("timer id", f"timer_{item['time']:012x}{unique}", item["value"])
    item = by_name["enrolment proof"]
    text = canonical(["sanlian/enrolment/1", item["ledger"], item["personId"], item["publicKey"]])
    same("enrolment text", text, item["text"])
    same("enrolment proof", verify(from_base64(item["publicKey"]), text.encode(), from_base64(item["value"])), True)
    item = by_name["session proof"]
    payload = canonical_bytes(item["challenge"])
    envelope = item["proof"]["envelope"]
    public_key = from_base64(item["proof"]["publicKey"])
    same("session payload", from_base64(envelope["payload"]), payload)
    same("session key", envelope["signatures"][0]["keyid"], key_id(public_key))
    signature = from_base64(envelope["signatures"][0]["sig"])
    same("session proof", verify(public_key, pre_auth(SESSION_TYPE, payload), signature), True)


def check_ledger(folder):
    """Blocks hang together and are signed; leaves, rows, results and tiles follow from them; the head is signed."""
    genesis = read_json((folder / "genesis.json").read_bytes(), 1_000_000)
    genesis_shape(genesis)
    ledger = genesis["name"] + "@" + genesis_hash(genesis)
    log_keys = {key_id(from_base64(c["logKey"])): from_base64(c["logKey"]) for c in genesis["cosigners"]}
    raw_leaves = (folder / "leaves.ndjson").read_text("utf-8").split("\n")[:-1]
    leaves = [read_json(text.encode("utf-8"), 65_535) for text in raw_leaves]
    effects = lines_of(folder / "effects.ndjson")
    previous, time, salts, envelopes = genesis_hash(genesis), genesis["startsAt"], {}, {}
    block_leaves = [leaf for leaf in leaves if leaf["kind"] == "block"]
    texts = (folder / "blocks.ndjson").read_text("utf-8").split("\n")[:-1]
    same("blocks", len(texts), len(block_leaves))
    for height, (text, leaf) in enumerate(zip(texts, block_leaves), 1):
        block = read_json(text.encode("utf-8"), genesis["limits"]["blockBytes"], 18)
        envelope = block["envelope"]
        payload = from_base64(envelope["payload"])
        header = read_json(payload, len(payload))
        same("height", header["height"], height)
        same("previous", header["previous"], previous)
        same("ledger", header["ledger"], ledger)
        same("entries", header["entries"], tagged(["sanlian/entries/1", block["entries"]]))
        signature = envelope["signatures"][0]
        key = log_keys[signature["keyid"]]
        same("proposer", verify(key, pre_auth(BLOCK_TYPE, payload), from_base64(signature["sig"])), True)
        previous, time = sha256(text.encode("utf-8")).hex(), max(time, header["time"])
        same("block leaf", (leaf["block"], leaf["time"], leaf["bundle"]), (previous, time, header["bundle"]))
        salts[height] = header["salt"]
        for entry in block["entries"]:
            if "envelope" in entry:
                envelopes[tagged(entry["envelope"])] = entry
    for position, (leaf, effect) in enumerate(zip(leaves, effects)):
        same("position", leaf["position"], position)
        if leaf["kind"] in ("transaction", "timer"):
            check_effects(leaf, effect, salts[leaf["height"]])
        if leaf["kind"] == "transaction":
            check_entry(leaf, envelopes[leaf["envelope"]], ledger)
    hashes = [leaf_hash(text.encode("utf-8")) for text in raw_leaves]
    same("tile", (folder / f"tile/0/000.p/{len(hashes)}").read_bytes(), b"".join(hashes))
    bundle = b"".join(len(t.encode()).to_bytes(2, "big") + t.encode() for t in raw_leaves)
    same("entries", (folder / f"tile/entries/000.p/{len(hashes)}").read_bytes(), bundle)
    text, _ = parse_note((folder / "checkpoint").read_text("utf-8"))
    same("checkpoint", parse_checkpoint(text), (genesis["origin"], len(hashes), tree_root(hashes)))


def check_effects(leaf, effect, block_salt):
    position = leaf["position"]
    salt = derive_salt(block_salt, "result", position, 0)
    same("result", result_hash(salt, effect["result"]), leaf["result"])
    rows = [
        row_hash(derive_salt(block_salt, "row", position, index), table, key, row)
        for index, (table, key, row) in enumerate(effect["rows"])
    ]
    same("rows", tree_root([leaf_hash(row) for row in rows]).hex(), leaf["rows"])


def check_entry(leaf, entry, ledger):
    data = from_base64(entry["envelope"]["payload"])
    payload = parse_payload(data)
    same("id", transaction_id(payload["notAfter"], pre_auth(TRANSACTION_TYPE, data)), leaf["id"])
    same("arguments", args_hash(entry["argsSalt"], entry["args"]), payload["argsHash"])
    same("ledger", payload["ledger"], ledger)


def check_fixture(folder):
    check_primitives(folder)
    for ledger in ("unit", "alliance"):
        check_ledger(folder / ledger)
    valid = json.loads((folder / "receipts.json").read_text("utf-8"))
    for item in valid:
        report = check_receipt((folder / item["file"]).read_bytes(), item["genesisHashes"])
        same(item["file"], (report.ok, report.failed, report.skipped), (item["ok"], [], []))
        same(item["file"], report.proves, item["proves"])
        same(item["file"], report.cannot_show, item["cannotShow"])
    invalid = lines_of(folder / "invalid-receipts.ndjson")
    for number, item in enumerate(invalid, 1):
        data = (folder / item["from"]).read_bytes()
        at = item["at"]
        data = data[:at] + from_base64(item["insert"]) + data[at + item["remove"] :]
        report = check_receipt(data, item["genesisHashes"], item["nowMs"])
        same(f"invalid receipt {number}", report.failed, item["failed"])
        same(f"invalid receipt {number}", report.skipped, item["skipped"])
        same(f"invalid receipt {number}", report.ok, False)
    print(f"{len(valid)} valid and {len(invalid)} invalid receipts judged as the fixture says")


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--fixture":
        check_fixture(Path(arguments[1]))
        return 0
    if arguments == ["--judge"]:
        for line in sys.stdin:
            item = json.loads(line)
            report = check_receipt(from_base64(item["base64"]), item["genesisHashes"], item["nowMs"])
            print(json.dumps({"failed": report.failed, "skipped": report.skipped}))
        return 0
    if len(arguments) < 1:
        print(__doc__, file=sys.stderr)
        return 64
    report = check_receipt(Path(arguments[0]).read_bytes(), arguments[1:])
    checks = [{"check": name, "status": status, "problem": problem} for name, status, problem in report.checks]
    answer = {"ok": report.ok, "checks": checks, "proves": report.proves, "cannotShow": report.cannot_show}
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
