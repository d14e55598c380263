// A request other than INVITE, sent anew with credentials as often as a challenge asks for them.
#pragma once

#include <functional>
#include <memory>

#include "sipcore/message/authenticator.hpp"
#include "sipcore/message/message_text.hpp"
#include "sipcore/transaction/transactions.hpp"

namespace lineman::sipcore {

struct ChallengedRequestForm {
  std::shared_ptr<Link> link{};
  Patience patience{};
  datamodel::ServerCounters* counters = nullptr;  // outlive the request
  // The request without credentials, with a new branch and a higher CSeq each time.
  std::function<RequestForm()> make{};
};

// Pure. Destroying it before its end abandons the request.
class ChallengedRequest {
 public:
  // `authenticator` outlives it and begins an attempt; null: challenges are not answered. `done`
  // comes from the loop, once; the owner may destroy this in it. Answers 401 and 407 reach it only
  // where no credentials satisfy them.
  ChallengedRequest(Transactions& transactions, Authenticator* authenticator,
                    ChallengedRequestForm form, std::function<void(TransactionEnd)> done);

 private:
  void send();
  void ended(TransactionEnd how);

  Transactions& transactions_;
  Authenticator* authenticator_;
  ChallengedRequestForm form_;
  std::function<void(TransactionEnd)> done_;
  std::unique_ptr<Transactions::Pending> request_{};
};

// Whether it is a challenge that credentials may satisfy.
inline bool is_challenge(const Response& response) {
  return response.status == 401 || response.status == 407;
}

}  // namespace lineman::sipcore
