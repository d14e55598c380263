"""Certificates for a test's ACS, made by the openssl command when they are needed."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


def _openssl(*words, cwd):
    subprocess.run(["openssl", *map(str, words)], cwd=cwd, check=True, capture_output=True, timeout=60)


@dataclass(frozen=True)
class Authority:
    """Signs certificates, all below `folder`."""

    folder: Path
    name: str

    @property
    def certificate(self):
        return self.folder / f"{self.name}.pem"

    @property
    def key(self):
        return self.folder / f"{self.name}.key"

    def sign(self, name, subject_names, expired=False):
        """(certificate file, key file) for `subject_names` as X.509 says them ("DNS:acs.test", "IP:127.0.0.1"); without any
        the common name alone says `name`."""
        key, request, made = (self.folder / f"{name}.{end}" for end in ("key", "csr", "pem"))
        _openssl("req", "-new", *_NEW_KEY, "-keyout", key, "-out", request, "-subj", f"/CN={name}", cwd=self.folder)
        self._settings().write_text(_SETTINGS.format(
            names=f"subjectAltName = {','.join(subject_names)}" if subject_names else "basicConstraints = CA:FALSE"))
        dates = ["-startdate", "20200101000000Z", "-enddate", "20200102000000Z"] if expired else ["-days", "2"]
        (self.folder / "index").write_text("")
        _openssl("ca", "-batch", "-notext", "-config", self._settings(), "-cert", self.certificate, "-keyfile", self.key,
                 "-rand_serial", "-in", request, "-out", made, *dates, cwd=self.folder)
        return made, key

    def protect(self, key, pass_phrase):
        """A copy of the key file that nobody can read without the pass phrase."""
        made = key.with_suffix(".protected")
        _openssl("ec", "-in", key, "-aes256", "-passout", f"pass:{pass_phrase}", "-out", made, cwd=self.folder)
        return made

    def _settings(self):
        return self.folder / f"{self.name}.cnf"


_NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
_SETTINGS = """[ca]
default_ca = here
[here]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
x509_extensions = extensions
unique_subject = no
[any]
commonName = supplied
[extensions]
{names}
"""


def authority(folder, name="authority"):
    """A new one, which nobody trusts unless told to."""
    made = Authority(Path(folder), name)
    made.folder.mkdir(parents=True, exist_ok=True)
    _openssl("req", "-x509", *_NEW_KEY, "-keyout", made.key, "-out", made.certificate, "-days", "2",
             "-subj", f"/CN=Test {name}", "-addext", "keyUsage=critical,keyCertSign,cRLSign", cwd=made.folder)
    return made
