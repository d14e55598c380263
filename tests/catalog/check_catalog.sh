#!/usr/bin/env bash
# check_catalog.sh FILE: whether journalctl takes the catalogue into its database, and shows each entry of it with what it says.
set -euo pipefail
file=$1
command -v journalctl >/dev/null || { echo "no journalctl here"; exit 77; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/lib/systemd/catalog" "$root/var/lib/systemd/catalog"
cp "$file" "$root/usr/lib/systemd/catalog/"
said=$(journalctl --root="$root" --update-catalog 2>&1)
[[ -z $said ]] || { echo "journalctl says: $said"; exit 1; }

mapfile -t ids < <(sed -n 's/^-- //p' "$file")
((${#ids[@]} > 40)) || { echo "only ${#ids[@]} entries"; exit 1; }
for id in "${ids[@]}"; do
  # The entry of the file, from its identifier to the next one.
  wanted=$(awk -v id="-- $id" '/^-- /{on = $0 == id; next} on' "$file")
  shown=$(journalctl --root="$root" --dump-catalog "$id" | tail -n +2)
  [[ $wanted == "$shown" ]] || { diff <(echo "$wanted") <(echo "$shown"); echo "the entry of $id"; exit 1; }
done
echo "${#ids[@]} entries"
