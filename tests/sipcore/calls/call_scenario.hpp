// Calls and subscriptions as a text file, over a fake clock. One command a line, '#' begins a
// comment. A TARGET is "192.0.2.1:5060", with "/tcp" or "/tls" behind it where it is not UDP.
//
//   account N                  that the next lines are about, 1 at first; its user is 1001, that of
//   2 is
//                              1002
//   hops TARGET...             of the account, from now on; without any there is nowhere to send to
//   retries N, invite-retries N, route URI, t1 SECONDS, t2 SECONDS   of its hops
//   unready TARGET             that hop cannot be made ready
//   dial URI, no-dial URI | SENTENCE       begins a call; cannot
//   hangup N, no-hangup N | SENTENCE
//   subscribe EVENT [URI], no-subscribe EVENT URI | SENTENCE, [no-]unsubscribe N, move    likewise
//   at T                       moves the clock to T seconds after the start; nothing may leave on
//   the way send T TARGET METHOD [KEY=VALUE...]    the next request leaves at T exactly. Keys: as
//   (a name for
//                              answer-to), resend (the same text as the last one of that method),
//                              branch, call, from-tag (same or new, likewise), uri, cseq, to-tag,
//                              auth, proxy-auth (yes or no), expires, has, has-not (text without a
//                              space)
//   reply T TARGET STATUS [KEY=VALUE...]   the next answer of ours. Keys: to (the method), again
//   (the
//                              same text as the last one), has, has-not
//   answer STATUS [REASON] [KEY=VALUE...] [| FIELD: VALUE]...    the last request is answered now;
//   keys:
//                              tag (of To, "peer" at first), from (another TARGET)
//   answer-to NAME STATUS...   the request of that name is
//   peer outgoing              the next `receive ... within` is of the dialog of the last INVITE
//   sent receive TARGET METHOD [KEY=VALUE...] [| FIELD: VALUE]...     a request arrives. Keys:
//   call, from-tag,
//                              to-tag, cseq, branch, user, scheme; within: of the dialog, whose tag
//                              is taken from the last answer; sdp: with an offer; body=WORD
//   receive-again              the same once more, to the letter
//   raw TARGET TEXT            TEXT arrives, with \r\n written out
//   icmp TARGET, unsendable TARGET, no-socket TARGET
//   calls N=STATE...|none, subscriptions N=STATE...|none, through N TARGET
//   lease N SECONDS, body N [WORD], accepted-at N TARGET      of that subscription
//   count NAME VALUE           a counter of the account; requests METHOD NAME VALUE: of its server
//   server-count NAME VALUE    likewise; discarded N
//   event KIND DETAIL|none     the next event
//   told WHAT|none             what the router was told next
//   busy N                     how many calls the account was said to have last
//
// After every line the sums of the counters must hold, and nothing may be left unread at the end.
#pragma once

#include <string>

namespace lineman::test {

// Plays the file; failures name file and line.
void play_call_scenario(const std::string& file);

}  // namespace lineman::test
