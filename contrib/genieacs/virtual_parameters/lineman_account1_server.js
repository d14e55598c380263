// The domain of the server that account 1 is with; "" where none has control.
const SIP = "Device.Services.VoiceService.1.SIP.";
const asked = (args[2] && args[2].value) || 1; // how old it may be

const current = declare(SIP + "Client.1.X_00005E_Stats.CurrentServer", {value: asked});
let domain = "";
if (current.value && current.value[0]) {
  const found = declare(current.value[0].replace(/\.$/, "") + ".Domain", {value: asked});
  if (found.value) domain = found.value[0];
}
return {writable: false, value: [domain, "xsd:string"]};
