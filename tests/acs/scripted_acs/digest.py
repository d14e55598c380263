"""HTTP's digest authentication (RFC 7616), from both ends: credentials for a challenge, and challenges of one's own."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}

OK, CHALLENGE, STALE = "ok", "challenge", "stale"


def fields_of(header):
    """The parameters of "Digest a="b", c=d", by name."""
    return {name.lower(): quoted or token
            for name, quoted, token in re.findall(r'([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s,"]+))', header)}


@dataclass(frozen=True)
class Credentials:
    username: str
    password: str


def response(credentials, method, uri, realm, nonce, algorithm="MD5", qop="", nc="", cnonce="", body=b""):
    """What proves that the password is known (RFC 7616, 3.4.1). Without qop as RFC 2069 had it; `body` counts with
    auth-int."""
    def digest(text):
        octets = text if isinstance(text, bytes) else text.encode()
        return _HASHES[algorithm.removesuffix("-sess")](octets).hexdigest()

    secret = digest(f"{credentials.username}:{realm}:{credentials.password}")
    if algorithm.endswith("-sess"):
        secret = digest(f"{secret}:{nonce}:{cnonce}")
    asked = digest(f"{method}:{uri}:{digest(body)}" if qop == "auth-int" else f"{method}:{uri}")
    return digest(f"{secret}:{nonce}:{nc}:{cnonce}:{qop}:{asked}" if qop else f"{secret}:{nonce}:{asked}")


def authorization(challenge, credentials, method, uri, count=1, cnonce=None):
    """The Authorization that answers `challenge` for the `count`th time."""
    asked = fields_of(challenge)
    algorithm = asked.get("algorithm", "MD5")
    said = {"username": credentials.username, "realm": asked["realm"], "nonce": asked["nonce"], "uri": uri}
    more = {"algorithm": algorithm} if "algorithm" in asked else {}
    if "auth" in re.split(r"[\s,]+", asked.get("qop", "")):
        said["cnonce"] = cnonce or secrets.token_hex(8)
        more |= {"qop": "auth", "nc": f"{count:08x}"}
    said["response"] = response(credentials, method, uri, asked["realm"], asked["nonce"], algorithm,
                                more.get("qop", ""), more.get("nc", ""), said.get("cnonce", ""))
    if "opaque" in asked:
        said["opaque"] = asked["opaque"]
    return "Digest " + ", ".join([*(f'{name}="{value}"' for name, value in said.items()),
                                  *(f"{name}={value}" for name, value in more.items())])


@dataclass
class Challenger:
    """Challenges, and judges what answers them. A nonce is good for `uses` requests, 0 for any number; each count of it
    once."""

    credentials: Credentials
    algorithm: str = "MD5"
    qop: str = "auth"
    uses: int = 0
    realm: str = "the scripted ACS"
    _nonces: dict = field(default_factory=dict)  # nonce: counts that were used

    def challenge(self, stale=False):
        nonce = secrets.token_hex(16)
        self._nonces[nonce] = []
        words = [f'Digest realm="{self.realm}"', f'nonce="{nonce}"', f"algorithm={self.algorithm}", 'opaque="kept"']
        words += [f'qop="{self.qop}"'] * bool(self.qop) + ["stale=true"] * stale
        return ", ".join(words)

    def judge(self, method, uri, header, body=b""):
        """OK, CHALLENGE where the credentials are missing or wrong, STALE where the nonce alone is."""
        said = fields_of(header)
        if not header.startswith("Digest ") or said.get("username") != self.credentials.username:
            return CHALLENGE
        wanted = response(self.credentials, method, uri, self.realm, said.get("nonce", ""), self.algorithm,
                          said.get("qop", ""), said.get("nc", ""), said.get("cnonce", ""), body)
        if said.get("response") != wanted or said.get("uri") != uri or said.get("qop", "") != self.qop:
            return CHALLENGE
        used = self._nonces.get(said["nonce"])
        if used is None or (self.uses and len(used) >= self.uses) or (self.qop and said["nc"] in used):
            return STALE
        used.append(said.get("nc"))
        return OK
