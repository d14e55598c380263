// A session as a text file, played over a fake clock. One command a line, '#' begins a comment:
//
//   start [VERSION]    the session begins with that version ("1.0"), without one with 1.2
//   post WHAT [KEY=VALUE...]   the next thing that is posted. WHAT: empty, Inform, Fault, a
//   response
//                      by its name. Keys: ns (the namespace: "1-2"), id ("none": no header ID),
//                      code (of a fault: CWMP's, or MustUnderstand), has (any text without a
//                      space), key (its CommandKey), and same (yes: the same octets as before)
//   reply STATUS [WHAT [KEY=VALUE...]]   the ACS answers. WHAT: InformResponse, fault (code, text),
//                      soap-fault (code), text (the rest of the line), any other word is a request
//                      of that name; keys: ns, id (as above; InformResponse has ours), version
//                      (UseCWMPVersion), hold (HoldRequests), header (an unknown one that must be
//                      understood), without (an argument that is left out of a request about
//                      transfers); without WHAT the body is empty
//   lost SENTENCE      there is no reply
//   execute NAME       the RPC that is being carried out
//   answer NAME|CODE   its answer: "GetRPCMethodsResponse" and the like, or a fault
//   complete KEY, ask-methods   the phone has a TransferComplete or a GetRPCMethods to say
//   answered COUNT     how many of those are done
//   wait SECONDS       time passes
//   informed yes|no    whether the events are delivered
//   ended ok|SENTENCE  the session's end
//   next VERSION       what the next session begins with
//
// Nothing may be posted, executed or ended that no line has asked for.
#pragma once

#include <string>

namespace lineman::test {

// Plays the file; failures name file and line.
void play_session(const std::string& file);

}  // namespace lineman::test
