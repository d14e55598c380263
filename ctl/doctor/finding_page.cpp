#include "ctl/doctor/finding_page.hpp"

#include "ctl/doctor/finding_table.hpp"

namespace lineman::ctl::doctor {
namespace {

constexpr std::string_view introduction = R"(# What is wrong, and what to do

`linemanctl doctor` looks at the phone and says of each finding what is wrong, where, and what to do. It changes nothing,
needs no running agent, and ends within half a minute whatever hangs. Root sees everything; what another user could not
look at is listed below the findings, never passed over. Where the daemons have other folders than the system's, say so as
they are told: `--config`, `--state-dir`, `--runtime-dir`.

Registrars, the ACS and name servers are left in peace: the doctor takes the SIP core's and the agent's word for how they
fare. It sends DNS queries, and where something failed over TCP or TLS it connects, looks at the certificate and hangs up.

The exit code is 0 where nothing is wrong and 1 where there are findings. For programs, `linemanctl -f json doctor` prints
one object; members may be added, those here stay, and so do the names of the findings:

```json
{"version": 1,
 "checks": [{"check": "dns", "result": "error", "summary": "1 server of sip.dns_servers, 1 name"}],
 "findings": [{"id": "dns-silent", "check": "dns", "severity": "error", "title": "No name server answers",
               "what": "192.0.2.53:53 does not answer", "where": "sip.dns_servers",
               "advice": "What is known goes on being used; …", "command": "dig @192.0.2.53 -p 53 . NS"}],
 "unchecked": [{"check": "folders", "what": "/var/lib/lineman", "why": "it takes root or the agent's user to look there"}]}
```

`result` is `ok`, `warning`, `error` or `unchecked`; `severity` is `error` where something does not work and `warning` where
it will not for long, or not as meant. `command` is what to type, null where no command does it.

## The bundle

`linemanctl bundle` writes what support asks for into one `.tar.gz`: status, counters, values, history and what each change
did, the last events, the settings, the doctor's findings, versions, units, the last journal, sockets, `resolv.conf` and
memory. Only its owner may read it, and a file that is there already is never replaced. Passwords, pass phrases, communities
and keys are not in it: secrets are `********`, of the settings files only what acts is taken, without comments, of commands
only the program, and what stands before the `@` of a URL is masked. User names, telephone numbers and addresses are in it;
the command lists them. Look at it before you send it. For programs:

```json
{"version": 1, "file": "lineman-00005e005301-20260102T030405Z.tar.gz", "octets": 20481, "files": ["status.json"],
 "missing": [{"file": "journal.txt", "why": "systemd does not run here"}], "tells_of": ["names of SNMP users"]}
```

What follows is written from `ctl/doctor/finding_table.cpp`.
)";

}  // namespace

std::string finding_page() {
  std::string page{introduction};
  std::string_view check;
  for (const auto& row : finding_table()) {
    if (row.check != check) page.append("\n## Check: ").append(row.check).append("\n");
    check = row.check;
    page.append("\n### ").append(row.name).append("\n\n*");
    page.append(to_string(row.severity)).append(": ").append(row.title).append("*\n\n");
    page.append(row.advice).append("\n");
    if (!row.command.empty()) page.append("\nType: `").append(row.command).append("`\n");
  }
  return page;
}

}  // namespace lineman::ctl::doctor
