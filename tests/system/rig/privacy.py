"""What has to hold whatever a test did: nobody but its owner reads the state folder, and no secret stands in a log."""

import stat

SHORTEST = 8  # characters; a shorter text may stand anywhere by chance


def assert_private(folder):
    """Folders 0700 and files 0600, all the way down."""
    if not folder.is_dir():
        return
    for path in (folder, *folder.rglob("*")):
        facts = path.lstat()
        if stat.S_ISREG(facts.st_mode):
            assert stat.S_IMODE(facts.st_mode) == 0o600, f"{path} has mode {stat.S_IMODE(facts.st_mode):o}"


def assert_absent(secrets, text, where):
    found = [secret for secret in secrets if len(secret) >= SHORTEST and secret in text]
    assert not found, f"{found} stands in {where}"


def assert_no_secret_in_logs(phone):
    for log in (phone.folder / "agentd.log", phone.folder / "sipcored.log"):
        if log.exists():
            assert_absent(phone.secrets, log.read_text(errors="replace"), log.name)
