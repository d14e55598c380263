#!/usr/bin/env bash
# check_units.sh BUILD AGENTD SIPCORED: installs the systemd files into a scratch root, verifies the units with the programs
# of the build in place, holds their exposure against what we reached, and tries the user and the folders.
set -euo pipefail
build=$1 agentd=$2 sipcored=$3

# Exposure times ten (systemd-analyze security): no unit of ours may get worse.
agent_limit=15
sipcore_limit=11

command -v systemd-analyze >/dev/null || { echo "no systemd-analyze here"; exit 77; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
DESTDIR=$root cmake --install "$build" --prefix /usr --component systemd >/dev/null

units=$root/usr/lib/systemd/system
prefix=$(sed -n 's/^ExecStart=\(.*\)\/lineman-agentd$/\1/p' "$units/lineman-agent.service")
[[ -n $prefix ]] || { echo "lineman-agent.service starts no lineman-agentd"; exit 1; }
sed -i "s|^ExecStart=.*/lineman-agentd|ExecStart=$agentd|" "$units/lineman-agent.service"
sed -i "s|^ExecStart=.*/lineman-sipcored|ExecStart=$sipcored|" "$units/lineman-sipcore.service"

# Manual pages are not installed here.
systemd-analyze verify --man=no --recursive-errors=no "$units/lineman-agent.service" "$units/lineman-sipcore.service" \
  "$units/lineman-agent.socket"

systemd-analyze security --offline=true --no-pager --threshold=$agent_limit "$units/lineman-agent.service" >"$root/agent" ||
  { grep -v '✓' "$root/agent"; exit 1; }
systemd-analyze security --offline=true --no-pager --threshold=$sipcore_limit "$units/lineman-sipcore.service" >"$root/sipcore" ||
  { grep -v '✓' "$root/sipcore"; exit 1; }
tail -n 1 "$root/agent"
tail -n 1 "$root/sipcore"

systemd-sysusers --dry-run --root="$root" >/dev/null 2>&1
if [[ $(id -u) == 0 ]]; then
  mkdir -p "$root/etc" "$root/run" "$root/var/lib"
  systemd-sysusers --root="$root" >/dev/null 2>&1
  systemd-tmpfiles --create --root="$root"
  [[ $(stat -c %a "$root/var/lib/lineman") == 700 ]]
  [[ $(stat -c %a "$root/run/lineman") == 755 ]]
fi
