// What a connection request is answered with (TR-069, 3.2.2.1). Pure: a head in, an answer out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/token_bucket.hpp"
#include "tr069/connection_request/authenticator.hpp"
#include "tr069/connection_request/request_head.hpp"
#include "tr069/connection_request/request_outcome.hpp"
#include "tr069/connection_request/server.hpp"

namespace lineman::cwmp {

struct Answer {
  unsigned status = 400;
  std::vector<std::string> challenges{};  // with 401
  RequestOutcome outcome = RequestOutcome::malformed;
};

// Looks at method, path, rate and credentials, in this order. One thread; clock outlives it.
class Answerer {
 public:
  Answerer(Clock& clock, RequestServer::Hooks hooks);

  Answer answer(const HeadResult& head);

 private:
  Answer admitted();

  Clock& clock_;
  RequestServer::Hooks hooks_;
  Authenticator authenticator_;
  daemon::TokenBucket requests_;
};

// The octets of an answer, without a body.
std::string print(const Answer& answer, bool close);

}  // namespace lineman::cwmp
