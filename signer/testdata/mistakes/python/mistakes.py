"""The mistakes that are made in Python, each under its name. The protocol is in
signer/testdata/README.md."""
import base64
import binascii
import functools
import hashlib
import hmac
import json
import pathlib
import sys
import unicodedata
import urllib.parse
from decimal import Decimal
from itertools import count

import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, utils

KEYS = pathlib.Path(__file__).parent.parent / "keys"
HASHES = {"md5": hashes.MD5, "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256,
          "sha384": hashes.SHA384, "sha512": hashes.SHA512, "sha3-256": hashes.SHA3_256}
key = None  # the private key of the case
clock = None  # goes on between two calls, as time.time() does


def each(data, change):
    """Changes every scalar of the data."""
    if isinstance(data, dict):
        return {name: each(value, change) for name, value in data.items()}
    if isinstance(data, list):
        return [each(value, change) for value in data]
    return change(data)


def field(data, name, change):
    """Changes one field."""
    if name not in data:
        raise KeyError(name)
    return {**data, name: change(data[name])}


def assigned(data, argument):
    name, value = argument.split("=", 1)
    return {**data, name: json.loads(value)}


def inside(data, argument):
    """extra/pop:card_holder"""
    name, step = argument.split("/", 1)
    call, *rest = step.split(":", 1)
    return field(data, name, lambda inner: STEPS[call](inner, *rest))


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(map(str.title, rest))


def later(data, name, by):
    return field(data, name, lambda _: str(next(clock) + by))


def kept(data, keep):
    return {name: kept(value, keep) if isinstance(value, dict) else value for name, value in data.items() if keep(value)}


def octets(text):
    return text if isinstance(text, bytes) else text.encode()


def number(text):
    try:
        return float(text) if "." in text else int(text)
    except (TypeError, ValueError):
        return text


def sent_by_requests(data):
    return requests.Request("POST", "https://api-merchant.alikassa.io/", json=data).prepare().body


def posted_by_requests(data):
    return requests.Request("POST", "https://api-merchant.alikassa.io/", data=data).prepare().body


def sign_pss(text, argument):
    name, length = argument.split(",")
    pss = padding.PSS(padding.MGF1(HASHES[name]()), padding.PSS.MAX_LENGTH if length == "max" else int(length))
    return key.sign(octets(text), pss, HASHES[name]())


def sign_prehashed(digest, name):
    return key.sign(digest, padding.PKCS1v15(), utils.Prehashed(HASHES[name]()))


# The pieces of SHA-1's DigestInfo (RFC 8017, section 9.2).
OID, NULL = b"\x06\x05\x2b\x0e\x03\x02\x1a", b"\x05\x00"


def der(tag, *parts):
    content = b"".join(parts)
    return bytes([tag, len(content)]) + content


def forge(text, fault):
    """Signs a malformed encoding, as Wycheproof has them, by a raw RSA operation."""
    digest = hashlib.sha1(octets(text)).digest()
    algorithm, octet_string = der(0x30, OID, NULL), der(0x04, digest)
    info = der(0x30, algorithm, octet_string)
    size = (key.key_size + 7) // 8

    def padded(t):
        return b"\x00\x01" + b"\xff" * (size - 3 - len(t)) + b"\x00" + t

    fill = b"\xff" * (size - 3 - len(info))
    forged = {
        "type-0": lambda: b"\x00\x00" + fill + b"\x00" + info,
        "type-2": lambda: b"\x00\x02" + bytes(1 + i % 255 for i in range(len(fill))) + b"\x00" + info,
        "first-byte": lambda: b"\x01\x01" + fill + b"\x00" + info if key.key_size % 8 else b"\x00\x03" + fill + b"\x00" + info,
        "short-padding": lambda: b"\x00\x01" + b"\xff" * 8 + b"\x00" + info + b"\xaa" * (len(fill) - 8),
        "no-padding-bytes": lambda: b"\x00\x01\x00" + info + b"\xaa" * len(fill),
        "missing-separator": lambda: b"\x00\x01" + fill + b"\xff" + info,
        "separator-twice": lambda: b"\x00\x01" + fill[1:] + b"\x00\x00" + info,
        "byte-changed": lambda: b"\x00\x01" + fill[:20] + b"\xfe" + fill[21:] + b"\x00" + info,
        "byte-zero": lambda: b"\x00\x01" + fill[:20] + b"\x00" + fill[21:] + b"\x00" + info,
        "zeros": lambda: b"\x00\x01" + b"\x00" * (len(fill) + 1) + info,
        "garbage-after": lambda: padded(info + b"\xde\xad\xbe\xef"),
        "zero-after": lambda: padded(info + b"\x00"),
        "null-missing": lambda: padded(der(0x30, der(0x30, OID), octet_string)),
        "null-wrong": lambda: padded(der(0x30, der(0x30, OID, b"\x05\x01\x00"), octet_string)),
        "null-twice": lambda: padded(der(0x30, der(0x30, OID, NULL, NULL), octet_string)),
        "null-as-sequence": lambda: padded(der(0x30, der(0x30, OID, b"\x30\x00"), octet_string)),
        "null-as-octets": lambda: padded(der(0x30, der(0x30, OID, b"\x04\x00"), octet_string)),
        "ber-length": lambda: padded(b"\x30\x81" + info[1:]),
        "ber-inner-length": lambda: padded(der(0x30, b"\x30\x81" + algorithm[1:], octet_string)),
        "ber-digest-length": lambda: padded(der(0x30, algorithm, b"\x04\x81\x14" + digest)),
        "indefinite-length": lambda: padded(b"\x30\x80" + algorithm + octet_string + b"\x00\x00"),
        "digest-short": lambda: padded(der(0x30, algorithm, der(0x04, digest[:19]))),
        "digest-long": lambda: padded(der(0x30, algorithm, der(0x04, digest, b"\x00"))),
        "oid-sha256": lambda: padded(der(0x30, der(0x30, b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01", NULL), octet_string)),
        "info-unpadded": lambda: b"\x00" * (size - len(info)) + info,
        "digest-unpadded": lambda: b"\x00" * (size - 20) + digest,
        "info-left": lambda: b"\x00" + info + b"\x00" * (size - len(info) - 1),
        "nothing": lambda: padded(b""),
    }[fault]()
    assert len(forged) == size, fault
    private = key.private_numbers()
    return pow(int.from_bytes(forged, "big"), private.d, private.public_numbers.n).to_bytes(size, "big")


def seek(data, wanted):
    """The order_id with which the signature begins as wanted: such things happen by chance."""
    for n in count():
        if wanted(key.sign(json.dumps(data).encode(), padding.PKCS1v15(), hashes.SHA1())[0]):
            return data
        data = {**data, "order_id": f"Z-{n}"}


def dumps(**options):
    return lambda data: json.dumps(data, **options)


STEPS = {
    # the data
    "decode": json.loads,
    "decode-decimal": lambda text: json.loads(text, parse_float=Decimal),
    "sort": lambda data: dict(sorted(data.items())),
    "rsort": lambda data: dict(sorted(data.items(), reverse=True)),
    "reverse": lambda data: dict(reversed(data.items())),
    "sort-values": lambda data: dict(sorted(data.items(), key=lambda item: str(item[1]))),
    "first": lambda data, name: {name: data[name], **data},
    "str": lambda data: each(data, str),
    "string": lambda data, name: field(data, name, str),
    "int": lambda data, name: field(data, name, int),
    "float": lambda data, name: field(data, name, float),
    "numeric": lambda data: each(data, number),
    "bool-int": lambda data: each(data, lambda v: int(v) if isinstance(v, bool) else v),
    "two-decimals": lambda data, name: field(data, name, lambda v: "%.2f" % float(v)),
    "skip-none": lambda data: kept(data, lambda v: v is not None),
    "skip-empty": lambda data: kept(data, lambda v: v not in (None, "", {}, [])),
    "skip-blank": lambda data: kept(data, lambda v: v != ""),
    "pop": lambda data, name: {k: v for k, v in data.items() if k != name},
    "inside": inside,
    "flatten": lambda data, name: {**{n: v for n, v in data.items() if n != name}, **data[name]},
    "encode-field": lambda data, name: field(data, name, json.dumps),
    "camel": lambda data: {camel(name): value for name, value in data.items()},
    "rename": lambda data, names: {names.split("=")[1] if name == names.split("=")[0] else name: value for name, value in data.items()},
    "comma": lambda data, name: field(data, name, lambda v: ("%.2f" % float(v)).replace(".", ",")),
    "thousands": lambda data, name: field(data, name, lambda v: f"{float(v):,.2f}"),
    "add": assigned,
    "add-first": lambda data, argument: {**assigned({}, argument), **data},
    "set": assigned,
    "time": lambda data, name: later(data, name, 0),
    "time-later": lambda data, name: later(data, name, 1),
    "strip": lambda data, name: field(data, name, str.strip),
    "lower": lambda data, name: field(data, name, str.lower),
    "upper": lambda data, name: field(data, name, str.upper),
    "phone-digits": lambda data, name: field(data, name, lambda v: v.lstrip("+")),
    "phone-plus": lambda data, name: field(data, name, lambda v: "+" + v),
    "url-rstrip": lambda data, name: field(data, name, lambda v: v.rstrip("/")),
    "url-slash": lambda data, name: field(data, name, lambda v: v + "/"),
    "html-escape": lambda data, name: field(data, name, lambda v: __import__("html").escape(v)),
    "normalize": lambda data, form: each(data, lambda v: unicodedata.normalize(form, v) if isinstance(v, str) else v),
    "format-forgotten": lambda data, name: field(data, name, lambda v: "{{%s}}" % name),
    "format-dollar": lambda data, name: field(data, name, lambda v: "${%s}" % name),
    "wrap": lambda data, name: {name: data},
    "wrap-list": lambda data: [data],
    "unwrap": lambda data, name: data[name],
    "shift": lambda data: data[0],
    "seek-zero": lambda data: seek(data, lambda first: first == 0),
    "seek-high": lambda data: seek(data, lambda first: first >= 128),

    # writing it
    "json": dumps(),
    "json-unicode": dumps(ensure_ascii=False),
    "json-compact": dumps(separators=(",", ":")),
    "json-compact-unicode": dumps(separators=(",", ":"), ensure_ascii=False),
    "json-sorted": dumps(sort_keys=True),
    "requests-json": sent_by_requests,
    "requests-data": posted_by_requests,
    "indent": lambda data, by: json.dumps(data, indent=int(by)),
    "indent-unicode": lambda data, by: json.dumps(data, indent=int(by), ensure_ascii=False),
    "indent-tab": dumps(indent="\t"),
    "indent-tab-unicode": dumps(indent="\t", ensure_ascii=False),
    "colon-blank": dumps(separators=(",", ": ")),
    "comma-blank": dumps(separators=(", ", ":")),
    "colon-blanks": dumps(separators=(",", " : ")),
    "json-sorted-compact": dumps(sort_keys=True, separators=(",", ":")),
    "json-default-str": dumps(default=str),
    "str-dict": str,
    "repr": repr,
    "urlencode": urllib.parse.urlencode,
    "urlencode-quote": lambda data: urllib.parse.urlencode(data, quote_via=urllib.parse.quote),
    "join-pairs": lambda data: "&".join(f"{name}={value}" for name, value in data.items()),
    "join-values": lambda data: ";".join(str(value) for value in data.values()),

    # the bytes
    "json-again": json.dumps,
    "json-again-unicode": dumps(ensure_ascii=False),
    "base64-body": lambda text: base64.b64encode(octets(text)),
    "hex-body": lambda text: octets(text).hex(),
    "quote-plus-body": urllib.parse.quote_plus,
    "str-of-bytes": lambda text: str(octets(text)),
    "str-of-byte-list": lambda text: str(list(octets(text))),
    "newline": lambda text: text + "\n",
    "crlf": lambda text: text + "\r\n",
    "blank": lambda text: text + " ",
    "encode": lambda text, charset: text.encode(charset),
    "encode-replace": lambda text, charset: text.encode(charset, "replace"),
    "encode-xml": lambda text, charset: text.encode(charset, "xmlcharrefreplace"),
    "decode-as": lambda text, charset: octets(text).decode(charset),
    "unicode-escape": lambda text: text.encode().decode("unicode_escape"),
    "backslashes": lambda text: text.replace("\\", "\\\\"),
    "no-backslashes": lambda text: text.replace("\\", ""),
    "no-blanks": lambda text: "".join(text.split()),
    "text": lambda _, other: other,

    # the digest and the signature
    "digest-hex": lambda text, name: hashlib.new(name, octets(text)).hexdigest(),
    "digest-HEX": lambda text, name: hashlib.new(name, octets(text)).hexdigest().upper(),
    "digest-raw": lambda text, name: hashlib.new(name, octets(text)).digest(),
    "digest-base64": lambda text, name: base64.b64encode(hashlib.new(name, octets(text)).digest()),
    "sign": lambda text, name: key.sign(octets(text), padding.PKCS1v15(), HASHES[name]()),
    "hmac-hex": lambda text, name: hmac.new(b"secret", octets(text), name).hexdigest(),
    "hmac-raw": lambda text, name: hmac.digest(b"secret", octets(text), name),
    "sign-prehashed": sign_prehashed,
    "sign-pss": sign_pss,
    "forge": forge,

    # its way into the header
    "base64": lambda sign: base64.b64encode(octets(sign)).decode(),
    "encodebytes": lambda sign: base64.encodebytes(octets(sign)).decode(),
    "str-bytes": lambda sign: str(base64.b64encode(sign)),
    "urlsafe": lambda sign: base64.urlsafe_b64encode(sign).decode(),
    "urlsafe-unpadded": lambda sign: base64.urlsafe_b64encode(sign).rstrip(b"=").decode(),
    "hexlify": lambda sign: binascii.hexlify(sign).decode(),
    "b2a": binascii.b2a_base64,
    "b32": base64.b32encode,
    "b85": base64.b85encode,
    "quote": lambda text: urllib.parse.quote(text, safe=""),
    "unquote-plus": urllib.parse.unquote_plus,
    "parse-qs": lambda text: urllib.parse.parse_qs("sign=" + text)["sign"][0],
    "json-text": json.dumps,
    "repr-text": repr,
    "header": lambda text: f"Sign: {text}",
    "bearer": lambda text: f"Bearer {text}",
    "utf8-replace": lambda sign: sign.decode("utf-8", "replace"),
    "utf8-ignore": lambda sign: sign.decode("utf-8", "ignore"),
    "reversed": lambda sign: sign[::-1],
    "latin1": lambda sign: sign.decode("latin-1"),
    "slice": lambda text, length: text[:int(length)],
    "cut": lambda text, length: text[:-int(length)],
    "cut-bytes": lambda sign, length: sign[:-int(length)],
    "extra": lambda sign, what: octets(sign) + binascii.unhexlify(what),
    "twice": lambda text: text + "," + text,
    "number-bytes": lambda sign: (lambda n: n.to_bytes((n.bit_length() + 7) // 8, "big"))(int.from_bytes(sign, "big")),
    "signed-number-bytes": lambda sign: (lambda n: n.to_bytes(n.bit_length() // 8 + 1, "big", signed=True))(int.from_bytes(sign, "big")),
    "private-key": lambda _: key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()),
    "private-key-der": lambda _: key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
    "none": lambda _: str(None),
    "empty": lambda _: "",
}

@functools.cache
def opened(name):
    return serialization.load_pem_private_key((KEYS / (name + ".pem")).read_bytes(), None)


for line in sys.stdin:
    source, name, chain = line.rstrip("\n").split("\t")
    try:
        key, clock = opened(name), count(1785153600)
        state = base64.b64decode(source)
        for step in chain.split(" | "):
            call, *argument = step.split(":", 1)
            state = STEPS[call](state, *argument)
        print("=" + base64.b64encode(octets(state)).decode())
    except Exception as error:  # every refusal is an answer
        print("!" + base64.b64encode(repr(error).encode()).decode())
