// A conversation as a text file, played by the engine over a fake clock. One command a line, '#'
// begins a comment. What is configured and what happens:
//
//   set NAME=VALUE        of the account ("enable=1") or of the phone ("sip.timer_t1=0.5")
//   account N             the account that the next lines are about, 1 at first
//   load, commit          the values set so far, as a load, or by prepare and commit
//   resolve NAME TTL ADDRESS...     what DNS says from now on; without an address there is no such
//                         name
//   resolve-srv NAME TTL [PRIORITY WEIGHT PORT TARGET]...
//   resolve-naptr NAME TTL [ORDER PREFERENCE FLAG SERVICE REPLACEMENT]...
//   name-server silent|answers
//   at T                  moves the clock to T seconds after the start; nothing may be sent on the
//                         way
//   answer STATUS [REASON] [| FIELD: VALUE]...   the last message is answered now
//   answer-to TARGET STATUS...      the last message to that target is
//   grant EXPIRES, grant-to TARGET EXPIRES       the same with a 200 that lists its Contact
//   raw TARGET TEXT       TEXT arrives, with \r\n written out and {Via}, {From} ... of the last
//                         message
//   icmp TARGET           an ICMP error; over TCP and TLS a refused connection
//   tls-error, send-error TARGET    a connection that fails in another way
//   unsendable, sendable TARGET     nothing can be sent there any more, and again
//   own-address ADDRESS   the phone's own is another one
//   luck FRACTION         where waits of random length lie from now on: 0 the shortest, 1 the
//                         longest (at first)
//
// What has to be true:
//
//   send T TARGET [KEY=VALUE...]    the next message leaves at T exactly, to TARGET. Keys: resend
//                         (the same text as the one before to that target), call (same or new,
//                         likewise), expires, cseq, auth, proxy-auth (yes or no), is (its method),
//                         has, hasnt (any text without a space)
//   state, mode, server, target, reason, lease, failure CODE REASON|none      of the account
//   since, registered-since, failed-at T         moments that it shows
//   count NAME VALUE      a counter of the account
//   requests SERVER [METHOD] NAME VALUE          a counter of REGISTER, or of METHOD, at a server
//   server-count SERVER NAME VALUE  a counter of a server
//   dns-count NAME VALUE  a counter of the resolver
//   event KIND DETAIL     the next event that is not of kind "state" or "generation"; `event none`
//   generation N          under which the account is registered; the first load is 1, each load and
//                         commit one more; told-generation N|none: the last event of that kind
//   held NAME=VALUE...|none         the values that wait for a restart, with what acts
//   restart yes|no        whether the last commit has to wait for one
//   effect EFFECT         of the last load or commit on the account
//
// Those of scenario_calls.hpp and scenario_places.hpp besides. A TARGET is ADDRESS:PORT, with /tcp
// or /tls behind it where that is its transport. A name server is asked again where it is due: its
// answers stand for their time to live.
//
// After every line the sums of the counters must hold, and nothing may be left unread at the end.
#pragma once

#include <string>

namespace lineman::test {

// Plays the file; failures name file and line.
void play_scenario(const std::string& file);

}  // namespace lineman::test
