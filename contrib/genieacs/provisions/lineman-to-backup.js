// Has accounts register with what was their second server first; with the name of the old one, the
// same script brings them home. The two servers change places, in one SetParameterValues.
//
// Arguments: the domain that is to be the first server, and the account ("*": all of them, as where
// it is missing). Accounts that have it first already, or not at all, are left alone: the script
// can run in each session.
const first = args[0];
const account = args[1] === undefined ? "*" : String(args[1]);
const NETWORKS = "Device.Services.VoiceService.1.SIP.Network.";
const LEAVES = ["Domain", "Port", "X_00005E_Failover.Transport", "X_00005E_Failover.RegisterExpires"];

// All are asked for at once.
const asked = [1, 2].map(number => LEAVES.map(leaf => {
  return declare(NETWORKS + account + ".FQDNServer." + number + "." + leaf, {path: 1, value: 1});
}));

// {account: [value of each leaf]} of one of the two servers.
function byAccount(leaves) {
  const found = {};
  leaves.forEach((rows, i) => {
    for (const one of rows) {
      const row = one.path.slice(NETWORKS.length).split(".")[0];
      found[row] = found[row] || [];
      found[row][i] = one.value && one.value[0];
    }
  });
  return found;
}

const [firsts, seconds] = asked.map(byAccount);
for (const row of Object.keys(firsts)) {
  const [one, two] = [firsts[row], seconds[row]];
  if (!first || two === undefined || two[0] !== first || one[0] === first) continue;
  log("lineman: account " + row + " changes over to " + first);
  LEAVES.forEach((leaf, i) => {
    declare(NETWORKS + row + ".FQDNServer.1." + leaf, {value: 1}, {value: two[i]});
    declare(NETWORKS + row + ".FQDNServer.2." + leaf, {value: 1}, {value: one[i]});
  });
}
