// Makes the phone's accounts what the operator wants them to be; in one SetParameterValues, so that
// the phone takes all of it or nothing.
//
// Arguments, one of:
//   the accounts as JSON text      [{"account": 1, "user": "1001", "password": "...", "server": "sip.example.com"}]
//   "ext", FILE, FUNCTION          an extension that answers with the same; it is given the serial number
//
// Of an account: account (its number) and server are wanted. Optional: enable (true), user, auth
// (as user), password, label, port (5060), transport (UDP, TCP, TLS, DNS-NAPTR), expires, and the
// same of the backup: backup, backupPort, backupTransport, backupExpires. What is left out keeps
// the value that it has; backup "" takes the second server away.
//
// A password is not readable: an ACS that has read the whole tree anew believes that it is empty.
// One that it believes to be empty is sent only while the account is not registered, so that a
// phone which proves its password every hour is not given it in each session.
const SIP = "Device.Services.VoiceService.1.SIP.";
const STATUS_AGE = 60 * 1000; // milliseconds

function wantedAccounts() {
  if (args[0] !== "ext") return JSON.parse(args[0]);
  const serial = declare("DeviceID.SerialNumber", {value: 1}).value[0];
  const found = ext(args[1], args[2], serial);
  return typeof found === "string" ? JSON.parse(found) : found;
}

function want(path, value) {
  if (value !== undefined) declare(path, {value: 1}, {value: value});
}

function wantServer(account, number, wanted) {
  const server = SIP + "Network." + account + ".FQDNServer." + number + ".";
  want(server + "Domain", wanted.domain);
  want(server + "Port", wanted.port);
  want(server + "X_00005E_Failover.Transport", wanted.transport);
  want(server + "X_00005E_Failover.RegisterExpires", wanted.expires);
}

const wanted = wantedAccounts();
// All are asked for at once, and read before anything else is declared: what follows is one change.
const known = wanted.map(one => {
  const client = SIP + "Client." + one.account + ".";
  return {password: declare(client + "AuthPassword", {value: 1}),
          status: declare(client + "Status", {value: Date.now() - STATUS_AGE})};
});
const proven = known.map(({password, status}) => {
  const isEmpty = password.value !== undefined && password.value[0] === "";
  return isEmpty && status.value !== undefined && status.value[0] === "Up";
});

wanted.forEach((one, i) => {
  const client = SIP + "Client." + one.account + ".";
  want(client + "Enable", one.enable === undefined ? true : one.enable);
  want(client + "X_00005E_Label", one.label);
  want(client + "X_00005E_UserName", one.user);
  want(client + "AuthUserName", one.auth === undefined ? one.user : one.auth);
  if (!proven[i]) want(client + "AuthPassword", one.password);
  wantServer(one.account, 1, {domain: one.server, port: one.port, transport: one.transport, expires: one.expires});
  wantServer(one.account, 2, {domain: one.backup, port: one.backupPort, transport: one.backupTransport,
                              expires: one.backupExpires});
});
