// Whether any account is with its second server now.
const CURRENT = "Device.Services.VoiceService.1.SIP.Client.*.X_00005E_Stats.CurrentServer";
const asked = (args[2] && args[2].value) || 1; // how old it may be

let backup = false;
for (const one of declare(CURRENT, {path: 1, value: asked}))
  if (one.value && /\.FQDNServer\.2\.?$/.test(one.value[0])) backup = true;

return {writable: false, value: [backup, "xsd:boolean"]};
