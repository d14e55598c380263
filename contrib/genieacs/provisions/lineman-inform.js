// Periodic reports, each phone at a time of its own within the interval, and the values that an
// operator looks at refreshed as often.
//
// Argument: the interval in seconds (3600).
const interval = Number(args[0]) || 3600;
const server = "Device.ManagementServer.";

// The same for a phone in each session, and spread over the interval among phones.
function phaseOf(id) {
  let hash = 2166136261;
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619) >>> 0;
  // The last octets of such a hash differ little where the names do.
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

const id = declare("DeviceID.ID", {value: 1}).value[0];
// Of PeriodicInformTime only the phase counts: 2000-01-01T00:00:00Z and so many seconds.
const phase = 946684800 + phaseOf(id) % interval;

declare(server + "PeriodicInformEnable", {value: 1}, {value: true});
declare(server + "PeriodicInformInterval", {value: 1}, {value: interval});
declare(server + "PeriodicInformTime", {value: 1}, {value: phase * 1000});

const due = Date.now(interval * 1000);
declare("Device.DeviceInfo.SoftwareVersion", {value: due});
declare("Device.Services.VoiceService.1.SIP.Client.*.Enable", {path: due, value: due});
declare("Device.Services.VoiceService.1.SIP.Client.*.Status", {value: due});
declare("Device.Services.VoiceService.1.SIP.Client.*.X_00005E_Stats.CurrentServer", {value: due});
declare("Device.Services.VoiceService.1.SIP.Network.*.FQDNServer.*.Domain", {path: due, value: due});
