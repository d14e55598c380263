// What the phone wants to hear of the ACS before it opens a session for it: set where the phone has
// none yet, or where the ACS does not know it any more. What both know is left alone.
//
// Arguments: the user name (the ID of the device where it is "" or missing), the password (one that
// is always the same for this phone where it is "" or missing).
const server = "Device.ManagementServer.";

// Math.random() of GenieACS begins anew for each device: the password is another one for each
// phone, and the same one when the script runs again.
function ownPassword(id) {
  if (typeof HASH_CREDENTIAL === "function") return HASH_CREDENTIAL(id);
  let password = "";
  while (password.length < 24) password += Math.random().toString(36).slice(2);
  return password.slice(0, 24);
}

const id = declare("DeviceID.ID", {value: 1}).value[0];
const user = declare(server + "ConnectionRequestUsername", {value: 1});
const password = declare(server + "ConnectionRequestPassword", {value: 1});

if (user.value !== undefined && (user.value[0] === "" || password.value[0] === "")) {
  declare(server + "ConnectionRequestUsername", {value: 1}, {value: args[0] || id});
  declare(server + "ConnectionRequestPassword", {value: 1}, {value: args[1] || ownPassword(id)});
}
