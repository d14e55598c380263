#!/usr/bin/env bash
# check_units.sh BUILD AGENTD SIPCORED WEBD: installs the systemd files into a scratch root, verifies all units with the programs
# of the build in place, holds the exposure of each service against what we reached, and tries the user and the folders.
set -euo pipefail
build=$1 agentd=$2 sipcored=$3 webd=$4

# Exposure times ten (systemd-analyze security): no unit of ours may get worse, and none may be worse than 15.
declare -A limits=([lineman-agent.service]=13 [lineman-sipcore.service]=11 [lineman-reboot.service]=5 [lineman-web.service]=11)

command -v systemd-analyze >/dev/null || { echo "no systemd-analyze here"; exit 77; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
DESTDIR=$root cmake --install "$build" --prefix /usr --component systemd >/dev/null

units=$root/usr/lib/systemd/system
prefix=$(sed -n 's/^ExecStart=\(.*\)\/lineman-agentd$/\1/p' "$units/lineman-agent.service")
[[ -n $prefix ]] || { echo "lineman-agent.service starts no lineman-agentd"; exit 1; }
sed -i "s|^ExecStart=.*/lineman-agentd|ExecStart=$agentd|" "$units/lineman-agent.service"
sed -i "s|^ExecStart=.*/lineman-sipcored|ExecStart=$sipcored|" "$units/lineman-sipcore.service"
sed -i "s|^ExecStart=.*/lineman-webd|ExecStart=$webd|" "$units/lineman-web.service"

# Manual pages are not installed here.
warnings=$(systemd-analyze verify --man=no --recursive-errors=no "$units"/*.{service,socket,path} 2>&1) ||
  { echo "$warnings"; exit 1; }
[[ -z $warnings ]] || { echo "$warnings"; exit 1; }

for unit in "$units"/*.service; do
  name=$(basename "$unit")
  [[ -n ${limits[$name]:-} ]] || { echo "$name has no limit"; exit 1; }
  systemd-analyze security --offline=true --no-pager --threshold="${limits[$name]}" "$unit" >"$root/report" ||
    { grep -v '✓' "$root/report"; exit 1; }
  tail -n 1 "$root/report"
done
grep -rq '^[^#]*=.*CAP_' "$units" && { echo "a unit asks for a capability"; exit 1; }

# A socket hands its descriptors to a service of ours, under a name that a daemon knows.
for socket in "$units"/*.socket; do
  service=$(sed -n 's/^Service=//p' "$socket")
  [[ -f $units/${service:-$(basename "$socket" .socket).service} ]] || { echo "$socket has no service"; exit 1; }
  grep -q '^FileDescriptorName=\(control\|sipcore\|cwmp\|snmp\|web\)$' "$socket" || { echo "$socket has no name"; exit 1; }
done

# The file that the agent writes is the one that root's unit waits for.
request=$(sed -n 's/^cwmp.reboot_command = .* //p' "$root/etc/lineman/lineman.conf.d/10-reboot.conf")
[[ -n $request ]]
grep -qx "PathChanged=$request" "$units/lineman-reboot.path"
grep -qx "ConditionPathExists=$request" "$units/lineman-reboot.service"

systemd-sysusers --dry-run --root="$root" >/dev/null 2>&1
if [[ $(id -u) == 0 ]]; then
  mkdir -p "$root/run" "$root/var/lib"
  systemd-sysusers --root="$root" >/dev/null 2>&1
  systemd-tmpfiles --create --root="$root"
  [[ $(stat -c %a "$root/var/lib/lineman") == 700 ]]
  [[ $(stat -c %a "$root/run/lineman") == 755 ]]
  [[ $(stat -c %a "$root/etc/lineman/credentials") == 700 ]]
  [[ $(stat -c %a "$root/etc/lineman/web") == 700 ]]
fi
