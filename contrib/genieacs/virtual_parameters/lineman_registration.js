// In one word how the phone's accounts are: registered (all that are enabled), partly, trying,
// failed, or none (no account is enabled).
const CLIENTS = "Device.Services.VoiceService.1.SIP.Client.*.";
const asked = (args[2] && args[2].value) || 1; // how old it may be

const states = [];
for (const one of declare(CLIENTS + "Status", {path: 1, value: asked}))
  if (one.value && one.value[0] !== "Disabled") states.push(one.value[0]);

const up = states.filter(state => state === "Up").length;
const failed = states.filter(state => state.startsWith("Error_")).length;
let word = "trying";
if (states.length === 0) word = "none";
else if (up === states.length) word = "registered";
else if (up > 0) word = "partly";
else if (failed === states.length) word = "failed";

return {writable: false, value: [word, "xsd:string"]};
